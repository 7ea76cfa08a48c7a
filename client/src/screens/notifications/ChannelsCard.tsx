import { NOTIFICATION_CHANNELS, type NotificationSettings } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Check, type Wishes } from './Check.tsx'

const LETTERS = ['game', 'advertising'] as const
type Channel = (typeof NOTIFICATION_CHANNELS)[number]
type Hindrance = 'notifications.noDevice' | 'notifications.suppressed'

interface PartProps {
  readonly wishes: Wishes
  readonly settings: NotificationSettings
  change(part: Partial<Wishes>): void
}

/** Why a channel that its player wants reaches nothing. */
function hindranceOf(channel: Channel, { pushDevices, emailSuppressed }: NotificationSettings): Hindrance | undefined {
  if (channel === 'push' && pushDevices === 0) return 'notifications.noDevice'
  return channel === 'email' && emailSuppressed ? 'notifications.suppressed' : undefined
}

/** The ways that messages take, and which letters come; what a letter's own link has ended is off here. */
export function ChannelsCard({ wishes: { allOff, channels, letters }, settings, change }: PartProps) {
  const { t } = useText()
  return (
    <Card title={t('notifications.how')} lead={t('notifications.howLead')}>
      <fieldset disabled={allOff} className="disabled:opacity-50">
        <legend className="sr-only">{t('notifications.how')}</legend>
        {NOTIFICATION_CHANNELS.map((channel) => {
          const hindrance = hindranceOf(channel, settings)
          return (
            <div key={channel}>
              <Check
                name={`channel-${channel}`}
                checked={channels[channel]}
                disabled={hindrance === 'notifications.noDevice'}
                set={(next) => change({ channels: { ...channels, [channel]: next } })}
              >
                {t(`notifications.channel.${channel}`)}
              </Check>
              {hindrance && (
                <p className="pl-7 text-xs text-mist" data-testid={`notification-hindrance-${channel}`}>
                  {t(hindrance)}
                </p>
              )}
            </div>
          )
        })}
      </fieldset>
      {letters && (
        <fieldset disabled={allOff || !channels.email} className="mt-3 disabled:opacity-50">
          <legend className="mb-1 text-sm text-mist">{t('notifications.letters')}</legend>
          {LETTERS.map((category) => (
            <Check
              key={category}
              name={`letters-${category}`}
              checked={letters[category]}
              set={(next) => change({ letters: { ...letters, [category]: next } })}
            >
              {t(`notifications.letters.${category}`)}
            </Check>
          ))}
        </fieldset>
      )}
    </Card>
  )
}
