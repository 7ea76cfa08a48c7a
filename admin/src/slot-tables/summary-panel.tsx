import type { Fraction } from '@casino-club/shared'
import { Box, Typography } from '@mui/material'
import { TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { SlotTableVersion } from '../providers/resources.ts'
import { FractionText } from './fraction-text.tsx'
import { StatusBadge } from './status-badge.tsx'

/** Status, exact returns, dates and the hash that names the content. */
export function SummaryPanel({ version }: { version: SlotTableVersion }) {
  const words = useWords()
  const format = useFormat()
  const { analysis } = version
  const bet = words('slotTables.atBet', { bet: format.amount(analysis.lowestRtpBet) })
  return (
    <Panel title={words('slotTables.summary')}>
      <Facts>
        <Fact name={words('resources.slot-tables.fields.status')}>
          <StatusBadge status={version.status} />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.rtp')}>
          <ExactPercent
            value={format.percent(analysis.rtpPercent, 4)}
            fraction={analysis.rtp}
            testId="slot-table-rtp"
          />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.lowestRtp')}>
          <ExactPercent
            value={`${format.percent(analysis.lowestRtpPercent, 4)} ${bet}`}
            fraction={analysis.lowestRtp}
          />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.hitRate')}>
          <ExactPercent value={format.percent(analysis.hitRatePercent, 4)} fraction={analysis.hitRate} />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.volatility')}>{analysis.volatility.toFixed(3)}</Fact>
        <Fact name={words('resources.slot-tables.fields.maxWin')}>
          {words('slotTables.times', { factor: analysis.maxWinMultiple })}
        </Fact>
        <Fact name={words('resources.slot-tables.fields.createdAt')}>
          <TimeField source="createdAt" />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.publishedAt')}>
          <TimeField source="publishedAt" />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.retiredAt')}>
          <TimeField source="retiredAt" />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.hash')}>
          <HashText value={version.hash} name={words('resources.slot-tables.fields.hash')} />
        </Fact>
        <Fact name={words('resources.slot-tables.fields.note')}>{version.note || words('slotTables.noNote')}</Fact>
      </Facts>
    </Panel>
  )
}

function ExactPercent({ value, fraction, testId }: { value: string; fraction: Fraction; testId?: string }) {
  return (
    <Box component="span">
      <Typography component="span" sx={{ fontWeight: 700 }} data-testid={testId}>
        {value}
      </Typography>{' '}
      <Box component="span" sx={{ color: 'text.secondary', display: 'inline-block' }}>
        = <FractionText value={fraction} />
      </Box>
    </Box>
  )
}
