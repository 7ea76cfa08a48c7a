import { useReducedMotion } from 'motion/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSound } from '../../sound/SoundProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { symbolName } from '../../ui/symbols/SlotSymbol.tsx'
import { Reel } from './Reel.tsx'
import type { ReelMotion } from './reel-strip.ts'
import type { Spin } from './use-spin.ts'

const REELS = [0, 1, 2] as const

/** The symbols that stand still when nothing was spun yet: three different ones, so that they do not look like a win. */
function atRest(symbols: readonly string[]): readonly string[] {
  const last = symbols.length - 1
  return [symbols[last - 1] ?? '', symbols[last] ?? '', symbols[Math.max(0, last - 2)] ?? '']
}

function motionOf(reel: number, phase: Spin['phase'], stoppedReels: number, still: boolean): ReelMotion {
  if (still) return 'rest'
  if (phase === 'waiting') return 'running'
  return phase === 'turning' && reel >= stoppedReels ? 'stopping' : 'rest'
}

/** The three reels. They run while the answer is awaited and stop one after the other; with reduced motion at once. */
export function Reels({ symbols, spin, onStopped }: { symbols: readonly string[]; spin: Spin; onStopped: () => void }) {
  const { t } = useText()
  const { sounds } = useSound()
  const still = useReducedMotion() === true
  const [stoppedReels, setStoppedReels] = useState(0)
  const last = useRef(atRest(symbols))
  if ('outcome' in spin) last.current = spin.outcome.reels
  const { phase } = spin

  useEffect(() => {
    if (phase === 'waiting') setStoppedReels(0)
    if (phase === 'turning' && still) onStopped()
  }, [phase, still, onStopped])

  const reelStopped = useCallback(
    (reel: number) => {
      sounds.reelStop(reel)
      setStoppedReels(reel + 1)
      if (reel === REELS.length - 1) onStopped()
    },
    [sounds, onStopped],
  )

  const names = last.current.map((id) => symbolName(id, t))
  const [first = '', second = '', third = ''] = names
  const label =
    phase === 'shown'
      ? t('slot.reels', { first, second, third })
      : t(phase === 'waiting' || phase === 'turning' ? 'slot.reelsSpinning' : 'slot.reelsIdle')
  return (
    <div
      role="img"
      aria-label={label}
      data-testid="reels"
      data-phase={phase}
      data-reels={phase === 'shown' ? spin.outcome.reels.join(',') : undefined}
      className={`flex gap-2 rounded-3xl border border-gold/30 bg-linear-to-b from-[#3a2350] to-[#150b26] p-2.5 shadow-[inset_0_2px_0_rgb(255_255_255/0.12),0_30px_80px_-30px_rgb(0_0_0)] sm:gap-3.5 sm:rounded-[2.2rem] sm:p-4 ${
        still && phase === 'waiting' ? 'opacity-60' : ''
      }`}
    >
      {REELS.map((reel) => (
        <Reel
          key={reel}
          reel={reel}
          symbols={symbols}
          motion={motionOf(reel, phase, stoppedReels, still)}
          stop={last.current[reel] ?? ''}
          lit={phase === 'shown' && paidReel(spin.outcome.reels, reel, spin.outcome.win > spin.outcome.bet)}
          onStopped={reelStopped}
        />
      ))}
    </div>
  )
}

/** Whether a reel belongs to the line that paid; only a win beyond the bet is lit. */
function paidReel(reels: readonly string[], reel: number, beyondBet: boolean): boolean {
  return beyondBet && reels.filter((id) => id === reels[reel]).length > 1
}
