import { Box, Paper, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Figure } from './figure.tsx'
import type { Slot } from './measure.ts'

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
