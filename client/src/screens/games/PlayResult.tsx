import type { Feedback } from '@casino-club/shared'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Trouble } from '../../text/translate.ts'
import { useFeedback } from './use-feedback.ts'

/** What every play tells of itself, whatever the game. */
export interface SettledPlay {
  readonly commandId: string
  readonly eventId: string
  readonly bet: number
  readonly win: number
  readonly coins?: number
  readonly gems?: number
}

/** Where a play is: asked for, answered but still turning, shown, or refused. */
export type PlayPhase<Outcome> =
  | { readonly phase: 'ready' }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'turning' | 'shown'; readonly outcome: Outcome }
  | { readonly phase: 'refused'; readonly trouble: Trouble }

/** What a game says about its plays. */
interface PlayWords<Outcome> {
  readonly ready: string
  readonly waiting: string
  shown(outcome: Outcome): ReactNode
  /** A smaller line below, where there is more to tell. */
  beside?(outcome: Outcome): string | null
  /** The words for a refusal, where the common ones do not fit. */
  refused?(reason: string): string | null
}

interface PlayResultProps<Outcome> {
  readonly game: string
  readonly play: PlayPhase<Outcome>
  readonly words: PlayWords<Outcome>
}

/** Announces how a play went, to eyes and screen readers alike, with the way to its proof. */
export function PlayResult<Outcome extends SettledPlay>({ game, play, words }: PlayResultProps<Outcome>) {
  const { t, trouble } = useText()
  const feedbackOf = useFeedback(game)
  const outcome = play.phase === 'shown' ? play.outcome : null
  const feedback = outcome && feedbackOf(outcome)
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
        data-feedback={feedback?.key}
        data-tone={feedback?.tone}
        data-reason={play.phase === 'refused' ? play.trouble : undefined}
      >
        {play.phase === 'ready' && <p className="text-mist">{words.ready}</p>}
        {(play.phase === 'waiting' || play.phase === 'turning') && <p className="text-mist">{words.waiting}</p>}
        {play.phase === 'refused' && (
          <p className="text-rose">{words.refused?.(play.trouble) ?? trouble(play.trouble)}</p>
        )}
        {outcome && feedback && (
          <Said feedback={feedback} beside={words.beside?.(outcome) ?? null}>
            {words.shown(outcome)}
          </Said>
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

/** The game's own sentence says these already. */
const SAID_BY_THE_GAME: ReadonlySet<Feedback['key']> = new Set([
  'feedback.loss',
  'feedback.partial',
  'feedback.even',
  'feedback.win',
])

const PLAIN = 'text-lg'
const GOLD = 'gold-text font-display text-xl text-balance sm:text-3xl'
const LOOKS: Record<Feedback['animation'], string> = {
  rest: PLAIN,
  reveal: PLAIN,
  glow: GOLD,
  shine: `${GOLD} motion-safe:animate-pulse [animation-iteration-count:2]`,
  burst: `${GOLD} motion-safe:animate-bounce [animation-iteration-count:3]`,
}

function Said({ feedback, beside, children }: { feedback: Feedback; beside: string | null; children: ReactNode }) {
  const { t } = useText()
  return (
    <>
      <p className={LOOKS[feedback.animation]}>{children}</p>
      {beside && <p className="mt-1 text-sm text-mist">{beside}</p>}
      {!SAID_BY_THE_GAME.has(feedback.key) && (
        <p data-testid="feedback" className="mt-1 text-sm text-mist">
          {t(feedback.key)}
        </p>
      )}
    </>
  )
}
