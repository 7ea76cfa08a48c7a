import { type FormEvent, useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field, FormError } from '../../../ui/Field.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { QrCode } from './QrCode.tsx'

/** Shows the secret for the app and takes its first code. */
export function EnrolForm({
  begun,
  confirmed,
}: {
  begun: { readonly secret: string; readonly uri: string }
  confirmed: (codes: readonly string[]) => void
}) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.access.confirm(code)
    setBusy(false)
    if (result.ok) confirmed(result.value.recoveryCodes)
    else setFailure(trouble(result.trouble))
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <p>{t('factor.scan')}</p>
      <QrCode text={begun.uri} label={t('factor.qr')} />
      <div data-testid="factor-secret">
        <span className="text-sm text-mist">{t('factor.key')}</span>
        <Hash>{begun.secret}</Hash>
      </div>
      <Field
        label={t('factor.code')}
        hint={t('factor.codeHint')}
        data-testid="factor-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FormError>{failure}</FormError>
      <Button type="submit" look="gold" data-testid="factor-confirm" disabled={busy || code.trim().length < 6}>
        {t('factor.confirm')}
      </Button>
    </form>
  )
}
