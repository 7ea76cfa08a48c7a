import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { PublicLayout } from '../../layout/PublicLayout.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Trouble } from '../../text/translate.ts'
import { CodeForm } from './CodeForm.tsx'
import { ProviderSignUp } from './ProviderSignUp.tsx'
import { readProviderReturn } from './provider-return.ts'

type Stage =
  | { readonly at: 'asking' }
  | { readonly at: 'signUp'; readonly ticket: string }
  | { readonly at: 'code'; readonly challenge: string }
  | { readonly at: 'refused'; readonly trouble: Trouble }

/** Back from the provider: a log-in, its second step, or the first time here. */
export function ProviderScreen() {
  const { t, trouble } = useText()
  const { backend, begin } = useSession()
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const asked = useRef(false)
  useEffect(() => {
    // A ticket works once; React runs effects twice while it is developed with.
    if (asked.current) return
    asked.current = true
    const came = readProviderReturn(location.hash)
    history.replaceState(history.state, '', location.pathname)
    if ('refused' in came) {
      setStage({ at: 'refused', trouble: came.refused })
      return
    }
    void backend.provider.logIn(came.ticket).then((result) => {
      if (!result.ok) setStage({ at: 'refused', trouble: result.trouble })
      else if ('signUp' in result.value) setStage({ at: 'signUp', ticket: came.ticket })
      else if ('challenge' in result.value) setStage({ at: 'code', challenge: result.value.challenge })
      else begin(result.value)
    })
  }, [backend, begin])
  return (
    <PublicLayout>
      <div className="mx-auto w-full max-w-md">
        <div className="glass rounded-[2rem] p-6 sm:p-8">
          <h1 className="gold-text mb-6 inline-block text-3xl">{t('login.title')}</h1>
          {stage.at === 'asking' && <p role="status">{t('app.loading')}</p>}
          {stage.at === 'signUp' && <ProviderSignUp ticket={stage.ticket} />}
          {stage.at === 'code' && (
            <CodeForm challenge={stage.challenge} back={() => setStage({ at: 'refused', trouble: 'CHALLENGE_OVER' })} />
          )}
          {stage.at === 'refused' && (
            <p role="alert" data-testid="provider-refused">
              {trouble(stage.trouble)}{' '}
              <Link to="/login" className="font-semibold text-gold underline-offset-4 hover:underline">
                {t('app.retry')}
              </Link>
            </p>
          )}
        </div>
      </div>
    </PublicLayout>
  )
}
