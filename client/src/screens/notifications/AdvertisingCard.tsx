import type { NotificationSettings } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Check, type Wishes } from './Check.tsx'

interface PartProps {
  readonly wishes: Wishes
  readonly settings: NotificationSettings
  change(part: Partial<Wishes>): void
}

/** Consent to advertising, and apart from it to advertising at night; taken back as easily as it was given. */
export function AdvertisingCard({ wishes: { advertising, night }, settings, change }: PartProps) {
  const { t, day } = useText()
  const { advertisingSince, nightSince } = settings
  return (
    <Card title={t('notifications.advertisingTitle')} lead={t('notifications.advertisingLead')}>
      <Check
        name="advertising"
        checked={advertising}
        set={(next) => change(next ? { advertising: true } : { advertising: false, night: false })}
      >
        {t('notifications.consent')}
      </Check>
      {advertisingSince && (
        <p className="text-xs text-mist">{t('notifications.since', { when: day(advertisingSince) })}</p>
      )}
      <Check name="night" checked={night} disabled={!advertising} set={(next) => change({ night: next })}>
        {t('notifications.nightConsent')}
      </Check>
      {nightSince && <p className="text-xs text-mist">{t('notifications.since', { when: day(nightSince) })}</p>}
    </Card>
  )
}
