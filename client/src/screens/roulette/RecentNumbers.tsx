import { rouletteColour } from '@casino-club/shared'
import { useEffect, useMemo, useRef } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import type { Play } from '../games/use-play.ts'
import { type Frequency, hotAndCold } from './hot-cold.ts'

const SHOWN = 20

const PAINT = { green: 'bg-[#14704f]', red: 'bg-[#b3202f]', black: 'bg-[#1c1528] ring-1 ring-white/25' }

/** The club's last numbers, and which came often or rarely, with what that is worth: nothing. */
export function RecentNumbers({ play }: { play: Play<'roulette'> }) {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.games.recentNumbers)
  const eventId = play.phase === 'shown' ? play.outcome.eventId : null
  const heard = useRef(eventId)
  useEffect(() => {
    if (eventId !== null && heard.current !== eventId) again()
    heard.current = eventId
  }, [eventId, again])
  return (
    <Card title={t('roulette.recent')}>
      <Loadable load={load} again={again} failed={t('roulette.recentFailed')}>
        {({ numbers }) =>
          numbers.length === 0 ? <p className="text-mist">{t('roulette.recentNone')}</p> : <Recent numbers={numbers} />
        }
      </Loadable>
    </Card>
  )
}

function Recent({ numbers }: { numbers: readonly number[] }) {
  const { t } = useText()
  const { hot, cold } = useMemo(() => hotAndCold(numbers), [numbers])
  return (
    <>
      <ol data-testid="recent-numbers" className="flex flex-wrap gap-1.5">
        {numbers.slice(0, SHOWN).map((number, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same number may stand in several places
          <li key={index}>
            <Ball number={number} />
          </li>
        ))}
      </ol>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <Frequencies name={t('roulette.hot', { count: numbers.length })} frequencies={hot} />
        <Frequencies name={t('roulette.cold', { count: numbers.length })} frequencies={cold} />
      </div>
      <p className="mt-4 text-sm text-gold">{t('roulette.noMemory')}</p>
    </>
  )
}

function Frequencies({ name, frequencies }: { name: string; frequencies: readonly Frequency[] }) {
  const { t } = useText()
  return (
    <div>
      <h3 className="font-sans text-sm font-semibold text-mist">{name}</h3>
      <ul className="mt-2 flex flex-wrap gap-3 text-sm tabular-nums">
        {frequencies.map(({ number, count }) => (
          <li key={number} className="flex items-center gap-1.5">
            <Ball number={number} />
            {t('roulette.times', { count })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Ball({ number }: { number: number }) {
  const { t } = useText()
  const colour = rouletteColour(number)
  return (
    <span className={`grid size-8 place-items-center rounded-full text-xs font-semibold text-white ${PAINT[colour]}`}>
      {number}
      <span className="sr-only"> {t(`roulette.${colour}`)}</span>
    </span>
  )
}
