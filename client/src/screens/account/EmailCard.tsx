import { emailSchema, type Profile } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { Done } from './Done.tsx'

/** The address: whether it is confirmed, and another one. */
export function EmailCard({ profile, again }: { profile: Profile; again: () => void }) {
  const { t } = useText()
  return (
    <Card title={t('email.title')} lead={t('email.lead')}>
      {profile.pendingEmail !== null && <WaitingEmail email={profile.pendingEmail} />}
      <EmailForm again={again} />
    </Card>
  )
}

function WaitingEmail({ email }: { email: string }) {
  const text = useText()
  const { backend } = useSession()
  const { busy, failure, done, send } = useSending()
  return (
    <div className="mb-5 space-y-3 rounded-2xl border border-gold/40 bg-gold/10 px-4 py-3 text-sm">
      <p className="break-words" data-testid="email-waiting">
        {text.t('email.waiting', { email })}
      </p>
      <Button disabled={busy} data-testid="email-resend" onClick={() => void send(backend.account.resendEmail)}>
        {text.t('email.resend')}
      </Button>
      <Done>{done !== null ? text.t('email.resent') : null}</Done>
      <FormError>{failure && wordFailure(failure, text)}</FormError>
    </div>
  )
}

function EmailForm({ again }: { again: () => void }) {
  const text = useText()
  const { t } = text
  const { backend } = useSession()
  const { busy, failure, done, send } = useSending<{ pendingEmail: string }>()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = !emailSchema.safeParse(email.trim()).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong || password === '') return
    const result = await send(() => backend.account.changeEmail(email.trim(), password))
    if (!result.ok) return
    setTried(false)
    setEmail('')
    setPassword('')
    again()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field
        label={t('email.new')}
        hint={t('email.newHint')}
        error={tried && wrong ? t('email.wrong') : null}
        type="email"
        autoComplete="email"
        data-testid="email-new"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label={t('password.current')}
        error={tried && password === '' ? t('password.missing') : null}
        type="password"
        autoComplete="current-password"
        data-testid="email-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Done>{done && t('email.sent', { email: done.pendingEmail })}</Done>
      <FormError>{failure && wordFailure(failure, text)}</FormError>
      <Button type="submit" data-testid="email-submit" disabled={busy}>
        {t('email.submit')}
      </Button>
    </form>
  )
}
