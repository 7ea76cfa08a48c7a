import { type AdminContent, CONTENT_RATINGS, MAX_STAGES } from '@casino-club/shared'
import { Alert, Box, Button, FormControlLabel, MenuItem, Stack, Switch, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { bodyOf, type ContentDraft, draftOf, EMPTY_CONTENT, EMPTY_STAGE, type StageDraft } from './content-draft.ts'
import { StageInputs } from './stage-inputs.tsx'

interface ContentEditorProps {
  /** Null: a new one. */
  readonly seen: AdminContent | null
  readonly onChanged: () => void
}

/** The draft of one content: typed and kept. */
export function ContentEditor({ seen, onChanged }: ContentEditorProps) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { draftContent } = useAdminActions()
  const from = seen?.draft ?? seen?.live
  const [id, setId] = useState(seen?.id ?? '')
  const [draft, setDraft] = useState<ContentDraft>(() => (from ? draftOf(from.body) : EMPTY_CONTENT))
  const body = bodyOf(draft)
  const ready = body !== null && /^[a-z][a-z0-9-]{0,39}$/.test(id)
  const edit = (change: Partial<ContentDraft>) => setDraft({ ...draft, ...change })
  const editStage = (index: number, change: Partial<StageDraft>) =>
    edit({ stages: draft.stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)) })
  const keep = () => {
    if (body === null) return
    draftContent(id, seen?.revision ?? null, body).then(onChanged, (error: unknown) =>
      notify(failureWords(error), { type: 'error' }),
    )
  }
  return (
    <Panel title={seen ? words('contents.edit', { id: seen.id }) : words('contents.new')}>
      <Stack spacing={2}>
        <ContentInputs id={id} isNew={seen === null} onId={setId} draft={draft} onEdit={edit} />
        {draft.stages.map((stage, index) => (
          <StageInputs
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage is known by its place
            key={index}
            stage={stage}
            index={index}
            onEdit={(change) => editStage(index, change)}
            onRemove={() => edit({ stages: draft.stages.filter((_, at) => at !== index) })}
          />
        ))}
        {ready ? null : <Alert severity="warning">{words('contents.wrong')}</Alert>}
        <Stack direction="row" spacing={1}>
          <Button
            disabled={draft.stages.length >= MAX_STAGES}
            onClick={() => edit({ stages: [...draft.stages, EMPTY_STAGE] })}
          >
            {words('contents.addStage')}
          </Button>
          <Button disabled={!ready} onClick={keep} data-testid="content-keep">
            {words('contents.keep')}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  )
}

interface ContentInputsProps {
  readonly id: string
  readonly isNew: boolean
  readonly onId: (id: string) => void
  readonly draft: ContentDraft
  readonly onEdit: (change: Partial<ContentDraft>) => void
}

const FIELDS = ['en', 'ko', 'descriptionEn', 'descriptionKo', 'position'] as const

function ContentInputs({ id, isNew, onId, draft, onEdit }: ContentInputsProps) {
  const words = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))' }}>
      <TextField
        size="small"
        label={words('contents.fields.id')}
        value={id}
        disabled={!isNew}
        onChange={(event) => onId(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'content-id', maxLength: 40 } }}
      />
      {FIELDS.map((field) => (
        <TextField
          key={field}
          size="small"
          label={words(`contents.fields.${field}`)}
          value={draft[field]}
          onChange={(event) => onEdit({ [field]: event.target.value })}
          slotProps={{ htmlInput: { 'data-testid': `content-${field}`, maxLength: 300 } }}
        />
      ))}
      <TextField
        select
        size="small"
        label={words('contents.fields.rating')}
        value={draft.rating}
        onChange={(event) =>
          onEdit({ rating: CONTENT_RATINGS.find((rating) => rating === event.target.value) ?? draft.rating })
        }
      >
        {CONTENT_RATINGS.map((rating) => (
          <MenuItem key={rating} value={rating}>
            {words(`contents.ratings.${rating}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={<Switch checked={draft.enabled} onChange={(event) => onEdit({ enabled: event.target.checked })} />}
        label={words('contents.fields.enabled')}
      />
    </Box>
  )
}
