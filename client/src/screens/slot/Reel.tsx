import { animate } from 'motion/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { SlotSymbol } from '../../ui/symbols/SlotSymbol.tsx'
import { type ReelMotion, reelStrip } from './reel-strip.ts'

const SECONDS_PER_SYMBOL = 0.055
const FIRST_STOP_SECONDS = 0.75
const STOP_APART_SECONDS = 0.35

interface ReelProps {
  readonly reel: number
  readonly symbols: readonly string[]
  readonly motion: ReelMotion
  readonly stop: string
  /** Part of the line that paid. */
  readonly lit: boolean
  readonly onStopped: (reel: number) => void
}

/** One reel: a strip that moves down behind a window of one symbol. */
export function Reel({ reel, symbols, motion, stop, lit, onStopped }: ReelProps) {
  const strip = useRef<HTMLDivElement>(null)
  const ids = reelStrip(symbols, motion, stop, reel)
  const count = ids.length
  const report = useRef(onStopped)
  useEffect(() => {
    report.current = onStopped
  })

  useLayoutEffect(() => {
    const element = strip.current
    if (!element || motion === 'rest') return
    const from = `translateY(-${((count - 1) / count) * 100}%)`
    const running = motion === 'running'
    const controls = animate(
      element,
      { transform: [from, 'translateY(0%)'] },
      running
        ? { duration: count * SECONDS_PER_SYMBOL, ease: 'linear', repeat: Number.POSITIVE_INFINITY }
        : { duration: FIRST_STOP_SECONDS + reel * STOP_APART_SECONDS, ease: [0.2, 0.75, 0.25, 1] },
    )
    let current = true
    if (!running) void controls.then(() => current && report.current(reel))
    return () => {
      current = false
      controls.cancel()
    }
  }, [motion, count, reel])

  return (
    <div
      className={`relative aspect-square min-w-0 flex-1 overflow-hidden rounded-2xl border bg-linear-to-b from-[#07040f] via-[#1b1130] to-[#07040f] transition-shadow duration-300 sm:rounded-3xl ${
        lit ? 'border-gold shadow-[0_0_40px_-6px] shadow-gold/60' : 'border-white/10'
      }`}
    >
      <div ref={strip} className={`absolute inset-x-0 top-0 ${motion === 'running' ? 'blur-[2px]' : ''}`}>
        {ids.map((id, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a strip is a row of places, a symbol may stand in several
          <div key={index} className="grid aspect-square place-items-center">
            <SlotSymbol id={id} className="size-[72%] drop-shadow-[0_6px_10px_rgb(0_0_0/0.55)]" />
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="absolute inset-0 bg-linear-to-b from-black/70 via-transparent to-black/70" />
    </div>
  )
}
