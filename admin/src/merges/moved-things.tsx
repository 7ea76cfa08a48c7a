import type { MergeMoved } from '@casino-club/shared'
import { Stack, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'

/** The stocks that move, each with its end, and what is unlocked. */
export function MovedThings({ moved: { items, contents } }: { moved: MergeMoved }) {
  const words = useWords()
  const format = useFormat()
  if (items.length === 0 && contents.length === 0) return null
  return (
    <Stack component="ul" spacing={0.5} sx={{ m: 0, pl: 3 }} data-testid="merge-things">
      {items.map(({ item, quantity, expiresAtMs }) => (
        <Typography key={`${item} ${expiresAtMs}`} component="li" variant="body2">
          {words('rewards.oneItem', { item, quantity: format.amount(quantity) })}
          {expiresAtMs === null
            ? null
            : ` (${words('merges.until', { at: format.dateTime(new Date(expiresAtMs).toISOString()) })})`}
        </Typography>
      ))}
      {contents.map((content) => (
        <Typography key={content} component="li" variant="body2">
          {words('rewards.oneContent', { content })}
        </Typography>
      ))}
    </Stack>
  )
}
