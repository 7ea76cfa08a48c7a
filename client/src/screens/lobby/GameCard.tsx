import { type ReactNode, useCallback, useId } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { GAME_ICONS, SlotIcon } from '../../ui/icons.tsx'
import { useLoad } from '../../ui/Loadable.tsx'
import type { GameId } from '../games/contract.ts'
import { useGameConfig } from '../games/use-config.ts'
import { kindsOf } from '../rounds/kinds-of.ts'
import type { RoundGameId } from '../rounds/round-games.ts'
import { useOdds } from '../slot/use-odds.ts'
import { type RtpRange, rtpRange } from './rtp-range.ts'

/** A game of the lobby with what it returns. */
export function GameCard({ game }: { game: GameId }) {
  const { t } = useText()
  const [load] = useGameConfig(game)
  const range = load.status === 'loaded' ? rtpRange(load.value.analysis.kinds) : null
  return (
    <LobbyCard
      to={`/${game}`}
      odds={`/odds?game=${game}`}
      name={t(`game.${game}`)}
      lead={t(`lobby.${game}`)}
      icon={GAME_ICONS[game]}
      figure={<Return load={load.status} range={range} />}
    />
  )
}

/** A game of rounds in the lobby. */
export function RoundCard({ game }: { game: RoundGameId }) {
  const { t } = useText()
  const { backend } = useSession()
  const ask = useCallback(() => backend.odds.inForce(game), [backend, game])
  const [load] = useLoad(ask)
  const range = load.status === 'loaded' ? rtpRange(kindsOf(load.value.analysis)) : null
  return (
    <LobbyCard
      to={`/${game}`}
      odds={`/odds?game=${game}`}
      name={t(`game.${game}`)}
      lead={t(`lobby.${game}`)}
      icon={GAME_ICONS[game]}
      figure={<Return load={load.status} range={range} />}
    />
  )
}

/** The slot in the lobby; it publishes its odds in its own form. */
export function SlotCard() {
  const { t } = useText()
  const { load } = useOdds()
  const percent = load.status === 'loaded' ? load.value.analysis.rtpPercent : 0
  return (
    <LobbyCard
      to="/slot"
      odds="/odds"
      name={t('slot.title')}
      lead={t('home.slotLead')}
      icon={<SlotIcon />}
      figure={<Return load={load.status} range={{ lowest: percent, highest: percent }} />}
    />
  )
}

/** What a game returns, as far as it is known. */
function Return({ load, range }: { load: 'loading' | 'loaded' | 'failed'; range: RtpRange | null }) {
  const { t, percent } = useText()
  if (load === 'loading') return <>{t('app.loading')}</>
  if (load === 'failed') return <>{t('lobby.oddsUnknown')}</>
  if (!range) return <>{t('lobby.items')}</>
  const { lowest, highest } = range
  // What reads the same is the same to a reader: crash returns 97 % but for a few draws of 2^32.
  if (percent(lowest) === percent(highest)) return <>{t('lobby.rtp', { percent: percent(highest) })}</>
  return <>{t('lobby.rtpRange', { lowest: percent(lowest), highest: percent(highest) })}</>
}

interface LobbyCardProps {
  readonly to: string
  readonly odds: string
  readonly name: string
  readonly lead: string
  readonly icon: ReactNode
  readonly figure: ReactNode
}

/** A card that is a link as a whole, with the way to the odds beside it. */
function LobbyCard({ to, odds, name, lead, icon, figure }: LobbyCardProps) {
  const { t } = useText()
  const id = useId()
  return (
    <li className="glass relative flex min-w-0 flex-col rounded-3xl p-5 hover:bg-white/5 has-[h2_a:focus-visible]:outline-2 has-[h2_a:focus-visible]:outline-offset-3 has-[h2_a:focus-visible]:outline-gold sm:p-6">
      <span className="grid size-14 place-items-center rounded-2xl border border-gold/25 bg-black/40 text-gold [&_svg]:size-8">
        {icon}
      </span>
      <h2 className="mt-4 text-2xl">
        <Link
          to={to}
          data-testid={`lobby-${to.slice(1)}`}
          aria-describedby={id}
          className="outline-none after:absolute after:inset-0 after:rounded-3xl"
        >
          {name}
        </Link>
      </h2>
      <p id={id} className="mt-1 grow text-sm text-mist">
        {lead}
      </p>
      <p className="mt-4 flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold tabular-nums">{figure}</span>
        <Link
          to={odds}
          aria-label={t('lobby.oddsOf', { game: name })}
          className="relative z-10 rounded py-1 font-semibold text-gold underline-offset-4 hover:underline"
        >
          {t('slot.oddsLink')}
        </Link>
      </p>
    </li>
  )
}
