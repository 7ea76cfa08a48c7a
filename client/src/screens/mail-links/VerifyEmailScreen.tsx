import { Link } from 'react-router'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { FormError } from '../../ui/Field.tsx'
import { Done } from '../account/Done.tsx'
import { MailPage } from './MailPage.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Proves an address at a press: programs that only look at links of mails use none up. */
export function VerifyEmailScreen() {
  const text = useText()
  const { t } = text
  const { backend } = useSession()
  const token = useLinkToken()
  const { busy, failure, done, send } = useSending()
  return (
    <MailPage title={t('verify.title')} lead={t('verify.lead')}>
      {done ? (
        <div className="space-y-5" data-testid="verify-done">
          <Done>{t('verify.done')}</Done>
          <Link to="/" className={buttonLook('gold', 'w-full')}>
            {t('verify.go')}
          </Link>
        </div>
      ) : (
        <div className="space-y-5">
          <FormError>{token === null ? t('link.missing') : failure && wordFailure(failure, text)}</FormError>
          <Button
            look="gold"
            className="w-full"
            data-testid="verify-submit"
            disabled={busy || token === null}
            onClick={() => token !== null && void send(() => backend.door.verifyEmail(token))}
          >
            {t('verify.submit')}
          </Button>
        </div>
      )}
    </MailPage>
  )
}
