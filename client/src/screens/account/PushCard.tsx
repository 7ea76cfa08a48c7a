import { useState } from 'react'
import { type PushEnd, type PushState, pushStateOf, turnPushOff, turnPushOn } from '../../push/device-push.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import type { MessageKey } from '../../text/catalogue.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { FormError } from '../../ui/Field.tsx'

const STATES = {
  unsupported: 'push.unsupported',
  install: 'push.install',
  denied: 'push.denied',
  off: 'push.off',
  on: 'push.on',
} as const satisfies Record<PushState, MessageKey>
type Failure = 'push.failed' | 'push.testFailed' | null
const FAILURES = { done: null, denied: null, failed: 'push.failed' } as const satisfies Record<PushEnd, Failure>

/** Says what notifications are before the browser asks; it asks only when the player has pressed the button. */
export function PushCard({ changed }: { changed?: () => void }) {
  const { t } = useText()
  const { backend, userId } = useSession()
  const [state, setState] = useState<PushState>(() => pushStateOf(userId ?? 0))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>(null)
  const [tested, setTested] = useState(false)
  if (userId === null) return null

  const during = async (work: () => Promise<Failure>) => {
    setBusy(true)
    setTested(false)
    setFailure(await work())
    setState(pushStateOf(userId))
    setBusy(false)
  }
  const turnOn = () => during(async () => FAILURES[await turnPushOn(backend, userId)]).then(changed)
  const turnOff = () => during(async () => ((await turnPushOff(backend)) ? null : 'push.failed')).then(changed)
  const test = () =>
    during(async () => {
      const result = await backend.push.test()
      const reached = result.ok && result.value.sent > 0
      setTested(reached)
      return reached ? null : 'push.testFailed'
    })

  return (
    <Card title={t('push.title')} lead={t('push.lead')}>
      <ul className="mb-4 list-disc space-y-1 pl-5 text-sm text-mist">
        <li>{t('push.what')}</li>
        <li>{t('push.often')}</li>
        <li>{t('push.again')}</li>
      </ul>
      <p data-testid="push-state" data-state={state} className="mb-4">
        {t(STATES[state])}
      </p>
      {state === 'off' && (
        <Button look="gold" disabled={busy} onClick={() => void turnOn()} data-testid="push-on">
          {t('push.turnOn')}
        </Button>
      )}
      {state === 'on' && (
        <div className="flex flex-wrap gap-3">
          <Button disabled={busy} onClick={() => void test()} data-testid="push-test">
            {t('push.test')}
          </Button>
          <Button disabled={busy} onClick={() => void turnOff()} data-testid="push-off">
            {t('push.turnOff')}
          </Button>
        </div>
      )}
      <p role="status" className="mt-3 text-sm text-mist">
        {tested ? t('push.tested') : ''}
      </p>
      <FormError>{failure && t(failure)}</FormError>
    </Card>
  )
}
