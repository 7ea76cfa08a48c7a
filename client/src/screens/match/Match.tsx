import { type MatchSeat, RPS_HANDS, type RpsHand } from '@casino-club/shared'
import { type ReactNode, useEffect } from 'react'
import { useSecondsUntil } from '../../room/use-now.ts'
import { useSound } from '../../sound/SoundProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Placeholder } from '../../ui/Loadable.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { HandIcon } from '../rps/HandIcon.tsx'
import { type MatchShown, useMatch } from './use-match.ts'

/** One match, from waiting for somebody to its end; `children` are the ways out, offered while nothing is at stake. */
export function Match({ stake, userId, children }: { stake: number; userId: number; children: ReactNode }) {
  const { t, trouble } = useText()
  const match = useMatch(stake)
  const { shown, status, hand, choose } = match
  const { sounds } = useSound()
  const own = shown?.seats.find((seat) => seat.userId === userId)
  const won = own && shown?.phase === 'over' ? own.win - stake : 0
  useEffect(() => {
    if (won > 0) sounds.win(2)
  }, [won, sounds])
  const ways = <div className="flex flex-wrap justify-center gap-3">{children}</div>
  if (status === 'refused') {
    return (
      <div className="space-y-4 text-center">
        <p role="alert">{trouble(match.trouble ?? 'INTERNAL')}</p>
        {ways}
      </div>
    )
  }
  if (!shown) return <Placeholder label={t('match.looking')} />
  const other = shown.seats.find((seat) => seat.userId !== userId)
  const mayChoose = shown.phase === 'committing' && hand === null
  return (
    <div data-testid="match" data-phase={shown.phase} data-by={shown.by} data-win={own?.win ?? 0} className="space-y-4">
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 rounded-3xl border border-gold/30 bg-linear-to-b from-[#3a2350] to-[#150b26] p-5 sm:p-7">
        <Side name={t('rps.you')} seat={own} hand={hand ?? readHand(own)} />
        <span aria-hidden="true" className="font-display text-2xl text-mist">
          :
        </span>
        <Side name={other?.nickname ?? t('match.nobody')} seat={other} hand={readHand(other)} />
      </div>
      <Announcement shown={shown} own={own} hand={hand} stake={stake} />
      {match.trouble && status !== 'over' ? <p className="text-center text-rose">{trouble(match.trouble)}</p> : null}
      <fieldset className="glass rounded-3xl p-5">
        <legend className="sr-only">{t('rps.choose')}</legend>
        <div className="grid grid-cols-3 gap-2 sm:gap-4">
          {RPS_HANDS.map((each) => (
            <PlayButton
              key={each}
              allowed={mayChoose}
              data-testid={`match-${each}`}
              onClick={() => void choose(each)}
              className="min-h-28 flex-col rounded-3xl! px-2 text-base"
            >
              <HandIcon hand={each} className="size-12 sm:size-16" />
              {t(`rps.${each}`)}
            </PlayButton>
          ))}
        </div>
      </fieldset>
      {shown.phase === 'waiting' || shown.phase === 'over' || status === 'over' ? ways : null}
    </div>
  )
}

const readHand = (seat: MatchSeat | undefined): RpsHand | null => RPS_HANDS.find((hand) => hand === seat?.hand) ?? null

function Side({ name, seat, hand }: { name: string; seat: MatchSeat | undefined; hand: RpsHand | null }) {
  const { t } = useText()
  const state = !seat ? '' : !seat.connected ? t('match.gone') : seat.committed && !hand ? t('match.chosen') : ''
  return (
    <div className="min-w-0 text-center">
      <p className="mb-2 truncate text-sm text-mist">{name}</p>
      <div
        role="img"
        aria-label={hand ? t('rps.hand', { name, hand: t(`rps.${hand}`) }) : t('rps.handHidden', { name })}
        className="mx-auto grid size-28 place-items-center rounded-3xl border border-white/10 bg-black/40 sm:size-36"
      >
        {hand ? (
          <HandIcon hand={hand} className="size-18 sm:size-24" />
        ) : (
          <span aria-hidden="true" className="font-display text-5xl text-mist">
            {seat?.committed ? '✓' : '?'}
          </span>
        )}
      </div>
      <p className="mt-2 min-h-5 text-xs text-mist">{state}</p>
    </div>
  )
}

interface AnnouncementProps {
  readonly shown: MatchShown
  readonly own: MatchSeat | undefined
  readonly hand: RpsHand | null
  readonly stake: number
}

/** Where the match is and how it ended, said aloud once a phase. */
function Announcement({ shown, own, hand, stake }: AnnouncementProps) {
  const { t } = useText()
  const { phase, by, winner, throwNo, maxThrows } = shown
  const ended = () => {
    if (by === 'void') return t('match.void')
    if (by === 'equal') return t('match.equal', { stake })
    if (by !== 'hands' && by !== 'forfeit') return t('match.notStaked')
    if (winner === own?.userId) return t(by === 'hands' ? 'match.won' : 'match.wonForfeit', { win: own?.win ?? 0 })
    return t(by === 'hands' ? 'match.lost' : 'match.lostForfeit', { stake })
  }
  const said = () => {
    if (phase === 'over') return ended()
    if (phase === 'committing')
      return t(hand ? 'match.waitOther' : 'match.chooseNow', { number: throwNo, of: maxThrows })
    return t(`match.phase.${phase}`)
  }
  return (
    <div className="text-center">
      <p aria-live="polite" data-testid="match-result" className="text-lg">
        {said()}
      </p>
      {phase === 'committing' || phase === 'revealing' ? <Deadline atMs={shown.deadlineMs} /> : null}
    </div>
  )
}

function Deadline({ atMs }: { atMs: number }) {
  const { t } = useText()
  return <p className="text-sm text-mist tabular-nums">{t('crash.seconds', { seconds: useSecondsUntil(atMs) })}</p>
}
