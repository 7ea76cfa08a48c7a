import type { LoginReply } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useSending } from '../../api/use-sending.ts'
import { PublicLayout } from '../../layout/PublicLayout.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { CodeForm } from './CodeForm.tsx'
import { ProviderButton } from './ProviderButton.tsx'

/** Logs in; also says why the last session ended. */
export function LoginScreen() {
  const { t } = useText()
  const { signedOut, forgetReason } = useSession()
  const [challenge, setChallenge] = useState<string | null>(null)
  return (
    <PublicLayout>
      <div className="mx-auto w-full max-w-md">
        {signedOut && (
          <p role="status" className="mb-5 rounded-2xl border border-gold/40 bg-gold/10 px-4 py-3 text-sm">
            {t(`signedOut.${signedOut}`)}
          </p>
        )}
        <div className="glass rounded-[2rem] p-6 sm:p-8">
          <h1 className="gold-text mb-6 inline-block text-3xl">{t('login.title')}</h1>
          {challenge ? (
            <CodeForm challenge={challenge} back={() => setChallenge(null)} />
          ) : (
            <>
              <LoginForm challenged={setChallenge} />
              <ProviderButton />
            </>
          )}
        </div>
        <p className="mt-5 text-center text-sm text-mist">
          {t('login.noAccount')}{' '}
          <Link to="/" onClick={forgetReason} className="font-semibold text-gold underline-offset-4 hover:underline">
            {t('login.toLanding')}
          </Link>
        </p>
      </div>
    </PublicLayout>
  )
}

function LoginForm({ challenged }: { challenged: (challenge: string) => void }) {
  const text = useText()
  const { t } = text
  const { backend, begin } = useSession()
  const [siteId, setSiteId] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSending<LoginReply>()

  const submit = async (event: FormEvent, restore = false) => {
    event.preventDefault()
    setTried(true)
    if (siteId.trim() === '' || password === '') return
    const result = await send(() => backend.door.logIn(siteId.trim(), password, restore))
    if (!result.ok) return
    if ('challenge' in result.value) challenged(result.value.challenge)
    else begin(result.value)
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
      <Field
        label={t('login.name')}
        data-testid="login-site-id"
        autoComplete="username"
        required
        value={siteId}
        error={tried && siteId.trim() === '' ? t('login.siteIdMissing') : null}
        onChange={(event) => setSiteId(event.target.value)}
      />
      <Field
        label={t('signup.password')}
        data-testid="login-password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        error={tried && password === '' ? t('login.passwordMissing') : null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormError>{failure && wordFailure(failure, text)}</FormError>
      <Button type="submit" look="gold" className="w-full" data-testid="login-submit" disabled={busy}>
        {busy ? t('login.submitting') : t('login.submit')}
      </Button>
      {failure?.trouble === 'DELETION_PENDING' && (
        <Button
          className="w-full"
          data-testid="login-restore"
          disabled={busy}
          onClick={(event) => void submit(event, true)}
        >
          {t('login.restore')}
        </Button>
      )}
      <ForgotLink />
    </form>
  )
}

function ForgotLink() {
  const { t } = useText()
  return (
    <p className="text-center text-sm">
      <Link to="/forgot-password" data-testid="login-forgot" className="text-mist underline-offset-4 hover:underline">
        {t('login.forgot')}
      </Link>
    </p>
  )
}
