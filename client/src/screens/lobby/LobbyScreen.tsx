import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { ScreenTitle } from '../../ui/Card.tsx'
import { DisclosureLink } from '../disclosure/DisclosureLink.tsx'
import { GAMES } from '../games/contract.ts'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'
import { GameCard, RoundCard, SlotCard } from './GameCard.tsx'

/** Every game of the club with what it returns, each one tap away. */
export function LobbyScreen() {
  const { t } = useText()
  return (
    <>
      <ScreenTitle title={t('lobby.title')} lead={t('lobby.lead')} />
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SlotCard />
        {GAMES.map((game) => (
          <GameCard key={game} game={game} />
        ))}
        {ROUND_GAME_IDS.map((game) => (
          <RoundCard key={game} game={game} />
        ))}
      </ul>
      <p className="mt-6 text-sm">
        <DisclosureLink />
        <Link to="/unlocks" data-testid="lobby-unlocks" className="ml-6 font-semibold text-gold hover:underline">
          {t('unlocks.title')} →
        </Link>
        <Link to="/leaderboards" data-testid="lobby-boards" className="ml-6 font-semibold text-gold hover:underline">
          {t('boards.link')} →
        </Link>
        <Link to="/friends" data-testid="lobby-friends" className="ml-6 font-semibold text-gold hover:underline">
          {t('friends.link')} →
        </Link>
      </p>
    </>
  )
}
