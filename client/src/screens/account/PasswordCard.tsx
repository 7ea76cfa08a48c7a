import { passwordSchema } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/Loadable.tsx'
import { Done } from './Done.tsx'

/** A new password by the one before, or the first one of an account that was opened by a provider. */
export function PasswordCard() {
  const text = useText()
  const { t } = text
  const { backend } = useSession()
  const [ways, again] = useLoad(backend.provider.own)
  const first = ways.status === 'loaded' && ways.value.hasPassword === false
  const { busy, failure, done, send } = useSending<{ sessionsEnded: number }>()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const short = !passwordSchema.safeParse(next).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ((current === '' && !first) || short) return
    const result = await send(() => backend.account.changePassword(first ? null : current, next))
    if (!result.ok) return
    setTried(false)
    setCurrent('')
    setNext('')
    if (first) again()
  }
  return (
    <Card title={t('password.title')} {...(first && { lead: t('password.none') })}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        {!first && (
          <Field
            label={t('password.current')}
            error={tried && current === '' ? t('password.missing') : null}
            type="password"
            autoComplete="current-password"
            data-testid="password-current"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
        <Field
          label={t('password.new')}
          hint={t('password.newHint')}
          error={tried && short ? t('password.short') : null}
          type="password"
          autoComplete="new-password"
          data-testid="password-new"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <Done>{done && t('password.changed', { count: done.sessionsEnded })}</Done>
        <FormError>{failure && wordFailure(failure, text)}</FormError>
        <Button type="submit" data-testid="password-submit" disabled={busy}>
          {t(first ? 'password.first' : 'password.submit')}
        </Button>
      </form>
    </Card>
  )
}
