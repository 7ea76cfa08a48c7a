import type { ProductBody, UserLimitPeriod } from '@casino-club/shared'
import type { Part } from './draw.rule.ts'
import type { DayAmounts } from './mission.rule.ts'
import type { SeededDraws } from './seeded-draws.ts'

export interface OfferTerms {
  /** What one costs, in the currency that the occasions are of. */
  readonly price: number
  readonly takePercent: number
  readonly userLimits: ProductBody['userLimits']
  /** The number of the first day since 1970. */
  readonly firstDay: number
  /** Days on which it would be sold, from the first on. */
  readonly openDays: number
}

const WHOLE_PERCENT = 100
const NOTHING: Part = { taken: false, sums: [0, 0], steps: [] }
/** 1 January 1970 was a Thursday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7)
const DAY_MS = 86_400_000

/** Which of a player's limits a day counts in. */
function periodsOf(day: number): Readonly<Record<UserLimitPeriod, string>> {
  const date = new Date(day * DAY_MS)
  return { ever: '', day: `${day}`, week: `${weekOf(day)}`, month: `${date.getUTCFullYear()}-${date.getUTCMonth()}` }
}

/**
 * What a player would have bought: every time he paid as much at once is an occasion, of which some are taken. The sums are
 * units, and what he had paid on the occasions that he took.
 */
export function offerPart(paid: DayAmounts, terms: OfferTerms, draws: SeededDraws): Part {
  const { price, takePercent, userLimits, firstDay, openDays } = terms
  const used = new Map<string, number>()
  const steps: number[] = []
  let instead = 0
  for (const [index, day] of paid.days.entries()) {
    const amount = paid.amounts[index] ?? 0
    if (amount < price || day >= openDays || draws.below(WHOLE_PERCENT) >= takePercent) continue
    const periods = Object.entries(periodsOf(firstDay + day)) as [UserLimitPeriod, string][]
    const keys = periods.map(([period, of]) => [`${period} ${of}`, userLimits[period] ?? Infinity] as const)
    if (keys.some(([key, most]) => (used.get(key) ?? 0) >= most)) continue
    for (const [key] of keys) used.set(key, (used.get(key) ?? 0) + 1)
    steps.push(day)
    instead += amount
  }
  return steps.length === 0 ? NOTHING : { taken: true, sums: [steps.length, instead], steps }
}
