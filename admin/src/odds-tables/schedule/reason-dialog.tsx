import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { RefusalAlert } from '../refusal-alert.tsx'
import { useSending } from './use-sending.ts'

const MAX_REASON = 500

interface ReasonDialogProps {
  readonly title: string
  readonly body: string
  readonly confirmLabel: string
  /** Begins the ids that tests find the parts by. */
  readonly testId: string
  /** Further inputs, above the reason. */
  readonly children?: ReactNode
  /** Resolves when the server has done it; what it throws is shown, and the dialog stays open. */
  readonly onConfirm: (reason: string) => Promise<void>
  readonly onClose: () => void
}

/** Asks for a reason before a table's fate is changed. */
export function ReasonDialog({ title, body, confirmLabel, testId, children, onConfirm, onClose }: ReasonDialogProps) {
  const words = useWords()
  const translate = useTranslate()
  const { send, sending, failure } = useSending(onConfirm, onClose)
  const [reason, setReason] = useState('')
  const [complaining, setComplaining] = useState(false)
  const missing = complaining && reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (reason.trim() !== '') void send(reason.trim())
  }
  return (
    <Dialog open onClose={sending ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby={`${testId}-title`}>
      <DialogTitle id={`${testId}-title`}>{title}</DialogTitle>
      <form onSubmit={submit} noValidate>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{body}</DialogContentText>
            {children}
            {failure ? <RefusalAlert failure={failure} testId={`${testId}-refusal`} /> : null}
            <TextField
              label={words('odds.publish.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              error={missing}
              helperText={words(missing ? 'odds.publish.reasonMissing' : 'odds.publish.reasonHelp')}
              multiline
              minRows={2}
              slotProps={{ htmlInput: { 'data-testid': `${testId}-reason`, maxLength: MAX_REASON } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="error" loading={sending} data-testid={`${testId}-confirm`}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
