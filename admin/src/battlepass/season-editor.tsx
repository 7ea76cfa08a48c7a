import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Paper, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { SeasonRecord } from '../providers/resources.ts'
import { LevelInputs } from './level-inputs.tsx'
import { NEW_SEASON, readSeason, type SeasonDraft, seasonDraftOf } from './season-draft.ts'
import { SeasonInputs } from './season-inputs.tsx'
import { SeasonPreview } from './season-preview.tsx'
import { useSeasonSaving } from './use-season-saving.ts'

interface SeasonEditorProps {
  /** The season as it was when the form was opened; null for a new one. */
  readonly seen: SeasonRecord | null
  readonly onReload: () => void
}

const draftOf = (seen: SeasonRecord | null): SeasonDraft => {
  if (seen === null) return NEW_SEASON
  return seasonDraftOf(seen.id, seen.versions.find(({ status }) => status === 'draft')?.body ?? seen.body)
}

/** The form of a season with what a player would see of it; shown as saved only when the server has said so. */
export function SeasonEditor({ seen, onReload }: SeasonEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useSeasonSaving(seen)
  const { body, wrong } = readSeason(draft)
  const edit = (change: Partial<SeasonDraft>) => setDraft((before) => ({ ...before, ...change }))
  const isStale = conflict && seen !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body) void save(draft, body)
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        {isStale ? <Stale onReload={onReload} /> : null}
        {failure && !isStale ? <RefusalAlert failure={failure} testId="season-refusal" /> : null}
        {complaining && !body ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        <Paper sx={{ p: 2.5 }}>
          <SeasonInputs draft={draft} wrong={complaining ? wrong : new Set()} asNew={seen === null} onEdit={edit} />
        </Paper>
        <Panel title={words('battlepass.levels')}>
          <LevelInputs
            levels={draft.levels}
            wrong={complaining && wrong.has('levels')}
            onEdit={(levels) => edit({ levels })}
          />
        </Panel>
        <Panel title={words('battlepass.preview')}>
          <Stack spacing={2}>
            <SeasonPreview body={body} />
            <div>
              <Button
                type="submit"
                variant="contained"
                startIcon={<SaveIcon />}
                loading={saving}
                loadingPosition="start"
                disabled={isStale}
                data-testid="season-save"
              >
                {words('battlepass.saveDraft')}
              </Button>
            </div>
          </Stack>
        </Panel>
      </Stack>
    </Box>
  )
}

function Stale({ onReload }: { onReload: () => void }) {
  const words = useWords()
  const reload = (
    <Button color="inherit" onClick={onReload}>
      {words('items.reload')}
    </Button>
  )
  return (
    <Alert severity="warning" data-testid="season-conflict" action={reload}>
      {words('battlepass.conflict')}
    </Alert>
  )
}
