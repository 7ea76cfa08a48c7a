import type { GameAnalysis } from '@casino-club/shared'
import { DataTable } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { OddsVersion } from '../providers/resources.ts'
import { StatusBadge } from '../slot-tables/status-badge.tsx'
import { returnRange } from './compare/compare.ts'

/** Versions as rows; the history of one game leaves the game out. */
export function VersionsTable({ withGame }: { withGame: boolean }) {
  const words = useWords()
  return (
    <DataTable<OddsVersion>
      resource="odds-tables"
      body={TableRows}
      bulkActionButtons={false}
      rowClick="show"
      empty={<EmptyTab text={words(withGame ? 'resources.odds-tables.empty' : 'odds.historyEmpty')} />}
    >
      <DataTable.Col
        source="id"
        disableSort
        render={({ id, version }: OddsVersion) => (
          <RecordLink resource="odds-tables" id={id}>
            {withGame ? id : version}
          </RecordLink>
        )}
      />
      {withGame ? (
        <DataTable.Col source="game" disableSort render={({ game }: OddsVersion) => words(`games.${game}`)} />
      ) : null}
      <DataTable.Col
        source="status"
        disableSort
        render={({ status }: OddsVersion) => <StatusBadge status={status} />}
      />
      <DataTable.Col
        source="rtp"
        align="right"
        disableSort
        render={({ analysis }: OddsVersion) => <ReturnRange analysis={analysis} />}
      />
      <DataTable.Col source="publishedAt" disableSort>
        <TimeField source="publishedAt" short />
      </DataTable.Col>
      <DataTable.Col source="retiredAt" disableSort>
        <TimeField source="retiredAt" short />
      </DataTable.Col>
      <DataTable.Col
        source="hash"
        disableSort
        render={({ hash }: OddsVersion) => (
          <HashText short value={hash} name={words('resources.odds-tables.fields.hash')} />
        )}
      />
      <DataTable.Col source="note" disableSort />
    </DataTable>
  )
}

/** From the least return, at the worst stake, to the greatest of all ways to play. */
export function ReturnRange({ analysis }: { analysis: GameAnalysis }) {
  const words = useWords()
  const format = useFormat()
  const range = returnRange(analysis)
  if (!range) return <>{words('odds.noReturn')}</>
  const [low, high] = [format.percent(range.low, 3), format.percent(range.high, 3)]
  return <span style={{ whiteSpace: 'nowrap' }}>{low === high ? low : words('odds.range', { low, high })}</span>
}
