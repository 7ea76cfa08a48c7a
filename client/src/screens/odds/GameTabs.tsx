import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { GAMES, type GameId } from '../games/contract.ts'
import { ROUND_GAME_IDS, type RoundGameId } from '../rounds/round-games.ts'

/** Leads to the odds of each game; null is the slot. */
export function GameTabs({ game }: { game: GameId | RoundGameId | null }) {
  const { t } = useText()
  const tabs = [
    { id: null, to: '/odds', name: t('slot.title') },
    ...[...GAMES, ...ROUND_GAME_IDS].map((id) => ({ id, to: `/odds?game=${id}`, name: t(`game.${id}`) })),
  ]
  return (
    <nav aria-label={t('odds.games')} className="mb-5">
      <ul className="flex flex-wrap gap-2">
        {tabs.map(({ id, to, name }) => (
          <li key={to}>
            <Link
              to={to}
              data-testid={`odds-${id ?? 'slot'}`}
              aria-current={id === game ? 'page' : undefined}
              className="inline-flex min-h-10 items-center rounded-full border border-white/12 bg-white/5 px-4 text-sm font-semibold hover:bg-white/10 aria-[current]:border-gold aria-[current]:bg-gold/15 aria-[current]:text-gold"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
