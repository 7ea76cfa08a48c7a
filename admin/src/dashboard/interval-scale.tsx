import { Box, type SxProps, type Theme, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

interface IntervalScaleProps {
  readonly low: number
  readonly high: number
  readonly measured: number
  readonly exact: number
  readonly outside: boolean
}

/** The interval as a bar, the measured value as a dot on it and the exact one as a mark across. The numbers stand beside it. */
export function IntervalScale({ low, high, measured, exact, outside }: IntervalScaleProps) {
  const words = useWords()
  const from = Math.min(low, exact)
  const to = Math.max(high, exact)
  const room = Math.max(to - from, 0.1) * 0.12
  const at = (value: number) => `${((value - from + room) / (to - from + 2 * room)) * 100}%`
  const color = outside ? 'error.main' : 'primary.main'
  const width = `calc(${at(high)} - ${at(low)})`
  return (
    <Box aria-hidden sx={{ position: 'relative', height: 44, mt: 1 }}>
      <Mark sx={{ top: 14, left: 0, right: 0, height: 2, bgcolor: 'divider' }} />
      <Mark sx={{ top: 10, left: at(low), width, height: 10, bgcolor: color, opacity: 0.35, borderRadius: 5 }} />
      <Mark
        sx={{ top: 9, left: at(measured), ml: '-6px', width: 12, height: 12, bgcolor: color, borderRadius: '50%' }}
      />
      <Mark sx={{ top: 2, left: at(exact), ml: '-1px', width: 2, height: 26, bgcolor: 'secondary.main' }} />
      <Typography variant="caption" sx={[LABEL, { left: at(exact) }]}>
        {words('dashboard.exact')}
      </Typography>
    </Box>
  )
}

const LABEL = {
  position: 'absolute',
  top: 27,
  transform: 'translateX(-50%)',
  color: 'secondary.main',
  whiteSpace: 'nowrap',
} as const

function Mark({ sx }: { sx: SxProps<Theme> }) {
  return <Box sx={[{ position: 'absolute' }, ...(Array.isArray(sx) ? sx : [sx])]} />
}
