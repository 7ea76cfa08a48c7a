import { lazy, type ReactNode, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router'
import { VisitKeeper } from './activity/ActivityKeeper.tsx'
import { ItemsProvider } from './items/ItemsProvider.tsx'
import { PublicLayout } from './layout/PublicLayout.tsx'
import { LandingScreen } from './screens/landing/LandingScreen.tsx'
import { LoginScreen } from './screens/login/LoginScreen.tsx'
import { ProviderScreen } from './screens/login/ProviderScreen.tsx'
import { ForgotPasswordScreen } from './screens/mail-links/ForgotPasswordScreen.tsx'
import { ResetPasswordScreen } from './screens/mail-links/ResetPasswordScreen.tsx'
import { VerifyEmailScreen } from './screens/mail-links/VerifyEmailScreen.tsx'
import { useSession } from './session/SessionProvider.tsx'
import { useText } from './text/LanguageProvider.tsx'

/** Where links of mails lead, whoever is logged in. */
const MAIL_PAGES = {
  '/verify-email': <VerifyEmailScreen />,
  '/forgot-password': <ForgotPasswordScreen />,
  '/reset-password': <ResetPasswordScreen />,
}

// What only players need is loaded once somebody is logged in.
const PlayerArea = lazy(async () => ({ default: (await import('./PlayerArea.tsx')).PlayerArea }))
const OddsScreen = lazy(async () => ({ default: (await import('./screens/odds/OddsScreen.tsx')).OddsScreen }))
const DisclosureScreen = lazy(async () => ({
  default: (await import('./screens/disclosure/DisclosureScreen.tsx')).DisclosureScreen,
}))

/** Table of contents of the app. */
export function App() {
  return (
    <BrowserRouter>
      <VisitKeeper />
      <Suspense fallback={<Loading />}>
        <Pages />
      </Suspense>
    </BrowserRouter>
  )
}

function Pages() {
  const { userId } = useSession()
  const { pathname } = useLocation()
  if (userId !== null && !Object.hasOwn(MAIL_PAGES, pathname)) return <PlayerArea key={userId} userId={userId} />
  return (
    <Routes>
      <Route path="/" element={<Door />} />
      <Route path="/login" element={<LoginScreen />} />
      <Route path="/login/provider" element={<ProviderScreen />} />
      <Route path="/odds" element={<Public screen={<OddsScreen />} />} />
      <Route path="/disclosure" element={<Public screen={<DisclosureScreen />} />} />
      {Object.entries(MAIL_PAGES).map(([path, page]) => (
        <Route key={path} path={path} element={page} />
      ))}
      <Route path="*" element={<ToLogin />} />
    </Routes>
  )
}

/** Who was just logged out is told why before anything else. */
function Door() {
  return useSession().signedOut ? <Navigate to="/login" replace /> : <LandingScreen />
}

function Public({ screen }: { screen: ReactNode }) {
  return useSession().signedOut ? (
    <Navigate to="/login" replace />
  ) : (
    <ItemsProvider>
      <PublicLayout>{screen}</PublicLayout>
    </ItemsProvider>
  )
}

/** Where the player wanted to go is kept and gone to after the login. */
function ToLogin() {
  const { pathname, search } = useLocation()
  return <Navigate to="/login" replace state={{ from: `${pathname}${search}` }} />
}

function Loading() {
  const { t } = useText()
  return (
    <p role="status" className="grid min-h-dvh place-items-center text-mist">
      {t('app.loading')}
    </p>
  )
}
