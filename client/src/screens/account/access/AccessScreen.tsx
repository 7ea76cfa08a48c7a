import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useText } from '../../../text/LanguageProvider.tsx'
import { ScreenTitle } from '../../../ui/Card.tsx'

const TABS = [
  { to: '/account/security', name: 'access.security' },
  { to: '/account/sessions', name: 'access.sessions' },
  { to: '/account/sign-ins', name: 'access.signIns' },
] as const

/** The frame of the pages about security. */
export function AccessScreen({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <>
      <ScreenTitle title={t('access.title')} lead={t('access.lead')} />
      <nav aria-label={t('access.tabs')} className="mb-5 flex flex-wrap gap-2">
        {TABS.map(({ to, name }) => (
          <NavLink
            key={to}
            to={to}
            className="inline-flex min-h-11 items-center rounded-full border border-white/15 px-4 text-sm aria-[current=page]:border-gold aria-[current=page]:text-gold"
          >
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <div className="grid max-w-3xl gap-4">{children}</div>
    </>
  )
}
