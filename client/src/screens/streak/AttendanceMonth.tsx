import type { StreakCalendar } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'

type Day = StreakCalendar['days'][number]

const WEEK = 7
/** Days in a row from which a day is as warm as it gets. */
const WARMEST = 7
/** 4 January 1970 was a Sunday. */
const A_SUNDAY = 4

interface MonthProps {
  readonly calendar: StreakCalendar
  readonly today: string
}

/** A month as a heat map: the longer the streak, the warmer the day. Each cell says in words what it is. */
export function AttendanceMonth({ calendar: { month, days }, today }: MonthProps) {
  const { t, language } = useText()
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  const name = format({ year: 'numeric', month: 'long' }).format(new Date(`${month}-01T00:00:00Z`))
  const weekday = format({ weekday: 'narrow' })
  const full = format({ weekday: 'long' })
  const known = new Map(days.map((day) => [day.day, day]))
  return (
    <table className="w-full table-fixed border-separate border-spacing-1 text-center text-xs" data-month={month}>
      <caption className="mb-1 text-left font-semibold">{t('streak.calendar', { month: name })}</caption>
      <thead>
        <tr>
          {Array.from({ length: WEEK }, (_, index) => Date.UTC(1970, 0, A_SUNDAY + index)).map((ms) => (
            <th key={ms} scope="col" abbr={full.format(ms)} className="font-normal text-mist">
              {weekday.format(ms)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.join()}>
            {week.map((day, index) => (
              <DayCell key={day ?? index} day={day} known={day ? known.get(day) : undefined} isToday={day === today} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, known, isToday }: { day: string | null; known: Day | undefined; isToday: boolean }) {
  const text = useText()
  if (day === null) return <td />
  const kind = text.t(`streak.kind.${known?.kind ?? 'none'}`)
  const number = Number(day.slice(-2))
  const label = text.t('streak.cell', { day: number, kind })
  const warmth = known?.kind === 'ticked' ? Math.min(known.count, WARMEST) / WARMEST : 0
  return (
    <td
      data-day={day}
      data-kind={known?.kind ?? 'none'}
      aria-current={isToday ? 'date' : undefined}
      title={label}
      className={`rounded-md py-1 tabular-nums ${isToday ? 'outline outline-gold' : ''} ${known?.kind === 'shielded' ? 'border border-dashed border-gold' : 'border border-white/10'}`}
      style={{ backgroundColor: warmth > 0 ? `rgb(233 196 106 / ${0.15 + warmth * 0.35})` : undefined }}
    >
      <span aria-hidden="true">
        {number}
        {known?.kind === 'visited' && '·'}
      </span>
      <span className="sr-only">{label}</span>
    </td>
  )
}

/** The weeks of a month from Sunday, with null where a day is of another month. */
function weeksOf(month: string): (string | null)[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const blank = first.getUTCDay()
  return Array.from({ length: Math.ceil((blank + length) / WEEK) }, (_, week) =>
    Array.from({ length: WEEK }, (_, weekday) => {
      const day = week * WEEK + weekday - blank + 1
      return day < 1 || day > length ? null : `${month}-${String(day).padStart(2, '0')}`
    }),
  )
}
