import { PUSH_CLEANUP_DAYS, PUSH_FAIL_THRESHOLDS, type PushSettings } from '@casino-club/shared'
import { FormControlLabel, MenuItem, Stack, Switch, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

/** What a clean-up goes by, as it is edited. */
export type CleanupDraft = Omit<PushSettings, 'revision'>

interface InputsProps {
  readonly draft: CleanupDraft
  readonly realTimeCheck: boolean
  readonly onEdit: (change: Partial<CleanupDraft>) => void
  readonly onRealTime: (on: boolean) => void
}

/** The choices there are for a clean-up. */
export function CleanupInputs({ draft, realTimeCheck, onEdit, onRealTime }: InputsProps) {
  const words = useWords()
  return (
    <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <TextField
        select
        size="small"
        label={words('push.fields.cleanupDays')}
        value={draft.cleanupDays}
        onChange={({ target }) =>
          onEdit({ cleanupDays: PUSH_CLEANUP_DAYS.find((days) => days === Number(target.value)) ?? draft.cleanupDays })
        }
        sx={{ minWidth: 220 }}
      >
        {PUSH_CLEANUP_DAYS.map((days) => (
          <MenuItem key={days} value={days}>
            {words('push.days', { days })}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={words('push.fields.failThreshold')}
        value={draft.failThreshold}
        onChange={({ target }) =>
          onEdit({
            failThreshold: PUSH_FAIL_THRESHOLDS.find((times) => times === Number(target.value)) ?? draft.failThreshold,
          })
        }
        sx={{ minWidth: 220 }}
      >
        {PUSH_FAIL_THRESHOLDS.map((times) => (
          <MenuItem key={times} value={times}>
            {words('push.times', { times })}
          </MenuItem>
        ))}
      </TextField>
      {(['cleanupInactive', 'forceDelete'] as const).map((field) => (
        <FormControlLabel
          key={field}
          control={<Switch checked={draft[field]} onChange={(event) => onEdit({ [field]: event.target.checked })} />}
          label={words(`push.fields.${field}`)}
        />
      ))}
      <FormControlLabel
        control={<Switch checked={realTimeCheck} onChange={(event) => onRealTime(event.target.checked)} />}
        label={words('push.fields.realTimeCheck')}
      />
    </Stack>
  )
}
