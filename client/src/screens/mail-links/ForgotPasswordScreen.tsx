import { emailSchema } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { Done } from '../account/Done.tsx'
import { MailPage } from './MailPage.tsx'

/** Asks for a link to set a new password; what it says is the same for every address. */
export function ForgotPasswordScreen() {
  const text = useText()
  const { t } = text
  const { backend } = useSession()
  const { busy, failure, done, send } = useSending()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = !emailSchema.safeParse(email.trim()).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wrong) await send(() => backend.door.forgotPassword(email.trim()))
  }
  return (
    <MailPage title={t('forgot.title')} lead={t('forgot.lead')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        <Field
          label={t('forgot.email')}
          error={tried && wrong ? t('email.wrong') : null}
          type="email"
          autoComplete="email"
          data-testid="forgot-email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <div data-testid="forgot-done">
          <Done>{done !== null ? t('forgot.done') : null}</Done>
        </div>
        <FormError>{failure && wordFailure(failure, text)}</FormError>
        <Button type="submit" look="gold" className="w-full" data-testid="forgot-submit" disabled={busy}>
          {t('forgot.submit')}
        </Button>
        <p className="text-center text-sm">
          <Link to="/login" className="text-gold underline-offset-4 hover:underline">
            {t('login.retry')}
          </Link>
        </p>
      </form>
    </MailPage>
  )
}
