import { type FormEvent, useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field, FormError } from '../../../ui/Field.tsx'

/** Turns the second factor off, with password and code. */
export function TurnOffForm({ done }: { done: () => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.access.turnOff(password, code)
    setBusy(false)
    if (result.ok) done()
    else setFailure(trouble(result.trouble))
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 space-y-4" aria-label={t('factor.offTitle')}>
      <Field
        label={t('factor.password')}
        type="password"
        autoComplete="current-password"
        data-testid="off-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Field
        label={t('login.code')}
        autoComplete="one-time-code"
        data-testid="off-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FormError>{failure}</FormError>
      <Button
        type="submit"
        look="danger"
        data-testid="off-submit"
        disabled={busy || password === '' || code.trim().length < 6}
      >
        {t('factor.off')}
      </Button>
    </form>
  )
}
