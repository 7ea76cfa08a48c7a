import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { RefusalAlert } from '../refusal-alert.tsx'
import type { Saving } from './use-saving.ts'
import type { TableForm } from './use-table-form.ts'

interface SaveBarProps {
  readonly tableForm: TableForm
  readonly saving: Saving
  readonly note: string
  readonly onNote: (note: string) => void
  readonly onLoadOther: () => void
}

const MAX_NOTE = 500

/** The note and the buttons, and what became of the last attempt to save. */
export function SaveBar({ tableForm, saving, note, onNote, onLoadOther }: SaveBarProps) {
  const words = useWords()
  const [complaining, setComplaining] = useState(false)
  const missing = complaining && note.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (note.trim() !== '' && tableForm.table !== null) void saving.save(tableForm.table, note.trim())
  }
  return (
    <Paper component="form" onSubmit={submit} noValidate sx={{ p: 2.5 }}>
      <Stack spacing={2}>
        <SaveFailure saving={saving} onLoadOther={onLoadOther} />
        <TextField
          label={words('odds.editor.note')}
          value={note}
          onChange={(event) => onNote(event.target.value)}
          error={missing}
          helperText={words(missing ? 'odds.editor.noteMissing' : 'odds.editor.noteHelp')}
          multiline
          slotProps={{ htmlInput: { 'data-testid': 'odds-note', maxLength: MAX_NOTE } }}
        />
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button
            type="submit"
            variant="contained"
            startIcon={<SaveIcon />}
            loading={saving.saving}
            loadingPosition="start"
            disabled={tableForm.table === null || saving.conflict}
            data-testid="odds-save"
          >
            {words('odds.editor.save')}
          </Button>
          <Button onClick={tableForm.reset} disabled={!tableForm.changed || saving.saving} data-testid="odds-reset">
            {words('odds.editor.reset')}
          </Button>
          {tableForm.changed ? (
            <Typography variant="caption" color="warning.main">
              {words('odds.editor.unsaved')}
            </Typography>
          ) : null}
        </Box>
      </Stack>
    </Paper>
  )
}

function SaveFailure({ saving, onLoadOther }: Pick<SaveBarProps, 'saving' | 'onLoadOther'>) {
  const words = useWords()
  if (saving.conflict) {
    return (
      <Alert
        severity="warning"
        data-testid="odds-conflict"
        action={
          <Button color="inherit" onClick={onLoadOther} data-testid="odds-load-other">
            {words('odds.editor.loadOther')}
          </Button>
        }
      >
        {words('odds.editor.conflict')}
      </Alert>
    )
  }
  if (saving.unknown) return <Alert severity="warning">{words('odds.editor.unknown')}</Alert>
  return saving.failure ? <RefusalAlert failure={saving.failure} testId="odds-save-refusal" /> : null
}
