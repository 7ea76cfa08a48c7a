import { useState } from 'react'
import { useRoom } from '../room/RoomProvider.tsx'
import { useSession } from '../session/SessionProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { Card, ScreenTitle } from '../ui/Card.tsx'
import { FormError } from '../ui/Field.tsx'
import { HelpLines } from './HelpLines.tsx'
import { useSafePlay } from './SafePlayProvider.tsx'

/** Stands where the games are while the club is closed to the player: until when, what stays open, and who helps. */
export function ClosedScreen({ reason }: { reason: 'PAUSED' | 'SELF_EXCLUDED' }) {
  const { t, instant, trouble } = useText()
  const { backend } = useSession()
  const { rejoin } = useRoom()
  const { standing, settled, reload } = useSafePlay()
  const [failed, setFailed] = useState<string | null>(null)
  const exclusion = standing?.exclusion ?? null
  const until = reason === 'PAUSED' ? standing?.pausedUntil : exclusion?.until

  const comeBack = async () => {
    const result = exclusion ? await backend.safePlay.comeBack() : null
    setFailed(result && !result.ok ? trouble(result.trouble) : null)
    await reload()
    if (result === null || result.ok) rejoin()
  }
  const words = () => {
    if (exclusion?.over) return t('safe.closed.over')
    if (until) return t('safe.closed.until', { at: instant(until) })
    return reason === 'SELF_EXCLUDED' && exclusion ? t('safe.closed.ever') : ''
  }
  const mayAsk = exclusion ? exclusion.over : settled && standing !== null && !standing.pausedUntil

  return (
    <div data-testid="closed" data-reason={reason}>
      <ScreenTitle title={t(`safe.closed.${reason}`)} lead={words()} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Card>
          <p>{t('safe.closed.account')}</p>
          {mayAsk && (
            <Button className="mt-4" data-testid="come-back" onClick={() => void comeBack()}>
              {exclusion ? t('safe.closed.return') : t('safe.closed.again')}
            </Button>
          )}
          <FormError>{failed}</FormError>
        </Card>
        <HelpLines policy={standing?.policy ?? ''} />
      </div>
    </div>
  )
}
