import {
  Alert,
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
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'

const SHORTEST = 5

interface ReasonDialogProps {
  readonly title: string
  readonly body: string
  readonly confirmLabel: string
  readonly testId: string
  readonly harmful?: boolean
  /** Whether the inputs beside the reason can be sent. */
  readonly ready?: boolean
  readonly children?: ReactNode
  /** Does it; the dialog closes when it has resolved, and tells why when it is rejected. */
  readonly onConfirm: (reason: string) => Promise<void>
  readonly onClose: () => void
}

/** Sends what a dialog asks for: closes when it has resolved, and tells why when it is rejected. */
export function useSending(send: () => Promise<void>, onSent: () => void) {
  const failureWords = useFailureWords()
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // A dialog that stands within a form would have that sent, too: React tells who is above it, wherever it is shown.
    event.stopPropagation()
    setSending(true)
    setFailure(null)
    try {
      await send()
      onSent()
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setSending(false)
    }
  }
  return { sending, failure, submit }
}

/** Asks why before something is done to somebody; the reason stands in the audit log. Stays open until it is done. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, body, confirmLabel, testId, harmful, ready = true, children, onConfirm, onClose } = props
  const words = useWords()
  const translate = useTranslate()
  const [reason, setReason] = useState('')
  const { sending, failure, submit } = useSending(() => onConfirm(reason.trim()), onClose)
  return (
    <Dialog open onClose={sending ? undefined : onClose} aria-labelledby={`${testId}-title`} fullWidth maxWidth="xs">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={`${testId}-title`}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{body}</DialogContentText>
            {failure ? (
              <Alert severity="error" data-testid={`${testId}-failure`}>
                {failure}
              </Alert>
            ) : null}
            {children}
            <TextField
              label={words('access.reason')}
              helperText={words('access.reasonHelp')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              multiline
              maxRows={4}
              slotProps={{ htmlInput: { maxLength: 500, 'data-testid': `${testId}-reason` } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={harmful ? 'error' : 'primary'}
            loading={sending}
            disabled={!ready || reason.trim().length < SHORTEST}
            data-testid={testId}
          >
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
