import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { FormError } from '../../ui/Field.tsx'
import { Fact } from '../../ui/Hash.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { MoodWish } from '../mood/MoodWish.tsx'
import { TutorialCard } from '../tutorial/TutorialCard.tsx'
import { AgeCard } from './AgeCard.tsx'
import { DataCard } from './DataCard.tsx'
import { EmailCard } from './EmailCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { ProfileCard } from './ProfileCard.tsx'
import { PushCard } from './PushCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'

/** Who one is here, what one played, and how to leave. */
export function AccountScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.account.profile)
  return (
    <>
      <ScreenTitle title={t('account.title')} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Loadable load={load} again={again} failed={t('account.failed')}>
          {(profile) => (
            <div className="grid min-w-0 gap-4">
              <ProfileCard profile={profile} again={again} />
              <EmailCard profile={profile} again={again} />
              <PasswordCard />
            </div>
          )}
        </Loadable>
        <div className="grid min-w-0 gap-4">
          <StatsCard />
          <LimitsLink />
          <MessagesCard />
          <TutorialCard always />
          <AgeCard />
          <SettingsCard />
          <PushCard />
          <MoodWish />
          <SecurityCard />
          <LeaveCard />
          <DataCard />
        </div>
      </div>
    </>
  )
}

function StatsCard() {
  const { t, whole, signed, percent } = useText()
  const { backend } = useSession()
  const [load] = useLoad(backend.account.stats)
  if (load.status !== 'loaded') return null
  const stats = load.value
  return (
    <Card title={t('account.stats')}>
      <dl>
        <Fact name={t('account.statPlays')}>{whole(stats.totalPlays)}</Fact>
        <Fact name={t('account.statWinRate')}>{percent(stats.winRate * 100)}</Fact>
        <Fact name={t('account.statBet')}>{whole(stats.totalBet)}</Fact>
        <Fact name={t('account.statWin')}>{whole(stats.totalWin)}</Fact>
        <Fact name={t('account.statNet')}>{signed(stats.netResult)}</Fact>
      </dl>
    </Card>
  )
}

function SecurityCard() {
  const { t } = useText()
  return (
    <Card title={t('access.title')} lead={t('access.lead')}>
      <Link to="/account/security" className={buttonLook('quiet', 'whitespace-normal')} data-testid="to-security">
        {t('access.open')}
      </Link>
    </Card>
  )
}

function LimitsLink() {
  const { t } = useText()
  return (
    <Card title={t('safe.link')} lead={t('safe.linkLead')}>
      <Link to="/account/limits" data-testid="limits-link" className={buttonLook('quiet')}>
        {t('safe.open')}
      </Link>
    </Card>
  )
}

function MessagesCard() {
  const { t } = useText()
  return (
    <Card title={t('notifications.account')} lead={t('notifications.accountLead')}>
      <Link to="/notifications/settings" className={buttonLook('quiet')} data-testid="to-notification-settings">
        {t('notifications.settings')}
      </Link>
    </Card>
  )
}

function LeaveCard() {
  const { t, trouble } = useText()
  const { backend, end } = useSession()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const left = () => {
    end(null)
    void navigate('/login', { replace: true })
  }

  const logOut = async () => {
    setBusy(true)
    const session = backend.store.read()
    // Whether the server heard it or not, this browser forgets the session.
    if (session) await backend.account.logOut(session.refreshToken)
    left()
  }

  const logOutEverywhere = async () => {
    setBusy(true)
    const result = await backend.account.logOutEverywhere()
    setBusy(false)
    if (result.ok) left()
    else setFailure(trouble(result.trouble))
  }

  return (
    <Card title={t('account.session')}>
      <div className="flex flex-wrap gap-3">
        <Button data-testid="logout" disabled={busy} onClick={() => void logOut()}>
          {t('account.logout')}
        </Button>
        <Button look="danger" data-testid="logout-all" disabled={busy} onClick={() => void logOutEverywhere()}>
          {t('account.logoutAll')}
        </Button>
      </div>
      <p className="mt-3 text-xs text-mist">{t('account.logoutAllHint')}</p>
      <FormError>{failure}</FormError>
    </Card>
  )
}
