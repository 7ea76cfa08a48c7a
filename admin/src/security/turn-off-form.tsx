import { Alert, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Turns the second factor off, with password and code. */
export function TurnOffForm({ done }: { done: () => void }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { turnFactorOff } = useAdminActions()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void turnFactorOff(password, code).then(done, setFailure)
  }
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      {failure ? <Alert severity="error">{failureWords(failure)}</Alert> : null}
      <TextField
        label={words('signIn.stepUp.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'off-password', maxLength: 128 } }}
      />
      <TextField
        label={words('signIn.loginCode.code')}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'off-code', maxLength: 40 } }}
      />
      <Button type="submit" color="error" variant="contained" disabled={!password || code.trim().length < 6}>
        {words('signIn.security.turnOff')}
      </Button>
    </Stack>
  )
}
