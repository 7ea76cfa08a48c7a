import type { ProductBody, Reward } from '@casino-club/shared'
import { Alert, Box, Paper, Stack, Typography } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { CLUB_ZONE_LABEL } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'
import { usePrices } from './use-prices.ts'

/** What a player would see, in both languages, with the exact price. */
export function ProductPreview({ body }: { body: ProductBody | null }) {
  const words = useWords()
  if (body === null) return <Alert severity="info">{words('shop.previewWaits')}</Alert>
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
      data-testid="product-preview"
    >
      <Card body={body} language="ko" />
      <Card body={body} language="en" />
    </Box>
  )
}

function Card({ body, language }: { body: ProductBody; language: 'en' | 'ko' }) {
  const words = useWords()
  const format = useFormat()
  const prices = usePrices()
  const { from, until } = body.window
  return (
    <Paper variant="outlined" sx={{ p: 2, overflowWrap: 'anywhere' }} lang={language}>
      <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 700 }}>
        {body.name[language]}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {body.description[language]}
      </Typography>
      <ContentLines contents={body.contents} />
      {prices(body, Date.now()).map(({ currency, now, before }) => (
        <Typography key={currency} sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {before ? <s>{before}</s> : null} <strong data-testid={`preview-${language}-${currency}`}>{now}</strong>
        </Typography>
      ))}
      {from || until ? (
        <Typography variant="caption" component="p">
          {`${from ? format.dateTime(from) : ''} – ${until ? format.dateTime(until) : ''} ${CLUB_ZONE_LABEL}`}
        </Typography>
      ) : null}
      {body.segments?.length ? (
        <Typography variant="caption" component="p">
          {words('segments.onlyFor', { segments: body.segments.join(', ') })}
        </Typography>
      ) : null}
      {body.requiredRank === 'STANDARD' ? null : (
        <Typography variant="caption" component="p">
          {words('shop.fromRank', { rank: body.requiredRank })}
        </Typography>
      )}
    </Paper>
  )
}

/** What a product holds, in words. */
export function ContentLines({ contents }: { contents: readonly Reward[] }) {
  const words = useWords()
  const format = useFormat()
  const text = (reward: Reward) => {
    if (reward.type === 'ITEM') return `${reward.item} × ${format.amount(reward.quantity)}`
    if (reward.type === 'CONTENT_UNLOCK') return `${words('shop.contents.CONTENT_UNLOCK')}: ${reward.content}`
    return `${words(`shop.contents.${reward.type}`)} ${format.amount(reward.amount)}`
  }
  return (
    <Stack component="ul" sx={{ my: 1, pl: 2.5 }}>
      {contents.map((reward) => (
        <li key={text(reward)}>{text(reward)}</li>
      ))}
    </Stack>
  )
}
