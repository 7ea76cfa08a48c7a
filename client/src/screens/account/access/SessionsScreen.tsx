import type { SessionView } from '@casino-club/shared'
import { useState } from 'react'
import type { ApiResult } from '../../../api/http.ts'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { Loadable, useLoad } from '../../../ui/Loadable.tsx'
import { AccessScreen } from './AccessScreen.tsx'
import { wordDevice } from './word-device.ts'

/** Where one is logged in, and how to end it elsewhere. */
export function SessionsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.access.sessions)
  return (
    <AccessScreen>
      <Loadable load={load} again={again} failed={t('access.failed')}>
        {(sessions) => <SessionList sessions={sessions} again={again} />}
      </Loadable>
    </AccessScreen>
  )
}

function SessionList({ sessions, again }: { sessions: readonly SessionView[]; again: () => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const others = sessions.some(({ current }) => !current)
  const end = async (ending: Promise<ApiResult<{ sessions: number }>>) => {
    setBusy(true)
    const result = await ending
    setBusy(false)
    setFailure(result.ok ? null : trouble(result.trouble))
    setSaid(result.ok ? t('sessions.ended', { count: result.value.sessions }) : null)
    if (result.ok) again()
  }
  return (
    <Card title={t('access.sessions')}>
      <ul className="divide-y divide-white/10" data-testid="sessions">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            busy={busy}
            end={() => void end(backend.access.endSession(session.id))}
          />
        ))}
      </ul>
      {others ? (
        <Button
          look="danger"
          className="mt-4"
          disabled={busy}
          data-testid="end-others"
          onClick={() => void end(backend.access.endOthers())}
        >
          {t('sessions.endOthers')}
        </Button>
      ) : (
        <p className="mt-4 text-sm text-mist">{t('sessions.onlyThis')}</p>
      )}
      <p role="status" className="mt-3 text-sm text-gold">
        {said}
      </p>
      <FormError>{failure}</FormError>
    </Card>
  )
}

function SessionRow({ session, busy, end }: { session: SessionView; busy: boolean; end: () => void }) {
  const text = useText()
  const { t, instant } = text
  const device = wordDevice(text, session.device)
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3" data-testid="session">
      <div className="min-w-0">
        <p className="font-medium">
          {device}
          {session.current && <span className="ml-2 text-sm text-gold">{t('sessions.this')}</span>}
        </p>
        <p className="text-sm text-mist">
          {session.address} · {t('sessions.lastUsed', { when: instant(session.lastUsedAt) })} ·{' '}
          {t('sessions.since', { when: instant(session.createdAt) })}
        </p>
      </div>
      {!session.current && (
        <Button disabled={busy} aria-label={t('sessions.endNamed', { device })} data-testid="end-session" onClick={end}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
