import type { ReactNode } from 'react'
import { useRoom } from '../room/RoomProvider.tsx'
import { type ShownBalances, shownBalances } from '../room/shown-balances.ts'
import { useText } from '../text/LanguageProvider.tsx'
import { CoinIcon, GemIcon, StreakIcon, TicketIcon } from '../ui/icons.tsx'

type Name = keyof ShownBalances

const ITEMS: readonly { name: Name; testId: string; icon: ReactNode }[] = [
  { name: 'coins', testId: 'balance-coins', icon: <CoinIcon /> },
  { name: 'gems', testId: 'balance-gems', icon: <GemIcon /> },
  { name: 'tickets', testId: 'balance-tickets', icon: <TicketIcon /> },
  { name: 'streak', testId: 'streak', icon: <StreakIcon /> },
]

/** The player's balances and streak, as the server last said. `data-value` carries the plain number. */
export function Balances() {
  const { t, whole } = useText()
  const { player, turning, turned, awaited } = useRoom()
  const shown = player && shownBalances(player, turning, awaited, turned)
  return (
    <ul
      aria-label={t('balance.label')}
      className="flex min-w-0 flex-wrap items-center justify-between gap-1.5 sm:justify-end sm:gap-2 md:ml-auto"
    >
      {ITEMS.map(({ name, testId, icon }) => (
        <li
          key={name}
          title={t(`balance.${name}`)}
          className="flex min-w-0 items-center gap-1 rounded-full border border-white/10 bg-black/25 px-2 py-1.5 text-sm font-semibold tabular-nums sm:gap-1.5 sm:px-3"
        >
          {icon}
          <span className="sr-only">{t(`balance.${name}`)}</span>
          <span data-testid={testId} data-value={shown?.[name]} className="truncate">
            {shown ? whole(shown[name]) : '–'}
          </span>
        </li>
      ))}
    </ul>
  )
}
