import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'

const EMPTY = { siteId: '', nickname: '', inviteCode: '' }

/** What is still missing of an account whose owner the provider has vouched for. */
export function ProviderSignUp({ ticket }: { ticket: string }) {
  const { t, trouble } = useText()
  const { backend, begin } = useSession()
  const navigate = useNavigate()
  const [form, setForm] = useState(EMPTY)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.provider.signUp(ticket, form)
    setBusy(false)
    if (!result.ok) {
      setFailure(trouble(result.trouble))
      return
    }
    begin(result.value)
    void navigate('/tutorial', { replace: true })
  }
  const field = (name: keyof typeof EMPTY, label: string) => (
    <Field
      label={label}
      data-testid={`provider-${name}`}
      required
      value={form[name]}
      onChange={(event) => setForm({ ...form, [name]: event.target.value })}
    />
  )
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      <p className="text-sm text-mist">{t('provider.signUpLead')}</p>
      {field('siteId', t('signup.siteId'))}
      {field('nickname', t('account.nickname'))}
      {field('inviteCode', t('provider.inviteCode'))}
      <FormError>{failure}</FormError>
      <Button type="submit" look="gold" className="w-full" data-testid="provider-signup" disabled={busy}>
        {t('provider.signUp')}
      </Button>
    </form>
  )
}
