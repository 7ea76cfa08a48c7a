import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import { useTranslate } from 'react-admin'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  readonly body: string
  readonly confirmLabel: string
  readonly sending: boolean
  readonly testId: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back; stays open until it is done. */
export function ConfirmDialog({
  open,
  title,
  body,
  confirmLabel,
  sending,
  testId,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const translate = useTranslate()
  return (
    <Dialog open={open} onClose={sending ? undefined : onClose} aria-labelledby={`${testId}-title`} maxWidth="xs">
      <DialogTitle id={`${testId}-title`}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText>{body}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={sending}>
          {translate('ra.action.cancel')}
        </Button>
        <Button variant="contained" color="error" loading={sending} onClick={onConfirm} data-testid={testId}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
