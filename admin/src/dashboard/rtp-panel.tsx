import { Box, Chip, Paper, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Figure } from './figure.tsx'
import { IntervalScale } from './interval-scale.tsx'
import { type Slot, type Verdict, verdictOn } from './measure.ts'

const VERDICT_COLOR = {
  noSpins: 'default',
  tooFew: 'default',
  within: 'success',
  outside: 'error',
} as const satisfies Record<Verdict, string>

/** Measured return to player with its interval against the exact one of the published table. */
export function RtpPanel({ slot }: { slot: Slot }) {
  const words = useWords()
  const format = useFormat()
  const verdict = verdictOn(slot)
  const spins = {
    spins: format.amount(slot.spins),
    bet: format.amount(slot.totalBet),
    win: format.amount(slot.totalWin),
  }
  return (
    <Paper component="section" aria-label={words('dashboard.rtp')} sx={{ p: 2.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="h6" component="h2">
          {words('dashboard.slotTitle', { version: slot.tableVersion })}
        </Typography>
        <Chip
          size="small"
          variant="outlined"
          color={VERDICT_COLOR[verdict]}
          label={words(`dashboard.${verdict}`)}
          data-testid="dash-rtp-verdict"
        />
      </Box>
      <Typography variant="body2" color="text.secondary">
        {words('dashboard.slotSpins', spins)}
      </Typography>
      <Returns slot={slot} outside={verdict === 'outside'} />
    </Paper>
  )
}

function Returns({ slot, outside }: { slot: Slot; outside: boolean }) {
  const words = useWords()
  const format = useFormat()
  const { exactRtpPercent: exact, measuredRtpPercent: measured, rtpLowPercent: low, rtpHighPercent: high } = slot
  const known = measured !== null && low !== null && high !== null
  const interval = known && words('dashboard.intervalRange', { low: format.percent(low), high: format.percent(high) })
  return (
    <>
      <Box sx={{ display: 'flex', gap: 5, my: 1.5, flexWrap: 'wrap' }}>
        <Figure
          label={`${words('dashboard.rtp')} · ${words('dashboard.exact')}`}
          value={format.percent(exact, 3)}
          testId="dash-rtp-exact"
        />
        <Figure
          label={words('dashboard.measured')}
          value={known ? format.percent(measured, 3) : '–'}
          testId="dash-rtp-measured"
        />
        <Figure label={words('dashboard.interval')} value={interval || '–'} testId="dash-rtp-interval" />
      </Box>
      {known ? <IntervalScale low={low} high={high} measured={measured} exact={exact} outside={outside} /> : null}
    </>
  )
}
