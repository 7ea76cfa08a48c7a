import { type FormEvent, useState } from 'react'
import type { Failure } from '../../api/http.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'

/** The second step of a log-in. */
export function CodeForm({ challenge, back }: { challenge: string; back: () => void }) {
  const text = useText()
  const { t } = text
  const { backend, begin } = useSession()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.door.finishLogIn(challenge, code)
    setBusy(false)
    if (result.ok) begin(result.value)
    else setFailure(result)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      <h2 className="text-xl">{t('login.codeTitle')}</h2>
      <p className="text-sm text-mist">{t('login.codeLead')}</p>
      <Field
        label={t('login.code')}
        data-testid="login-code"
        autoComplete="one-time-code"
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FormError>{failure && wordFailure(failure, text)}</FormError>
      <div className="flex gap-3">
        <Button onClick={back}>{t('login.codeBack')}</Button>
        <Button
          type="submit"
          look="gold"
          className="grow"
          data-testid="login-code-submit"
          disabled={busy || code.trim().length < 6}
        >
          {t('login.codeSubmit')}
        </Button>
      </div>
    </form>
  )
}
