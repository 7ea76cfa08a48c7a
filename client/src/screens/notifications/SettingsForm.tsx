import { NOTIFICATION_TYPES, type NotificationSettings } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { FormError } from '../../ui/Field.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { AdvertisingCard } from './AdvertisingCard.tsx'
import { ChannelsCard } from './ChannelsCard.tsx'
import { Check, type Wishes } from './Check.tsx'
import { QuietHours } from './QuietHours.tsx'

const wishesOf = ({
  allOff,
  types,
  channels,
  quietHours,
  letters,
  ownTimeZone,
  advertisingSince,
  nightSince,
}: NotificationSettings) => ({
  ...{ allOff, types, channels, quietHours, letters },
  // What he never named is not his: saying nothing of it leaves it to where he is.
  timeZone: ownTimeZone,
  advertising: advertisingSince !== null,
  night: nightSince !== null,
})

interface FormProps {
  readonly settings: NotificationSettings
  again(): void
}

function useSaving({ settings, again }: FormProps) {
  const { trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [wishes, setWishes] = useState<Wishes>(wishesOf(settings))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.notifications.change({ ...wishes, seenRevision: settings.revision })
    setBusy(false)
    if (!result.ok && result.trouble !== 'CONFLICT') return setFailure(trouble(result.trouble))
    setFailure(null)
    notify(({ t }) => t(result.ok ? 'notifications.saved' : 'notifications.conflict'))
    again()
  }
  const change = (part: Partial<Wishes>) => setWishes((before) => ({ ...before, ...part }))
  return { wishes, change, save, busy, failure }
}

/** Everything that can be chosen; it is sent whole. */
export function SettingsForm(props: FormProps) {
  const { t } = useText()
  const { wishes, change, save, busy, failure } = useSaving(props)
  const { allOff, types } = wishes
  return (
    <form
      onSubmit={(event) => void save(event)}
      data-revision={props.settings.revision}
      data-testid="notification-form"
    >
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Card title={t('notifications.what')} lead={t('notifications.whatLead')}>
          <Check name="allOff" checked={allOff} set={(next) => change({ allOff: next })}>
            {t('notifications.allOff')}
          </Check>
          <fieldset disabled={allOff} className="mt-3 disabled:opacity-50">
            <legend className="mb-1 text-sm text-mist">{t('notifications.types')}</legend>
            {NOTIFICATION_TYPES.map((type) => (
              <Check
                key={type}
                name={`type-${type}`}
                checked={types[type]}
                set={(next) => change({ types: { ...types, [type]: next } })}
              >
                {t(`notifications.type.${type}`)}
              </Check>
            ))}
          </fieldset>
        </Card>
        <ChannelsCard wishes={wishes} settings={props.settings} change={change} />
        <QuietHours wishes={wishes} settings={props.settings} change={change} />
        <AdvertisingCard wishes={wishes} settings={props.settings} change={change} />
      </div>
      <FormError>{failure}</FormError>
      <Button type="submit" look="gold" className="mt-4" disabled={busy} data-testid="notification-save">
        {t('notifications.save')}
      </Button>
    </form>
  )
}
