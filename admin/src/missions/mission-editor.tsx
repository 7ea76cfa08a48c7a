import type { MissionBody, MissionPeriod } from '@casino-club/shared'
import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Paper, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { MissionRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ContentsInputs } from '../shop/products/contents-inputs.tsx'
import { MISSION_DRAWING } from '../simulations/drawing-draft.ts'
import { SimulationPanel } from '../simulations/simulation-panel.tsx'
import { type MissionDraft, missionDraftOf, NEW_MISSION, readMission } from './mission-draft.ts'
import { MissionInputs } from './mission-inputs.tsx'
import { MissionPreview } from './mission-preview.tsx'
import { useMissionSaving } from './use-mission-saving.ts'

interface MissionEditorProps {
  /** The mission as it was when the form was opened; null for a new one. */
  readonly seen: MissionRecord | null
  readonly onReload: () => void
}

const draftOf = (seen: MissionRecord | null): MissionDraft => {
  if (seen === null) return NEW_MISSION
  const body = seen.versions.find(({ status }) => status === 'draft')?.body ?? seen.body
  return missionDraftOf(seen.id, seen.period, body)
}

/** The form of a mission with what a player would see of it; shown as saved only when the server has said so. */
export function MissionEditor({ seen, onReload }: MissionEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useMissionSaving(seen)
  const { body, wrong } = readMission(draft)
  const edit = (change: Partial<MissionDraft>) => setDraft((before) => ({ ...before, ...change }))
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
          <MissionInputs draft={draft} wrong={complaining ? wrong : new Set()} asNew={seen === null} onEdit={edit} />
        </Paper>
        <Panel title={words('missions.rewards')}>
          <ContentsInputs
            contents={draft.rewards}
            wrong={complaining && wrong.has('rewards')}
            onEdit={(rewards) => edit({ rewards })}
          />
        </Panel>
        <MissionSimulationPanel period={draft.period} body={body} />
        <Panel title={words('missions.preview')}>
          <Stack spacing={2}>
            <MissionPreview body={body} />
            <div>
              <Button
                type="submit"
                variant="contained"
                startIcon={<SaveIcon />}
                loading={saving}
                loadingPosition="start"
                disabled={conflict && seen !== null}
                data-testid="mission-save"
              >
                {words('missions.saveDraft')}
              </Button>
            </div>
          </Stack>
        </Panel>
      </Stack>
    </Box>
  )
}

function MissionSimulationPanel({ period, body }: { period: MissionPeriod; body: MissionBody | null }) {
  const { simulateMission } = useAdminActions()
  return body === null ? null : (
    <SimulationPanel
      of={JSON.stringify([period, body])}
      fields={MISSION_DRAWING}
      simulate={(drawing) => simulateMission(period, body, drawing)}
    />
  )
}

function Trouble({ failure, conflict, onReload }: { failure: unknown; conflict: boolean; onReload: () => void }) {
  const words = useWords()
  if (!conflict) return failure ? <RefusalAlert failure={failure} testId="mission-refusal" /> : null
  const reload = (
    <Button color="inherit" onClick={onReload}>
      {words('items.reload')}
    </Button>
  )
  return (
    <Alert severity="warning" data-testid="mission-conflict" action={reload}>
      {words('missions.conflict')}
    </Alert>
  )
}
