import { RANKS, VIP_BADGES } from '@casino-club/shared'
import { Box, Button, MenuItem, Paper, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { TierDraft } from './tiers-draft.ts'

interface TierInputsProps {
  readonly tier: TierDraft
  readonly index: number
  readonly onEdit: (change: Partial<TierDraft>) => void
  readonly onRemove: () => void
}

const FIELDS = [
  'id',
  'en',
  'ko',
  'spendWon',
  'activeDays',
  'windowDays',
  'holdDays',
  'graceDays',
  'discount',
] as const satisfies readonly (keyof TierDraft)[]

/** Everything an admin says about one tier. */
export function TierInputs({ tier, index, onEdit, onRemove }: TierInputsProps) {
  const words = useWords()
  const choice = (field: 'badge' | 'rank', choices: readonly string[], wordOf: (value: string) => string) => (
    <TextField
      select
      size="small"
      label={words(`vip.fields.${field}`)}
      value={tier[field]}
      onChange={(event) => onEdit({ [field]: event.target.value })}
    >
      {choices.map((each) => (
        <MenuItem key={each} value={each}>
          {wordOf(each)}
        </MenuItem>
      ))}
    </TextField>
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            size="small"
            label={words(`vip.fields.${field}`)}
            value={tier[field]}
            onChange={(event) => onEdit({ [field]: event.target.value })}
            autoComplete="off"
            slotProps={{ htmlInput: { 'data-testid': `tier-${index}-${field}`, maxLength: 40 } }}
          />
        ))}
        {choice('badge', VIP_BADGES, (badge) => badge)}
        {choice('rank', RANKS, (rank) => words(`ranks.${rank as (typeof RANKS)[number]}`))}
      </Box>
      <Button size="small" sx={{ mt: 1 }} onClick={onRemove}>
        {words('vip.removeTier')}
      </Button>
    </Paper>
  )
}
