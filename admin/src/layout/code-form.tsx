import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useLogin } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'

/** The second step of a log-in. */
export function CodeForm({ challenge, back }: { challenge: string; back: () => void }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const login = useLogin()
  const [code, setCode] = useState('')
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    setFailure(null)
    await login({ challenge, code }).catch(setFailure)
    setSending(false)
  }
  return (
    <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
      <Typography variant="body2">{words('signIn.loginCode.lead')}</Typography>
      {failure ? <Alert severity="error">{failureWords(failure)}</Alert> : null}
      <TextField
        label={words('signIn.loginCode.code')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        autoFocus
        slotProps={{ htmlInput: { 'data-testid': 'admin-code', maxLength: 40 } }}
      />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={sending}
        disabled={code.trim().length < 6}
        data-testid="admin-code-submit"
      >
        {words('signIn.loginCode.submit')}
      </Button>
      <Button onClick={back}>{words('signIn.loginCode.back')}</Button>
    </Stack>
  )
}
