import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useRedirect } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { TemplateRecord } from '../providers/letter-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { TemplateButtons } from './template-buttons.tsx'
import { readTemplate, templateDraftOf } from './template-draft.ts'
import { TemplateInputs } from './template-inputs.tsx'
import { TemplatePreview } from './template-preview.tsx'

interface TemplateEditorProps {
  /** The template as it was when the form was opened; null for a new one. */
  readonly seen: TemplateRecord | null
  readonly mayEdit: boolean
  readonly onChanged: () => void
}

/** The form of a message with its preview; shown as saved only when the server has said so. */
export function TemplateEditor({ seen, mayEdit, onChanged }: TemplateEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => templateDraftOf(seen))
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure } = useSaving(seen, onChanged)
  const body = readTemplate(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body) void save(draft.name, body)
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        {failure ? <RefusalAlert failure={failure} testId="template-refusal" /> : null}
        {complaining && !body ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        {seen ? <TemplateButtons seen={seen} onChanged={onChanged} /> : null}
        <Paper sx={{ p: 2.5 }}>
          <TemplateInputs
            draft={draft}
            asNew={seen === null}
            onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          {mayEdit ? (
            <Button
              type="submit"
              variant="contained"
              startIcon={<SaveIcon />}
              loading={saving}
              loadingPosition="start"
              sx={{ mt: 2 }}
              data-testid="template-save"
            >
              {words('templates.save')}
            </Button>
          ) : null}
        </Paper>
        {mayEdit ? (
          <Panel title={words('templates.preview')}>
            <TemplatePreview body={body} />
          </Panel>
        ) : null}
        {seen ? <Versions seen={seen} /> : null}
      </Stack>
    </Box>
  )
}

function useSaving(seen: TemplateRecord | null, onChanged: () => void) {
  const words = useWords()
  const notify = useNotify()
  const redirect = useRedirect()
  const { draftTemplate } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const save = async (name: string, body: NonNullable<ReturnType<typeof readTemplate>>) => {
    setSaving(true)
    setFailure(null)
    try {
      await draftTemplate(name, seen?.revision ?? 0, body)
      notify(words('templates.saved', { id: name }), { type: 'success' })
      if (seen) onChanged()
      else redirect('edit', 'templates', name)
    } catch (error) {
      setFailure(error)
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, failure }
}

function Versions({ seen: { versions } }: { seen: TemplateRecord }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('templates.versions')}>
      <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {versions.map(({ version, status, changedAt, publishedAt }) => (
          <Box component="li" key={version} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <strong>{words('templates.version', { version })}</strong>
            <Typography variant="body2" color="text.secondary" data-testid="template-version">
              {`${words(`templates.statuses.${status}`)} · ${format.dateTime(publishedAt ?? changedAt)}`}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Panel>
  )
}
