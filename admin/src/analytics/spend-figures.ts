import type { SpendReply } from '@casino-club/shared'
import type { Period } from './question.ts'

type Step = Pick<SpendReply['rows'][number], 'day' | 'netWon' | 'arpdau'>
const DAY_MS = 86_400_000

/** The first day of the period after the one that begins on a day. */
function after(day: string, by: Period): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const nextMs = by === 'month' ? Date.UTC(year, month, 1) : Date.parse(day) + (by === 'week' ? 7 : 1) * DAY_MS
  return new Date(nextMs).toISOString().slice(0, 10)
}

/**
 * The rows for a chart, with a step for every period between the first and the last: some players may have been away
 * on a day, and a day that is missing would draw its neighbours together. Beyond the last nothing is known, so nothing is added.
 */
export function everyStep(rows: readonly Step[], by: Period): Step[] {
  const last = rows.at(-1)?.day ?? ''
  const known = new Map(rows.map((row) => [row.day, row]))
  const steps: Step[] = []
  for (let day = rows[0]?.day ?? last; day !== '' && day <= last; day = after(day, by)) {
    const { netWon = 0, arpdau = null } = known.get(day) ?? {}
    steps.push({ day, netWon, arpdau })
  }
  return steps
}
