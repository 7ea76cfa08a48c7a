import { slotSpinOutcomeSchema } from '@casino-club/shared'
import { Box } from '@mui/material'
import { Code } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'

/** What the record of a play must have to be told in words. */
const toldSchema = slotSpinOutcomeSchema.pick({
  reels: true,
  line: true,
  multiplier: true,
  bonusPercent: true,
  nonce: true,
})

/** A spin as reels and line; an outcome of another shape as it was recorded. */
export function PlayOutcome({ outcome }: { outcome: Readonly<Record<string, unknown>> }) {
  const words = useWords()
  const told = toldSchema.safeParse(outcome)
  if (!told.success) return <Code>{JSON.stringify(outcome)}</Code>
  const { reels, line, multiplier, bonusPercent, nonce } = told.data
  const details = [
    words(`players.line.${line}`),
    multiplier > 0 ? `×${multiplier}` : null,
    bonusPercent > 0 ? words('players.streakBonus', { percent: bonusPercent }) : null,
    `#${nonce}`,
  ]
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      <Code>{reels.join(' · ')}</Code>
      <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
        {details.filter((detail) => detail !== null).join(', ')}
      </Box>
    </Box>
  )
}
