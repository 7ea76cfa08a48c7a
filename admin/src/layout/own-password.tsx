import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
} from '@mui/material'
import { useState } from 'react'
import { useLogout, useTranslate } from 'react-admin'
import { useSending } from '../access/reason-dialog.tsx'
import { LEAST_PASSWORD, PasswordInput } from '../admins/role-input.tsx'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Changes one's own password; every session ends with it, so one logs in anew. */
export function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const translate = useTranslate()
  const logout = useLogout()
  const { changeOwnPassword } = useAdminActions()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useSending(
    () => changeOwnPassword(current, next).then(() => undefined),
    () => void logout(),
  )
  const { sending, failure } = change
  return (
    <Dialog open onClose={sending ? undefined : onClose} aria-labelledby="own-password-title" fullWidth maxWidth="xs">
      <form onSubmit={(event) => void change.submit(event)} noValidate>
        <DialogTitle id="own-password-title">{words('access.ownPassword')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{words('access.ownPasswordBody')}</DialogContentText>
            {failure ? (
              <Alert severity="error" data-testid="own-password-failure">
                {failure}
              </Alert>
            ) : null}
            <PasswordInput
              current
              label={words('access.currentPassword')}
              value={current}
              onType={setCurrent}
              testId="own-password-current"
            />
            <PasswordInput
              label={words('access.newPassword')}
              help={words('access.passwordHelp', { count: LEAST_PASSWORD })}
              value={next}
              onType={setNext}
              testId="own-password-new"
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
            loading={sending}
            disabled={current === '' || next.length < LEAST_PASSWORD}
            data-testid="own-password-change"
          >
            {words('access.change')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
