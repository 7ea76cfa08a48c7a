import { useSecondsUntil } from '../../room/use-now.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { type CrashShown, times } from './crash-view.ts'

const WIDTH = 100
const HEIGHT = 48
const POINTS = 40
/** The curve fills the picture from this multiplier on. */
const LEAST_TOP = 200

/** The curve from 1.00 to where the flight is, in the picture's units. */
export function flightPath(multiplier: number): string {
  const top = Math.max(multiplier, LEAST_TOP)
  const reach = Math.log(multiplier / 100) / Math.log(top / 100)
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const share = (index / POINTS) * reach
    const height = (Math.exp(share * Math.log(top / 100)) - 1) / (top / 100 - 1)
    return `${index === 0 ? 'M' : 'L'}${(share * WIDTH).toFixed(2)} ${(HEIGHT - height * (HEIGHT - 4)).toFixed(2)}`
  }).join(' ')
}

/** Where the flight is. What moves is a picture; what is said is said once a phase. */
export function Flight({ shown }: { shown: CrashShown }) {
  const { t } = useText()
  const { phase, multiplier, point } = shown
  const crashed = phase === 'crashed'
  return (
    <div
      data-testid="crash-flight"
      data-phase={phase}
      data-round={shown.roundId}
      data-multiplier={multiplier}
      data-point={point}
      className="relative overflow-hidden rounded-3xl border border-gold/30 bg-linear-to-b from-[#2a1b4a] to-[#120a22] p-5 sm:p-7"
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-44 w-full sm:h-60"
      >
        {phase === 'flying' || crashed ? (
          <path
            d={flightPath(Math.max(multiplier, 100))}
            fill="none"
            strokeWidth="1.4"
            strokeLinecap="round"
            className={crashed ? 'stroke-rose' : 'stroke-gold'}
            vectorEffect="non-scaling-stroke"
            style={{ strokeWidth: 4 }}
          />
        ) : null}
      </svg>
      <div className="absolute inset-0 grid place-items-center text-center">
        <div>
          <p
            aria-hidden={phase === 'flying'}
            className={`font-display text-5xl tabular-nums sm:text-7xl ${crashed ? 'text-rose' : 'gold-text'}`}
          >
            {phase === 'flying' || crashed ? `×${times(multiplier)}` : <Countdown shown={shown} />}
          </p>
          <p role="status" className="mt-2 text-sm text-mist">
            {t(`crash.phase.${phase}`, { point: times(point) })}
          </p>
        </div>
      </div>
    </div>
  )
}

function Countdown({ shown }: { shown: CrashShown }) {
  const { t } = useText()
  const seconds = useSecondsUntil(shown.bettingEndsAtMs)
  return <>{shown.phase === 'betting' ? t('crash.seconds', { seconds }) : '…'}</>
}
