import { winningFaces } from '@casino-club/shared'
import { animate } from 'motion/react'
import { useEffect, useRef } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Play } from '../games/use-play.ts'
import type { Call } from './dice.ts'

const FACES = 100

/** Where a roll stands on the track, in per cent of its width. */
const placeOf = (roll: number) => ((roll - 0.5) / FACES) * 100

/** The track from 1 to 100 with its winning part, and the marker that runs to the roll. */
export function RollTrack({
  play,
  call,
  still,
  rollMs,
}: {
  play: Play<'dice'>
  call: Call
  still: boolean
  rollMs: number
}) {
  const { t } = useText()
  const marker = useRef<HTMLDivElement>(null)
  const outcome = 'outcome' in play ? play.outcome : null
  const rolled = play.phase === 'shown' ? outcome : null
  const { phase } = play
  const end = outcome?.roll

  useEffect(() => {
    const element = marker.current
    if (!element || still || (phase !== 'waiting' && phase !== 'turning')) return
    const controls =
      phase === 'waiting'
        ? animate(element, { left: ['4%', '96%'] }, { duration: 0.5, repeat: Infinity, repeatType: 'mirror' })
        : animate(element, { left: `${placeOf(end ?? 1)}%` }, { duration: rollMs / 1_000, ease: [0.2, 0.75, 0.25, 1] })
    return () => controls.stop()
  }, [phase, end, still, rollMs])

  // What is shown with a roll is what was bet on then, not what is chosen for the next.
  const { direction, target } = rolled ?? call
  const share = Number.isNaN(target) ? 0 : Math.max(0, Math.min(FACES, winningFaces({ direction, target })))
  const look = rolled ? (rolled.won ? 'text-gold' : 'text-cream') : 'text-mist'
  return (
    <div
      role="img"
      aria-label={rolled ? t('dice.trackRolled', { roll: rolled.roll }) : t('dice.track')}
      data-testid="dice-track"
      data-roll={rolled?.roll}
      className="rounded-3xl border border-gold/30 bg-linear-to-b from-[#3a2350] to-[#150b26] p-5 sm:p-7"
    >
      <p className={`text-center font-display text-6xl tabular-nums sm:text-7xl ${look}`}>{rolled?.roll ?? '··'}</p>
      <div className="relative mx-1 mt-6 h-4 rounded-full bg-black/50">
        <div
          className={`absolute inset-y-0 rounded-full bg-jade/60 ${direction === 'under' ? 'left-0' : 'right-0'}`}
          style={{ width: `${share}%` }}
        />
        <div
          ref={marker}
          className="absolute top-1/2 size-7 -translate-x-1/2 -translate-y-1/2 rotate-45 rounded-md border-2 border-ink bg-gold shadow-lg"
          style={{ left: `${placeOf(rolled?.roll ?? FACES / 2)}%` }}
        />
      </div>
      <div className="mt-3 flex justify-between text-xs text-mist tabular-nums">
        <span>1</span>
        <span>{FACES / 2}</span>
        <span>{FACES}</span>
      </div>
    </div>
  )
}
