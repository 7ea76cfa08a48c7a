import { IMPORT_COLUMNS, MAX_IMPORT_LINES, MAX_IMPORT_TEXT } from '@casino-club/shared'
import { Alert, Button, Paper, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { AccessDenied, Title, useCanAccess, useRedirect } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { newCommandId } from '../players/correction/command-id.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const MIN_REASON = 5

/** A file that was chosen; its import keeps one id, however often it is sent. */
interface ChosenFile {
  readonly commandId: string
  readonly fileName: string
  readonly csv: string
}

/** Sends a file to be checked; nothing is granted by that. */
export function ImportUpload() {
  const words = useWords()
  const access = useCanAccess({ action: 'import', resource: 'rewards' })
  if (access.isPending) return <Skeleton variant="rounded" height={240} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('imports.newTitle')} />
      <UploadForm />
    </>
  )
}

function UploadForm() {
  const words = useWords()
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [reason, setReason] = useState('')
  const { upload, sending, failure } = useUpload()
  const ready = file !== null && file.csv.length <= MAX_IMPORT_TEXT && reason.trim().length >= MIN_REASON
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file && ready) void upload(file, reason.trim())
  }
  return (
    <Paper component="form" onSubmit={submit} noValidate sx={{ p: 2.5, mt: 2 }}>
      <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
        <Typography>
          {words('imports.columns', { columns: IMPORT_COLUMNS.join(', '), lines: MAX_IMPORT_LINES })}
        </Typography>
        {failure ? <RefusalAlert failure={failure} testId="import-refusal" /> : null}
        <FileChoice file={file} onChoose={setFile} />
        <TextField
          fullWidth
          label={words('imports.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          helperText={words('imports.reasonHelp')}
          slotProps={{ htmlInput: { 'data-testid': 'import-reason', maxLength: 500 } }}
        />
        <Button type="submit" variant="contained" loading={sending} disabled={!ready} data-testid="import-upload">
          {words('imports.upload')}
        </Button>
      </Stack>
    </Paper>
  )
}

interface FileChoiceProps {
  readonly file: ChosenFile | null
  readonly onChoose: (file: ChosenFile) => void
}

function FileChoice({ file, onChoose }: FileChoiceProps) {
  const words = useWords()
  const format = useFormat()
  const choose = async ({ target: { files } }: ChangeEvent<HTMLInputElement>) => {
    const chosen = files?.[0]
    if (!chosen) return
    onChoose({ commandId: newCommandId(), fileName: chosen.name.slice(0, 120), csv: await chosen.text() })
  }
  return (
    <>
      <Button component="label" variant="outlined">
        {words('imports.choose')}
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => void choose(event)}
          data-testid="import-file"
          style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }}
        />
      </Button>
      {file ? (
        <Typography color="text.secondary">
          {words('imports.chosen', { name: file.fileName, size: format.amount(file.csv.length) })}
        </Typography>
      ) : null}
      {file && file.csv.length > MAX_IMPORT_TEXT ? <Alert severity="error">{words('imports.tooLong')}</Alert> : null}
    </>
  )
}

/** Sends a file, and goes to what the server says of it. */
function useUpload() {
  const { uploadImport } = useAdminActions()
  const redirect = useRedirect()
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const upload = async (file: ChosenFile, reason: string) => {
    setSending(true)
    setFailure(null)
    try {
      const { id } = await uploadImport({ ...file, reason })
      redirect('show', 'reward-imports', id)
    } catch (error) {
      setFailure(error)
      setSending(false)
    }
  }
  return { upload, sending, failure }
}
