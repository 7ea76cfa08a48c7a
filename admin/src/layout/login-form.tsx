import { Alert, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useLogin } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { SecondStepAsked } from '../providers/auth-provider.ts'
import { RequestError } from '../providers/request-error.ts'
import { CodeForm } from './code-form.tsx'

/** Site id and password. Refusals stay on the form, with the waiting time of a lock-out. */
export function LoginForm() {
  const words = useWords()
  const failureWords = useFailureWords()
  const login = useLogin()
  const [credentials, setCredentials] = useState({ siteId: '', password: '' })
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [challenge, setChallenge] = useState<string | null>(null)
  const refused = (error: unknown) => {
    if (error instanceof SecondStepAsked) setChallenge(error.challenge)
    else setFailure(error)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    setFailure(null)
    await login({ siteId: credentials.siteId.trim(), password: credentials.password }).catch(refused)
    setSending(false)
  }
  const seconds = failure instanceof RequestError ? failure.problem?.retryAfterSeconds : undefined

  if (challenge) return <CodeForm challenge={challenge} back={() => setChallenge(null)} />
  return (
    <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
      {failure ? (
        <Alert severity="error" data-testid="login-error">
          {failureWords(failure)}
          {seconds ? ` ${words('login.retryAfter', { minutes: Math.ceil(seconds / 60) })}` : null}
        </Alert>
      ) : null}
      <TextField
        label={words('login.siteId')}
        value={credentials.siteId}
        onChange={(event) => setCredentials({ ...credentials, siteId: event.target.value })}
        autoComplete="username"
        autoFocus
        required
        slotProps={{ htmlInput: { 'data-testid': 'admin-site-id', maxLength: 254 }, inputLabel: { required: false } }}
      />
      <TextField
        label={words('login.password')}
        type="password"
        value={credentials.password}
        onChange={(event) => setCredentials({ ...credentials, password: event.target.value })}
        autoComplete="current-password"
        required
        slotProps={{ htmlInput: { 'data-testid': 'admin-password', maxLength: 128 }, inputLabel: { required: false } }}
      />
      <Button type="submit" variant="contained" size="large" loading={sending} data-testid="admin-login">
        {words('login.submit')}
      </Button>
    </Stack>
  )
}
