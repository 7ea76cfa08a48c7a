import { passwordSchema } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { Done } from '../account/Done.tsx'
import { MailPage } from './MailPage.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Sets a new password by the link of a mail; whoever was logged in here is logged out, as everywhere. */
export function ResetPasswordScreen() {
  const text = useText()
  const { t } = text
  const { backend, end } = useSession()
  const token = useLinkToken()
  const { busy, failure, done, send } = useSending()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const short = !passwordSchema.safeParse(password).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (token === null || short) return
    if ((await send(() => backend.door.resetPassword(token, password))).ok) end(null)
  }
  if (done) {
    return (
      <MailPage title={t('reset.title')}>
        <div className="space-y-5" data-testid="reset-done">
          <Done>{t('reset.done')}</Done>
          <Link to="/login" className={buttonLook('gold', 'w-full')}>
            {t('login.submit')}
          </Link>
        </div>
      </MailPage>
    )
  }
  const spent = token === null || failure?.trouble === 'LINK_INVALID'
  return (
    <MailPage title={t('reset.title')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        <Field
          label={t('password.new')}
          hint={t('password.newHint')}
          error={tried && short ? t('password.short') : null}
          type="password"
          autoComplete="new-password"
          data-testid="reset-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <FormError>{token === null ? t('link.missing') : failure && wordFailure(failure, text)}</FormError>
        <Button type="submit" look="gold" className="w-full" data-testid="reset-submit" disabled={busy || spent}>
          {t('reset.submit')}
        </Button>
        {spent && (
          <p className="text-center text-sm">
            <Link to="/forgot-password" className="text-gold underline-offset-4 hover:underline">
              {t('reset.again')}
            </Link>
          </p>
        )}
      </form>
    </MailPage>
  )
}
