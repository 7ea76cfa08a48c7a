import type { NotificationSettings } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Check, type Wishes } from './Check.tsx'

/** What is proposed when quiet hours are switched on. */
const NIGHT = { from: '22:00', to: '08:00' }
/** The same time twice: there are none. */
const NONE = { from: '00:00', to: '00:00' }

const deviceZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

interface PartProps {
  readonly wishes: Wishes
  readonly settings: Pick<NotificationSettings, 'timeZone'>
  change(part: Partial<Wishes>): void
}

/** Hours in which nothing comes but what the account needs, and the zone they are meant in. */
export function QuietHours({ wishes: { quietHours, timeZone: own }, settings, change }: PartProps) {
  const { t } = useText()
  const on = quietHours.from !== quietHours.to
  const here = deviceZone()
  const timeZone = own ?? settings.timeZone
  return (
    <Card title={t('notifications.quiet')} lead={t('notifications.quietLead')}>
      <Check name="quiet" checked={on} set={(next) => change({ quietHours: next ? NIGHT : NONE })}>
        {t('notifications.quietOn')}
      </Check>
      {on && (
        <div className="mt-2 flex flex-wrap gap-3">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="text-sm text-mist">
              <span className="mb-1 block">{t(`notifications.quiet.${end}`)}</span>
              <input
                type="time"
                required
                value={quietHours[end]}
                onChange={(event) => change({ quietHours: { ...quietHours, [end]: event.target.value.slice(0, 5) } })}
                className="min-h-10 rounded-xl border border-white/15 bg-white/5 px-3 text-cream"
                data-testid={`notification-quiet-${end}`}
              />
            </label>
          ))}
        </div>
      )}
      <p className="mt-4 text-sm text-mist">
        {t('notifications.zone')} <strong data-testid="notification-zone">{timeZone}</strong>
      </p>
      {timeZone !== here && (
        <Button className="mt-2 whitespace-normal" onClick={() => change({ timeZone: here })}>
          {t('notifications.zoneHere', { zone: here })}
        </Button>
      )}
    </Card>
  )
}
