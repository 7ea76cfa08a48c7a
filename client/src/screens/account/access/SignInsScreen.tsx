import type { SignInView } from '@casino-club/shared'
import { useCallback, useState } from 'react'
import { SIGN_INS_PER_PAGE } from '../../../api/access.ts'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Loadable, useLoad } from '../../../ui/Loadable.tsx'
import { AccessScreen } from './AccessScreen.tsx'
import { wordDevice } from './word-device.ts'

/** Who tried to log in to this account, the newest first. */
export function SignInsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [page, setPage] = useState(1)
  const ask = useCallback(() => backend.access.signIns(page), [backend, page])
  const [load, again] = useLoad(ask)
  return (
    <AccessScreen>
      <Loadable load={load} again={again} failed={t('access.failed')}>
        {(signIns) => (
          <Card title={t('access.signIns')}>
            {signIns.length === 0 && <p className="text-mist">{t('signIns.none')}</p>}
            <ul className="divide-y divide-white/10" data-testid="sign-ins">
              {signIns.map((signIn) => (
                <SignInRow key={signIn.id} signIn={signIn} />
              ))}
            </ul>
            <div className="mt-4 flex gap-3">
              <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
                {t('signIns.newer')}
              </Button>
              <Button disabled={signIns.length < SIGN_INS_PER_PAGE} onClick={() => setPage(page + 1)}>
                {t('signIns.older')}
              </Button>
            </div>
          </Card>
        )}
      </Loadable>
    </AccessScreen>
  )
}

function SignInRow({ signIn }: { signIn: SignInView }) {
  const text = useText()
  const { t, instant, trouble } = text
  return (
    <li className="py-3">
      <p className={`font-medium ${signIn.outcome === 'failure' ? 'text-rose' : ''}`}>
        {t(`signIns.${signIn.outcome}`)} · {t(`signIns.method.${signIn.method}`)}
      </p>
      <p className="text-sm text-mist">
        {instant(signIn.occurredAt)} · {wordDevice(text, signIn.device)} · {signIn.address}
      </p>
      {signIn.reason && <p className="text-sm text-mist">{trouble(signIn.reason)}</p>}
    </li>
  )
}
