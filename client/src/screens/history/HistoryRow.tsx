import type { Play } from '@casino-club/shared'
import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { GAME_ICONS } from '../../ui/icons.tsx'
import { SlotSymbol, symbolName } from '../../ui/symbols/SlotSymbol.tsx'
import { ShareButton } from '../friends/ShareButton.tsx'
import { GAMES } from '../games/contract.ts'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'

/** The symbols of a play's outcome; an outcome of another shape has none. */
function reelsOf(play: Play): string[] {
  const { reels } = play.outcome
  return Array.isArray(reels) ? reels.map(String) : []
}

/** One play: when, what stopped, what it cost and paid, the way to its proof, and a link to show what it won. */
export function HistoryRow({ play }: { play: Play }) {
  const { t, instant, whole, signed } = useText()
  const when = instant(play.occurredAt)
  return (
    <li
      data-testid="history-row"
      data-event-id={play.eventId}
      className="glass grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-3 rounded-2xl p-3.5 sm:grid-cols-[auto_1fr_repeat(3,6.5rem)_auto] sm:px-5"
    >
      <PlayedGame play={play} />
      <time dateTime={play.occurredAt} className="min-w-0 text-xs text-mist sm:text-sm">
        {when}
      </time>
      <Link
        to={`/fairness?event=${play.eventId}`}
        state={{ play }}
        data-testid="history-verify"
        aria-label={t('history.verifyLabel', { when })}
        className="rounded-full border border-white/15 px-3.5 py-2 text-sm font-semibold text-gold hover:bg-white/10 sm:order-last"
      >
        {t('history.verify')}
      </Link>
      <dl className="col-span-3 grid grid-cols-3 gap-2 text-sm tabular-nums sm:col-span-3">
        <Amount name={t('history.bet')}>{whole(play.bet)}</Amount>
        <Amount name={t('history.win')}>{whole(play.win)}</Amount>
        <Amount name={t('history.net')} look={play.net > 0 ? 'text-jade' : ''}>
          {signed(play.net)}
        </Amount>
      </dl>
      {play.net > 0 && (
        <div className="col-span-3 sm:order-last sm:col-span-full">
          <ShareButton order={{ kind: 'prize', eventId: play.eventId }} />
        </div>
      )}
    </li>
  )
}

/** What stopped on the reels; of another game its sign and name. */
function PlayedGame({ play }: { play: Play }) {
  const { t } = useText()
  const game = [...GAMES, ...ROUND_GAME_IDS].find((id) => id === play.game)
  if (game) {
    return (
      <span className="flex min-w-0 items-center gap-2 text-sm font-semibold">
        <span className="grid size-8 shrink-0 place-items-center rounded-lg bg-black/40 text-gold">
          {GAME_ICONS[game]}
        </span>
        <span className="max-w-24 truncate">{t(`game.${game}`)}</span>
      </span>
    )
  }
  const reels = reelsOf(play)
  return (
    <span
      role="img"
      aria-label={`${t('history.reels')}: ${reels.map((id) => symbolName(id, t)).join(', ')}`}
      className="flex gap-1"
    >
      {reels.map((id, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places of the reels do not move
        <SlotSymbol key={index} id={id} className="size-8 rounded-lg bg-black/40 p-1" />
      ))}
    </span>
  )
}

function Amount({ name, look = '', children }: { name: string; look?: string; children: string }) {
  return (
    <div className="min-w-0 sm:text-right">
      <dt className="text-xs text-mist">{name}</dt>
      <dd className={`truncate font-semibold ${look}`}>{children}</dd>
    </div>
  )
}
