import type { NotificationSettings } from '@casino-club/shared'
import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { PushCard } from '../account/PushCard.tsx'
import { SettingsForm } from './SettingsForm.tsx'

/** What the player wants to be told, by which ways, and when not. */
export function NotificationSettingsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad<NotificationSettings>(backend.notifications.settings)
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <ScreenTitle title={t('notifications.settingsTitle')} lead={t('notifications.settingsLead')} />
        <Link to="/notifications" className={buttonLook('quiet')} data-testid="to-notifications">
          {t('notifications.toCentre')}
        </Link>
      </div>
      <Loadable load={load} again={again} failed={t('notifications.settingsFailed')}>
        {/* What another device has changed begins the form anew, and so does what this one is reached by. */}
        {(settings) => (
          <SettingsForm key={`${settings.revision} ${settings.pushDevices > 0}`} settings={settings} again={again} />
        )}
      </Loadable>
      <div className="mt-4">
        <PushCard changed={again} />
      </div>
    </>
  )
}
