import type { PlayerRoomState } from '@casino-club/shared'
import { type ReactNode, useCallback } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Loadable, Placeholder, useLoad } from '../../ui/Loadable.tsx'
import type { RoundGameId } from './round-games.ts'

const LINK = 'rounded underline-offset-4 hover:underline'

/** The frame of a game that is played in rounds with others; its table must be known before anything can be staked. */
export function RoundScreen({
  game,
  wide = false,
  children,
}: {
  game: RoundGameId
  wide?: boolean
  children: (table: unknown, player: PlayerRoomState) => ReactNode
}) {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const ask = useCallback(() => backend.odds.inForce(game), [backend, game])
  const [load, again] = useLoad(ask)
  return (
    <div className={`mx-auto ${wide ? 'max-w-5xl' : 'max-w-2xl'}`}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <h1 className="gold-text text-3xl sm:text-4xl">{t(`game.${game}`)}</h1>
        <p className="flex flex-wrap gap-x-4 pb-1 text-sm font-semibold text-gold">
          <Link to="/play" className={LINK}>
            {t('games.all')}
          </Link>
          <Link to={`/odds?game=${game}`} data-testid="odds-link" className={LINK}>
            {t('slot.oddsLink')}
          </Link>
          <Link to="/history" className={LINK}>
            {t('nav.history')}
          </Link>
        </p>
      </div>
      <Loadable load={load} again={again} failed={t('odds.failed')}>
        {({ table }) => (player ? children(table, player) : <Placeholder label={t('app.loading')} />)}
      </Loadable>
    </div>
  )
}
