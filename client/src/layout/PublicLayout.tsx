import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { DisclosureLink } from '../screens/disclosure/DisclosureLink.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Preferences } from './Preferences.tsx'

/** The frame of pages for people who are not logged in. */
export function PublicLayout({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-8">
      <header className="flex items-center justify-between gap-3 py-4">
        <Link to="/" className="rounded-lg">
          <Logo />
        </Link>
        <Preferences />
      </header>
      <main id="content" className="flex grow flex-col justify-center py-6">
        {children}
      </main>
      <footer className="space-y-1 py-6 text-center text-xs text-mist">
        <p>
          <DisclosureLink className="py-1" />
        </p>
        <p>{t('app.playMoney')}</p>
      </footer>
    </div>
  )
}
