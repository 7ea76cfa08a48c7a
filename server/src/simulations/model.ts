import type { RewardTotals, SimulatedFigure, SimulationReply, SimulationWarning } from '@casino-club/shared'
import type { Drawn, Population } from './draw.rule.ts'
import { exact, toFigure } from './exact.ts'
import type { Reader } from './history.store.ts'
import type { DayAmounts } from './mission.rule.ts'

export const DAY_MS = 86_400_000
export const NOTHING: DayAmounts = { days: [], amounts: [] }
export type Figures = Readonly<Partial<Record<SimulatedFigure, number>>>

/** What is drawn from, and how one draw reads. */
export interface Model {
  readonly population: Population
  readonly figuresOf: (drawn: Drawn) => Figures
  /** Of a draw's steps, each of the players or of the players' windows. */
  readonly sharesOf: (drawn: Drawn, players: number) => readonly number[]
  readonly steps: readonly string[]
  readonly warnings: readonly SimulationWarning[]
  readonly assumptions: SimulationReply['assumptions']
}

/** The day of a number of days since 1970, `YYYY-MM-DD`. */
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** What rewards come to, so many times. */
export function paidOut({ coins, gems, tickets, xp, items }: RewardTotals, times: number): Figures {
  const all = (amount: number) => toFigure(exact(amount) * exact(times))
  const quantity = [...items.values()].reduce((sum, each) => sum + each, 0)
  return { coins: all(coins), gems: all(gems), tickets: all(tickets), xp: all(xp), items: all(quantity) }
}

/** The segments of some players, each once. */
export const segmentsOf = (readers: readonly Reader[]): (string | null)[] => [
  ...new Set(readers.map(({ segment }) => segment)),
]

export function populationOf(
  readers: readonly Reader[],
  sizes: Pick<Population, 'figures' | 'steps'>,
  act: Population['act'],
): Population {
  const known = new Map(segmentsOf(readers).map((segment, index) => [segment, index]))
  return { ...sizes, act, segments: readers.map(({ segment }) => known.get(segment) ?? 0) }
}
