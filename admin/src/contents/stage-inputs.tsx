import { STAGE_PICTURES } from '@casino-club/shared'
import { Box, Button, MenuItem, Paper, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { StageDraft } from './content-draft.ts'

interface StageInputsProps {
  readonly stage: StageDraft
  readonly index: number
  readonly onEdit: (change: Partial<StageDraft>) => void
  readonly onRemove: () => void
}

const FIELDS = ['en', 'ko', 'tier', 'xp', 'mission', 'priceGems'] as const

/** Everything an admin says about one stage. */
export function StageInputs({ stage, index, onEdit, onRemove }: StageInputsProps) {
  const words = useWords()
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            size="small"
            label={words(`contents.fields.${field}`)}
            value={stage[field]}
            onChange={(event) => onEdit({ [field]: event.target.value })}
            autoComplete="off"
            slotProps={{ htmlInput: { 'data-testid': `stage-${index}-${field}`, maxLength: 80 } }}
          />
        ))}
        <TextField
          select
          size="small"
          label={words('contents.fields.picture')}
          value={stage.picture}
          onChange={(event) =>
            onEdit({ picture: STAGE_PICTURES.find((picture) => picture === event.target.value) ?? stage.picture })
          }
        >
          {STAGE_PICTURES.map((picture) => (
            <MenuItem key={picture} value={picture}>
              {picture}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Button size="small" sx={{ mt: 1 }} onClick={onRemove}>
        {words('contents.removeStage')}
      </Button>
    </Paper>
  )
}
