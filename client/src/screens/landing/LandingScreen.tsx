import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { PublicLayout } from '../../layout/PublicLayout.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { FairIcon, OddsIcon } from '../../ui/icons.tsx'
import { SlotSymbol } from '../../ui/symbols/SlotSymbol.tsx'
import { type AcceptedInvite, InviteForm } from './InviteForm.tsx'
import { SignupForm } from './SignupForm.tsx'

/** The door: what the club is, the invite code, and the sign-up it opens. */
export function LandingScreen() {
  const { t } = useText()
  const [invite, setInvite] = useState<AcceptedInvite | null>(null)
  return (
    <PublicLayout>
      <div className="grid items-center gap-10 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
        <Welcome />
        <div className="mx-auto w-full max-w-md">
          <div className="glass rounded-[2rem] p-6 sm:p-8">
            {invite ? (
              <SignupForm invite={invite} onOtherCode={() => setInvite(null)} />
            ) : (
              <InviteForm onAccepted={setInvite} />
            )}
          </div>
          <p className="mt-5 text-center text-sm text-mist">
            {t('landing.haveAccount')}{' '}
            <Link to="/login" className="font-semibold text-gold underline-offset-4 hover:underline">
              {t('landing.toLogin')}
            </Link>
          </p>
        </div>
      </div>
    </PublicLayout>
  )
}

function Welcome() {
  const { t } = useText()
  return (
    <div>
      <div aria-hidden="true" className="mb-6 flex gap-3 sm:gap-4">
        {['diamond', 'seven', 'clover'].map((id, index) => (
          <span
            key={id}
            className={`glass grid size-18 place-items-center rounded-3xl sm:size-24 ${index === 1 ? '-translate-y-2' : ''}`}
          >
            <SlotSymbol id={id} className="size-12 sm:size-16" />
          </span>
        ))}
      </div>
      <p className="text-xs font-semibold tracking-[0.28em] text-gold uppercase">{t('landing.kicker')}</p>
      <h1 className="gold-text mt-3 pb-1 text-4xl leading-tight sm:text-5xl lg:text-6xl">{t('landing.title')}</h1>
      <p className="mt-4 max-w-xl text-mist sm:text-lg">{t('landing.lead')}</p>
      <ul className="mt-6 flex flex-wrap gap-2 text-sm">
        <Point icon={<OddsIcon />}>
          <Link to="/odds" className="underline-offset-4 hover:underline">
            {t('landing.pointOdds')}
          </Link>
        </Point>
        <Point icon={<FairIcon />}>{t('landing.pointFair')}</Point>
        <Point icon={<span className="size-2 rotate-45 bg-current" />}>{t('landing.pointFree')}</Point>
      </ul>
    </div>
  )
}

function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2 rounded-full border border-white/10 bg-white/5 px-3.5 py-2">
      <span className="grid text-gold">{icon}</span>
      {children}
    </li>
  )
}
