import { rouletteColour } from '@casino-club/shared'
import { animate } from 'motion/react'
import { useEffect, useRef } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Play } from '../games/use-play.ts'
import { POCKET_DEGREES, turnTo, WHEEL } from './wheel.ts'

const PAINT = { green: '#14704f', red: '#b3202f', black: '#1c1528' }
const SECONDS_PER_ROUND = 1.6
const ROUNDS_TO_STOP = 2

/** Turns the wheel: round and round while the answer is awaited, then on to the number; no turning where unwanted. */
function useWheelTurn(play: Play<'roulette'>, still: boolean, spinMs: number) {
  const wheel = useRef<SVGGElement>(null)
  const turned = useRef(0)
  const { phase } = play
  const number = 'outcome' in play ? play.outcome.number : null
  useEffect(() => {
    const stand = (degrees: number) => {
      turned.current = degrees
      wheel.current?.setAttribute('transform', `rotate(${degrees})`)
    }
    const from = turned.current
    if (number !== null && (still || phase === 'shown')) return stand(turnTo(number, from - 359.9))
    if (still || (phase !== 'waiting' && phase !== 'turning')) return
    const controls =
      phase === 'waiting' || number === null
        ? animate(from, from + 360, { duration: SECONDS_PER_ROUND, ease: 'linear', repeat: Infinity, onUpdate: stand })
        : animate(from, turnTo(number, from + 360 * ROUNDS_TO_STOP), {
            duration: spinMs / 1_000,
            ease: [0.15, 0.6, 0.2, 1],
            onUpdate: stand,
          })
    return () => controls.stop()
  }, [phase, number, still, spinMs])
  return wheel
}

/** The wheel; the number under the pointer on top has come. */
export function Wheel({ play, still, spinMs }: { play: Play<'roulette'>; still: boolean; spinMs: number }) {
  const { t } = useText()
  const wheel = useWheelTurn(play, still, spinMs)
  const came = play.phase === 'shown' ? play.outcome.number : null
  const label =
    came === null
      ? t(play.phase === 'waiting' || play.phase === 'turning' ? 'roulette.wheelSpinning' : 'roulette.wheel')
      : t('roulette.came', { number: `${came}`, colour: t(`roulette.${rouletteColour(came)}`) })
  return (
    <svg
      viewBox="-110 -116 220 226"
      role="img"
      aria-label={label}
      data-testid="wheel"
      data-number={came ?? undefined}
      className="mx-auto block w-full max-w-80"
    >
      <circle r="108" fill="#3a2350" stroke="url(#paint-gold)" strokeWidth="3" />
      <g ref={wheel}>
        {WHEEL.map((number, index) => (
          <Pocket key={number} number={number} turn={index * POCKET_DEGREES} />
        ))}
      </g>
      <circle r="58" fill="#150b26" stroke="url(#paint-gold)" strokeWidth="2" />
      <path d="M-7 -115h14l-7 15Z" fill="var(--color-gold)" />
      <text y="14" textAnchor="middle" fontSize="40" fontWeight="700" fill="var(--color-cream)">
        {came ?? '·'}
      </text>
    </svg>
  )
}

const OUTER = 104
const INNER = 60
const HALF = (POCKET_DEGREES / 2) * (Math.PI / 180)
const at = (radius: number, angle: number) => `${radius * Math.sin(angle)} ${-radius * Math.cos(angle)}`
const WEDGE = `M${at(INNER, -HALF)} L${at(OUTER, -HALF)} A${OUTER} ${OUTER} 0 0 1 ${at(OUTER, HALF)} L${at(INNER, HALF)} Z`

function Pocket({ number, turn }: { number: number; turn: number }) {
  return (
    <g transform={`rotate(${turn})`}>
      <path d={WEDGE} fill={PAINT[rouletteColour(number)]} stroke="#d6953b" strokeWidth="0.6" />
      <text y="-91" textAnchor="middle" fontSize="9.5" fontWeight="600" fill="#fff">
        {number}
      </text>
    </g>
  )
}
