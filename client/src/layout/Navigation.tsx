import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useText } from '../text/LanguageProvider.tsx'
import {
  AccountIcon,
  FairIcon,
  GamesIcon,
  HistoryIcon,
  HomeIcon,
  MissionsIcon,
  OddsIcon,
  ShopIcon,
  SlotIcon,
} from '../ui/icons.tsx'

const ITEMS = [
  { to: '/', name: 'home', icon: <HomeIcon /> },
  { to: '/play', name: 'play', icon: <GamesIcon /> },
  { to: '/slot', name: 'slot', icon: <SlotIcon /> },
  { to: '/shop', name: 'shop', icon: <ShopIcon /> },
  { to: '/missions', name: 'missions', icon: <MissionsIcon /> },
  { to: '/history', name: 'history', icon: <HistoryIcon /> },
  { to: '/odds', name: 'odds', icon: <OddsIcon /> },
  { to: '/fairness', name: 'fairness', icon: <FairIcon /> },
  { to: '/account', name: 'account', icon: <AccountIcon /> },
] as const satisfies readonly { to: string; name: string; icon: ReactNode }[]

const look = ({ isActive }: { isActive: boolean }) =>
  'flex min-w-0 flex-1 flex-col items-center gap-1 rounded-2xl px-0.5 py-2 text-[0.69rem] leading-none font-medium transition ' +
  // Between a phone and a wide screen there is room for the words or for the pictures, not for both.
  'md:flex-none md:flex-row md:gap-1.5 md:rounded-full md:px-1.5 md:py-2.5 md:text-xs md:[&>svg]:hidden lg:text-sm ' +
  'xl:px-2.5 xl:[&>svg]:block ' +
  (isActive ? 'bg-gold/15 text-gold' : 'text-mist hover:bg-white/5 hover:text-cream')

/** The main navigation: at the thumb on a phone, in the head of the page on a desktop. */
export function Navigation() {
  const { t } = useText()
  return (
    <nav
      aria-label={t('nav.label')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-white/10 bg-ink-2/95 px-2 pt-1.5 pb-[max(0.375rem,env(safe-area-inset-bottom))] backdrop-blur-xl md:static md:border-0 md:bg-transparent md:p-0 md:backdrop-blur-none"
    >
      <ul className="flex justify-between md:justify-start md:gap-1">
        {ITEMS.map(({ to, name, icon }) => (
          <li key={name} className="flex min-w-0 flex-auto md:flex-none">
            <NavLink to={to} end={to === '/'} className={look} data-testid={`nav-${name}`}>
              {icon}
              <span className="max-w-full truncate">{t(`nav.${name}`)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
