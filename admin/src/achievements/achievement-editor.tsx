import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Paper, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { AchievementRow } from '../providers/resources.ts'
import { ContentsInputs } from '../shop/products/contents-inputs.tsx'
import { type AchievementDraft, achievementDraftOf, NEW_ACHIEVEMENT, readAchievement } from './achievement-draft.ts'
import { AchievementInputs } from './achievement-inputs.tsx'
import { AchievementPreview } from './achievement-preview.tsx'
import { useAchievementSaving } from './use-achievement-saving.ts'

interface AchievementEditorProps {
  /** The achievement as it was when the form was opened; null for a new one. */
  readonly seen: AchievementRow | null
  readonly onReload: () => void
}

const draftOf = (seen: AchievementRow | null): AchievementDraft => {
  if (seen === null) return NEW_ACHIEVEMENT
  const body = seen.draft ?? seen.body
  return achievementDraftOf(seen.id, seen.period, body)
}

/** The form of an achievement with what a player would see of it; shown as saved only when the server has said so. */
export function AchievementEditor({ seen, onReload }: AchievementEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useAchievementSaving(seen)
  const { body, wrong } = readAchievement(draft)
  const edit = (change: Partial<AchievementDraft>) => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body) void save(draft, body)
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        <Trouble {...{ failure, onReload }} conflict={conflict && seen !== null} />
        {complaining && !body ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        <Paper sx={{ p: 2.5 }}>
          <AchievementInputs
            draft={draft}
            wrong={complaining ? wrong : new Set()}
            asNew={seen === null}
            onEdit={edit}
          />
        </Paper>
        <Panel title={words('achievements.rewards')}>
          <ContentsInputs
            contents={draft.rewards}
            wrong={complaining && wrong.has('rewards')}
            onEdit={(rewards) => edit({ rewards })}
          />
        </Panel>
        <Panel title={words('achievements.preview')}>
          <Stack spacing={2}>
            <AchievementPreview body={body} />
            <div>
              <Button
                type="submit"
                variant="contained"
                startIcon={<SaveIcon />}
                loading={saving}
                loadingPosition="start"
                disabled={conflict && seen !== null}
                data-testid="achievement-save"
              >
                {words('achievements.saveDraft')}
              </Button>
            </div>
          </Stack>
        </Panel>
      </Stack>
    </Box>
  )
}

function Trouble({ failure, conflict, onReload }: { failure: unknown; conflict: boolean; onReload: () => void }) {
  const words = useWords()
  if (!conflict) return failure ? <RefusalAlert failure={failure} testId="achievement-refusal" /> : null
  const reload = (
    <Button color="inherit" onClick={onReload}>
      {words('items.reload')}
    </Button>
  )
  return (
    <Alert severity="warning" data-testid="achievement-conflict" action={reload}>
      {words('achievements.conflict')}
    </Alert>
  )
}
