import { NUMBERS } from './layout.ts'

export interface Frequency {
  readonly number: number
  readonly count: number
}

const SHOWN = 5

/** The numbers that came most and least often among the given ones; of equals the smaller number first. */
export function hotAndCold(recent: readonly number[]): { hot: Frequency[]; cold: Frequency[] } {
  const counts = NUMBERS.map((number) => ({ number, count: recent.filter((one) => one === number).length }))
  const hot = [...counts].sort((a, b) => b.count - a.count || a.number - b.number)
  const cold = [...counts].sort((a, b) => a.count - b.count || a.number - b.number)
  return { hot: hot.slice(0, SHOWN), cold: cold.slice(0, SHOWN) }
}
