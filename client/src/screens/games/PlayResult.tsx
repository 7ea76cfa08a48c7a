import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import type { GameId, GameOutcome } from './contract.ts'
import type { Play } from './use-play.ts'

/** What a game says about its plays. */
interface PlayWords<G extends GameId> {
  readonly ready: string
  readonly waiting: string
  shown(outcome: GameOutcome<G>): ReactNode
  /** The words for a refusal, where the common ones do not fit. */
  refused?(reason: string): string | null
}

/** Announces how a play went, to eyes and screen readers alike, with the way to its proof. */
export function PlayResult<G extends GameId>({ play, words }: { play: Play<G>; words: PlayWords<G> }) {
  const { t, trouble } = useText()
  const outcome = play.phase === 'shown' ? play.outcome : null
  const gained = outcome !== null && outcome.win > outcome.bet
  return (
    <div className="flex min-h-27 flex-col items-center justify-center gap-1 py-3 text-center">
      <div
        aria-live="polite"
        aria-atomic="true"
        data-testid="play-result"
        data-phase={play.phase}
        data-command-id={outcome?.commandId}
        data-event-id={outcome?.eventId}
        data-bet={outcome?.bet}
        data-win={outcome?.win}
        data-balance={outcome?.coins ?? outcome?.gems}
        data-reason={play.phase === 'refused' ? play.trouble : undefined}
      >
        {play.phase === 'ready' && <p className="text-mist">{words.ready}</p>}
        {(play.phase === 'waiting' || play.phase === 'turning') && <p className="text-mist">{words.waiting}</p>}
        {play.phase === 'refused' && (
          <p className="text-rose">{words.refused?.(play.trouble) ?? trouble(play.trouble)}</p>
        )}
        {outcome && (
          <p className={gained ? 'gold-text font-display text-xl text-balance sm:text-3xl' : 'text-lg'}>
            {words.shown(outcome)}
          </p>
        )}
      </div>
      {outcome && (
        <Link
          to={`/fairness?event=${outcome.eventId}`}
          data-testid="verify-link"
          className="rounded px-2 py-1 text-sm font-semibold text-gold underline-offset-4 hover:underline"
        >
          {t('games.verify')}
        </Link>
      )}
    </div>
  )
}
