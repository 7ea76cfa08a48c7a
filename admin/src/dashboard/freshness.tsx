import { Alert, Box, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'

/** Says how old the numbers are, and why there are no newer ones. */
export function Freshness({ updatedAtMs, failure }: { updatedAtMs: number; failure: unknown }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const format = useFormat()
  const time = format.clock(updatedAtMs)
  if (failure) {
    return (
      <Alert severity="warning" data-testid="dash-stale">
        {words('dashboard.stale', { time, problem: failureWords(failure) })}
      </Alert>
    )
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }} title={words('dashboard.paused')}>
      <Box component="span" aria-hidden sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: 'success.main' }} />
      <Typography variant="caption" color="text.secondary">
        {words('dashboard.live')} · {words('dashboard.updatedAt', { time })}
      </Typography>
    </Box>
  )
}
