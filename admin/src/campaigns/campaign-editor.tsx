import type { CampaignBody } from '@casino-club/shared'
import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useDraftSaving } from '../layout/use-draft-saving.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { CampaignRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { AudienceInputs } from './audience-inputs.tsx'
import { type CampaignDraft, campaignDraftOf, readAudience, readCampaign, readMessage } from './campaign-draft.ts'
import { LiveCount } from './live-count.tsx'
import { MessageInputs } from './message-inputs.tsx'
import { PhonePreview } from './phone-preview.tsx'
import { MeasureInputs, ScheduleInputs } from './schedule-inputs.tsx'

interface CampaignEditorProps {
  /** The campaign as it was when the form was opened; null for a new one. */
  readonly seen: CampaignRecord | null
  readonly onReload: () => void
}

/** The form of a campaign with whom it reaches and how it looks; shown as saved only when the server has said so. */
export function CampaignEditor({ seen, onReload }: CampaignEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => campaignDraftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useSaving(seen)
  const { body, wrong } = readCampaign(draft)
  const onEdit = (change: Partial<CampaignDraft>) => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body) void save(draft.name.trim(), body)
  }
  const overtaken = conflict && seen !== null
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        {overtaken ? <Overtaken onReload={onReload} /> : null}
        {failure && !overtaken ? <RefusalAlert failure={failure} testId="campaign-refusal" /> : null}
        {complaining && !body ? (
          <Alert severity="error" data-testid="campaign-invalid">
            {words('campaigns.invalid', { fields: wrong.join(', ') })}
          </Alert>
        ) : null}
        <Panel title={words('campaigns.audience')}>
          <Stack spacing={2}>
            <NameInput {...{ draft, onEdit }} />
            <AudienceInputs {...{ draft, onEdit }} />
            <LiveCount audience={readAudience(draft)} />
          </Stack>
        </Panel>
        <Panel title={words('campaigns.message')}>
          <MessageInputs {...{ draft, onEdit }} />
        </Panel>
        <Panel title={words('campaigns.preview')}>
          <PhonePreview message={readMessage(draft)} />
        </Panel>
        <Panel title={words('campaigns.when')}>
          <ScheduleInputs {...{ draft, onEdit }} />
        </Panel>
        <Panel title={words('campaigns.measure')}>
          <MeasureInputs {...{ draft, onEdit }} />
        </Panel>
        <SaveButton saving={saving} disabled={overtaken} />
      </Stack>
    </Box>
  )
}

/** Keeps a draft: a new one under one key however often it is tried, or one that still is what the form was opened with. */
function useSaving(seen: CampaignRecord | null) {
  const words = useWords()
  const { createCampaign, editCampaign } = useAdminActions()
  const { keep, ...state } = useDraftSaving('campaigns')
  const [made, setMade] = useState<{ key: string; of: string } | null>(null)
  const save = async (name: string, body: CampaignBody) => {
    const said = words('campaigns.saved', { name })
    if (seen) return keep(String(seen.id), said, () => editCampaign(seen.id, seen.revision, name, body))
    const of = JSON.stringify({ name, body })
    const key = made?.of === of ? made.key : crypto.randomUUID()
    setMade({ key, of })
    let id = ''
    const create = async () => {
      id = String((await createCampaign(key, name, body)).id)
    }
    return keep(() => id, said, create)
  }
  return { save, ...state }
}

function NameInput({ draft, onEdit }: { draft: CampaignDraft; onEdit: (change: Partial<CampaignDraft>) => void }) {
  const words = useWords()
  return (
    <TextField
      label={words('campaigns.name')}
      value={draft.name}
      onChange={(event) => onEdit({ name: event.target.value })}
      slotProps={{ htmlInput: { maxLength: 120, 'data-testid': 'campaign-name' } }}
    />
  )
}

function SaveButton({ saving, disabled }: { saving: boolean; disabled: boolean }) {
  const words = useWords()
  return (
    <div>
      <Button
        type="submit"
        variant="contained"
        startIcon={<SaveIcon />}
        loading={saving}
        loadingPosition="start"
        disabled={disabled}
        data-testid="campaign-save"
      >
        {words('campaigns.save')}
      </Button>
    </div>
  )
}

function Overtaken({ onReload }: { onReload: () => void }) {
  const words = useWords()
  const reload = (
    <Button color="inherit" onClick={onReload}>
      {words('campaigns.reload')}
    </Button>
  )
  return (
    <Alert severity="warning" action={reload} data-testid="campaign-conflict">
      {words('campaigns.conflict')}
    </Alert>
  )
}
