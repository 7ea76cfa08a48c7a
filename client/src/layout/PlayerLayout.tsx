import { useEffect, useRef } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { useRoom } from '../room/RoomProvider.tsx'
import { ClosedScreen } from '../safe-play/ClosedScreen.tsx'
import { RealityCheckDialog } from '../safe-play/RealityCheckDialog.tsx'
import { RefillBanner } from '../safe-play/RefillBanner.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Balances } from './Balances.tsx'
import { Bell } from './Bell.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { Navigation } from './Navigation.tsx'
import { Preferences } from './Preferences.tsx'

/** A new screen begins at its top with the focus on it: screen readers go there, and keys act on what is looked at. */
function useScreenFocus() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

/** Pages that stay open while the club is closed to the player. */
const OWN_PAGES = [
  '/account',
  '/history',
  '/odds',
  '/disclosure',
  '/fairness',
  '/tutorial',
  '/notifications',
  '/shop/orders',
  '/shop/purchases',
]

/** Why the page is closed to the player; null: it is open. */
function useShut() {
  const { status, shut } = useRoom()
  const { pathname } = useLocation()
  const own = OWN_PAGES.some((page) => pathname === page || pathname.startsWith(`${page}/`))
  return status === 'shut' && !own ? shut : null
}

function Content() {
  return (
    <>
      <RefillBanner />
      <Outlet />
      <RealityCheckDialog />
    </>
  )
}

/** The frame of every page for a player: balances, navigation, connection. */
export function PlayerLayout() {
  const { t } = useText()
  const main = useScreenFocus()
  const shut = useShut()
  return (
    <div className="pb-24 md:pb-10">
      <a
        href="#content"
        className="sr-only z-50 rounded-full bg-gold px-4 py-2 font-semibold text-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('app.skip')}
      </a>
      <div className="sticky top-0 z-20 border-b border-white/10 bg-ink/95 md:bg-ink/80 md:backdrop-blur-xl">
        <header className="mx-auto max-w-6xl px-4 sm:px-6">
          <div className="flex items-center justify-between gap-2 pt-3 pb-2 sm:gap-3">
            <Link to="/" className="rounded-lg">
              <Logo />
            </Link>
            <div className="flex items-center gap-1 sm:gap-1.5">
              <Bell />
              <Preferences />
            </div>
          </div>
          {/* Balances that do not fit beside the navigation get a row of their own: they are never cut off for it. */}
          <div className="flex flex-col pb-3 md:flex-row md:flex-wrap md:items-center md:justify-between md:gap-x-4 md:gap-y-2">
            <Navigation />
            <Balances />
          </div>
        </header>
      </div>
      <main ref={main} id="content" tabIndex={-1} className="mx-auto max-w-6xl px-4 pt-6 outline-none sm:px-6">
        <ConnectionBanner />
        {shut ? <ClosedScreen reason={shut} /> : <Content />}
        <p className="pt-8 text-center text-xs text-mist">{t('app.playMoney')}</p>
      </main>
    </div>
  )
}
