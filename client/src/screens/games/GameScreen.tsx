import type { PlayerRoomState } from '@casino-club/shared'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Loadable, Placeholder } from '../../ui/Loadable.tsx'
import type { GameConfig, GameId } from './contract.ts'
import { useGameConfig } from './use-config.ts'

const LINK = 'rounded underline-offset-4 hover:underline'

/** The frame of a game's page. Its odds and the player's state must both be known before anything can be staked. */
export function GameScreen<G extends GameId>({
  game,
  wide = false,
  children,
}: {
  game: G
  wide?: boolean
  children: (config: GameConfig<G>, player: PlayerRoomState) => ReactNode
}) {
  const { t } = useText()
  const { player } = useRoom()
  const [load, again] = useGameConfig(game)
  return (
    <div className={`mx-auto ${wide ? 'max-w-5xl' : 'max-w-2xl'}`}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <h1 className="gold-text text-3xl sm:text-4xl">{t(`game.${game as GameId}`)}</h1>
        <p className="flex flex-wrap gap-x-4 pb-1 text-sm font-semibold text-gold">
          <Link to="/play" className={LINK}>
            {t('games.all')}
          </Link>
          <Link to={`/odds?game=${game}`} data-testid="odds-link" className={LINK}>
            {t('slot.oddsLink')}
          </Link>
          <Link to="/fairness" className={LINK}>
            {t('slot.fairLink')}
          </Link>
        </p>
      </div>
      <Loadable load={load} again={again} failed={t('odds.failed')}>
        {(config) => (player ? children(config, player) : <Placeholder label={t('app.loading')} />)}
      </Loadable>
    </div>
  )
}
