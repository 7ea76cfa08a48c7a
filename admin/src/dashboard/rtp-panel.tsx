import { Box, Chip, Paper, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { IntervalScale } from './interval-scale.tsx'
import { type Slot, type Verdict, verdictOn } from './measure.ts'

const VERDICT_COLOR = {
  noSpins: 'default',
  tooFew: 'default',
  within: 'success',
  outside: 'error',
} as const satisfies Record<Verdict, string>

function Figure({ label, value, testId }: { label: string; value: ReactNode; testId: string }) {
  return (
    <Box>
      <Typography variant="overline" color="text.secondary">
        {label}
      </Typography>
      <Typography sx={{ fontSize: 24, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }} data-testid={testId}>
        {value}
      </Typography>
    </Box>
  )
}

/** Measured return to player with its interval against the exact one of the published table. */
export function RtpPanel({ slot }: { slot: Slot }) {
  const words = useWords()
  const format = useFormat()
  const verdict = verdictOn(slot)
  const { measuredRtpPercent, rtpLowPercent, rtpHighPercent } = slot
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
      <Box sx={{ display: 'flex', gap: 5, my: 1.5, flexWrap: 'wrap' }}>
        <Figure
          label={`${words('dashboard.rtp')} · ${words('dashboard.exact')}`}
          value={format.percent(slot.exactRtpPercent, 3)}
          testId="dash-rtp-exact"
        />
        <Figure
          label={words('dashboard.measured')}
          value={measuredRtpPercent === null ? '–' : format.percent(measuredRtpPercent, 3)}
          testId="dash-rtp-measured"
        />
        <Figure
          label={words('dashboard.interval')}
          value={
            rtpLowPercent === null || rtpHighPercent === null
              ? '–'
              : words('dashboard.intervalRange', {
                  low: format.percent(rtpLowPercent),
                  high: format.percent(rtpHighPercent),
                })
          }
          testId="dash-rtp-interval"
        />
      </Box>
      {measuredRtpPercent === null || rtpLowPercent === null || rtpHighPercent === null ? null : (
        <IntervalScale
          low={rtpLowPercent}
          high={rtpHighPercent}
          measured={measuredRtpPercent}
          exact={slot.exactRtpPercent}
          outside={verdict === 'outside'}
        />
      )}
    </Paper>
  )
}

/** Share of spins that paid anything, measured against exact. */
export function HitRatePanel({ slot }: { slot: Slot }) {
  const words = useWords()
  const format = useFormat()
  const measured = slot.measuredHitRatePercent
  return (
    <Paper component="section" aria-label={words('dashboard.hitRate')} sx={{ p: 2.5 }}>
      <Typography variant="h6" component="h2">
        {words('dashboard.hitRate')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 5, my: 1.5, flexWrap: 'wrap' }}>
        <Figure
          label={words('dashboard.exact')}
          value={format.percent(slot.exactHitRatePercent)}
          testId="dash-hit-exact"
        />
        <Figure
          label={words('dashboard.measured')}
          value={measured === null ? '–' : format.percent(measured)}
          testId="dash-hit-measured"
        />
      </Box>
    </Paper>
  )
}
