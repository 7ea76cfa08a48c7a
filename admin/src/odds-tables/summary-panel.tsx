import { TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { OddsVersion } from '../providers/resources.ts'
import { StatusBadge } from '../slot-tables/status-badge.tsx'
import { ReturnRange } from './versions-table.tsx'

/** Status, returns, dates, note and the hash that names the content. */
export function SummaryPanel({ version }: { version: OddsVersion }) {
  const words = useWords()
  return (
    <Panel title={words('slotTables.summary')}>
      <Facts>
        <Fact name={words('resources.odds-tables.fields.status')}>
          <StatusBadge status={version.status} />
        </Fact>
        <Fact name={words('resources.odds-tables.fields.rtp')}>
          <span data-testid="odds-return">
            <ReturnRange analysis={version.analysis} />
          </span>
        </Fact>
        {(['createdAt', 'publishedAt', 'retiredAt'] as const).map((field) => (
          <Fact key={field} name={words(`resources.odds-tables.fields.${field}`)}>
            <TimeField source={field} />
          </Fact>
        ))}
        <Fact name={words('resources.odds-tables.fields.hash')}>
          <HashText value={version.hash} name={words('resources.odds-tables.fields.hash')} />
        </Fact>
        <Fact name={words('resources.odds-tables.fields.note')}>
          <span data-testid="odds-note-text">{version.note || words('slotTables.noNote')}</span>
        </Fact>
      </Facts>
    </Panel>
  )
}
