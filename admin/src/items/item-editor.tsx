import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Button, Paper, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { CatalogueEntry } from '../providers/resources.ts'
import { draftOf, readDraft } from './item-draft.ts'
import { ItemInputs } from './item-inputs.tsx'
import { useItemSaving } from './use-item-saving.ts'

interface ItemEditorProps {
  /** The item as it was when the form was opened; null for a new one. */
  readonly seen: CatalogueEntry | null
  readonly onReload: () => void
}

/** The form of an item; shown as saved only when the server has said so. */
export function ItemEditor({ seen, onReload }: ItemEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useItemSaving(seen)
  const { item, wrong } = readDraft(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (item) void save(draft.id, item)
  }
  return (
    <Paper component="form" onSubmit={submit} noValidate sx={{ p: 2.5, mt: 2 }}>
      <Stack spacing={2}>
        {conflict ? (
          <Alert
            severity="warning"
            data-testid="item-conflict"
            action={
              <Button color="inherit" onClick={onReload}>
                {words('items.reload')}
              </Button>
            }
          >
            {words('items.conflict')}
          </Alert>
        ) : failure ? (
          <RefusalAlert failure={failure} testId="item-refusal" />
        ) : null}
        {complaining && !item ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        <ItemInputs
          draft={draft}
          wrong={complaining ? wrong : new Set()}
          asNew={seen === null}
          onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <div>
          <Button
            type="submit"
            variant="contained"
            startIcon={<SaveIcon />}
            loading={saving}
            loadingPosition="start"
            disabled={conflict}
            data-testid="item-save"
          >
            {words('items.save')}
          </Button>
        </div>
      </Stack>
    </Paper>
  )
}
