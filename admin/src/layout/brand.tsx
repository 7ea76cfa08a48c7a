import { Box, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

/** The club's name with its spade. */
export function Brand() {
  const words = useWords()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, whiteSpace: 'nowrap' }}>
      <Box component="span" aria-hidden sx={{ color: '#e9c46a', fontSize: 22, lineHeight: 1 }}>
        ♠
      </Box>
      <Typography component="span" sx={{ fontWeight: 800, letterSpacing: '-0.01em' }}>
        {words('app.title')}
      </Typography>
    </Box>
  )
}
