import type { SafePlayReply } from '@casino-club/shared'
import { useId, useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError, inputLook } from '../../../ui/Field.tsx'
import { useChange } from './use-change.ts'

const HOURS = [24, 72, 168, 336, 672, 1008] as const

/** A pause that cannot be ended early; asked twice. */
export function PauseCard({ standing: { pausedUntil, exclusion } }: { standing: SafePlayReply }) {
  const { t, instant } = useText()
  const { backend } = useSession()
  const { busy, failed, change } = useChange()
  const id = useId()
  const [hours, setHours] = useState<(typeof HOURS)[number]>(24)
  const [sure, setSure] = useState(false)
  const begin = async () => {
    await change(() => backend.safePlay.pause(hours))
    setSure(false)
  }
  if (exclusion) return null
  return (
    <Card title={t('safe.pause')} lead={t('safe.pauseLead')}>
      {pausedUntil && <p className="mb-3 font-semibold">{t('safe.closed.until', { at: instant(pausedUntil) })}</p>}
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('safe.pauseFor')}
      </label>
      <select
        id={id}
        data-testid="pause-hours"
        value={hours}
        onChange={(event) => setHours(HOURS.find((one) => `${one}` === event.target.value) ?? 24)}
        className={inputLook}
      >
        {HOURS.map((one) => (
          <option key={one} value={one}>
            {t(`safe.hours.${one}`)}
          </option>
        ))}
      </select>
      {sure ? (
        <div role="alert" className="mt-4">
          <p className="text-sm">{t('safe.pauseSure')}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            <Button look="danger" disabled={busy} data-testid="pause-yes" onClick={() => void begin()}>
              {t('safe.yes')}
            </Button>
            <Button disabled={busy} onClick={() => setSure(false)}>
              {t('safe.no')}
            </Button>
          </div>
        </div>
      ) : (
        <Button className="mt-4" data-testid="pause-start" onClick={() => setSure(true)}>
          {t('safe.pauseStart')}
        </Button>
      )}
      <FormError>{failed}</FormError>
    </Card>
  )
}
