import type { MissionBody } from '@casino-club/shared'
import { Alert, Box, LinearProgress, Paper, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { ContentLines } from '../shop/products/product-preview.tsx'

/** What a player would see of it, in both languages. */
export function MissionPreview({ body }: { body: MissionBody | null }) {
  const words = useWords()
  const format = useFormat()
  if (body === null) return <Alert severity="info">{words('missions.previewWaits')}</Alert>
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
      data-testid="mission-preview"
    >
      {(['ko', 'en'] as const).map((language) => (
        <Paper key={language} variant="outlined" sx={{ p: 2, overflowWrap: 'anywhere' }} lang={language}>
          <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 700 }}>
            {body.title[language]}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {body.description[language]}
          </Typography>
          <LinearProgress variant="determinate" value={0} sx={{ my: 1 }} aria-label={body.title[language]} />
          <Typography variant="body2">{`0 / ${format.amount(body.target)}`}</Typography>
          {body.segments?.length ? (
            <Typography variant="caption" component="p">
              {words('segments.onlyFor', { segments: body.segments.join(', ') })}
            </Typography>
          ) : null}
          <ContentLines contents={body.rewards} />
        </Paper>
      ))}
    </Box>
  )
}
