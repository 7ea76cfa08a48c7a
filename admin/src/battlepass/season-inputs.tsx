import { Box, TextField } from '@mui/material'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import type { SeasonDraft, SeasonField } from './season-draft.ts'

interface SeasonInputsProps {
  readonly draft: SeasonDraft
  readonly wrong: ReadonlySet<SeasonField>
  /** A season's id stays as it is. */
  readonly asNew: boolean
  readonly onEdit: (change: Partial<SeasonDraft>) => void
}

const FIELDS = [
  'id',
  'priceGems',
  'titleEn',
  'titleKo',
  'startsAt',
  'endsAt',
  'play',
  'playADay',
  'mission',
  'streakDay',
  'couponXp',
  'couponDays',
] as const satisfies Exclude<SeasonField, 'levels'>[]
const TIMES: readonly SeasonField[] = ['startsAt', 'endsAt']

/** Everything an admin says about a season besides its levels. */
export function SeasonInputs({ draft, wrong, asNew, onEdit }: SeasonInputsProps) {
  const words = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      {FIELDS.map((field) => {
        const label: MessageKey = `battlepass.${field}`
        const isTime = TIMES.includes(field)
        return (
          <TextField
            key={field}
            label={words(label)}
            value={draft[field]}
            type={isTime ? 'datetime-local' : 'text'}
            onChange={(event) => onEdit({ [field]: event.target.value })}
            error={wrong.has(field)}
            helperText={field === 'id' ? words('battlepass.idHelp') : undefined}
            disabled={field === 'id' && !asNew}
            autoComplete="off"
            slotProps={{
              htmlInput: { 'data-testid': `season-${field}`, maxLength: 100, ...(isTime && { step: 1 }) },
              ...(isTime && { inputLabel: { shrink: true } }),
            }}
          />
        )
      })}
    </Box>
  )
}
