import { Alert, Button, DialogActions, DialogContent, DialogContentText, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { Merge } from './use-merge.ts'

/** Asks which account is to be taken in. */
export function MergePick({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const words = useWords()
  const translate = useTranslate()
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void merge.pick(typed)
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogContent>
        <Stack spacing={2}>
          <DialogContentText>{words('merges.body')}</DialogContentText>
          {merge.failure ? (
            <Alert severity="error" data-testid="merge-failure">
              {merge.failure}
            </Alert>
          ) : null}
          <TextField
            label={words('merges.other')}
            helperText={words('merges.otherHelp')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoFocus
            slotProps={{ htmlInput: { maxLength: 32, 'data-testid': 'merge-other' } }}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button
          type="submit"
          variant="contained"
          loading={merge.busy}
          disabled={typed.trim() === ''}
          data-testid="merge-look"
        >
          {words('merges.look')}
        </Button>
      </DialogActions>
    </form>
  )
}
