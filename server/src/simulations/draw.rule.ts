import { divided, exact } from './exact.ts'
import type { SeededDraws } from './seeded-draws.ts'

/** What one player of the past would have done: of one draw, or of all of them where no chance is in it. */
export interface Part {
  readonly taken: boolean
  /** What is added to each figure. */
  readonly sums: readonly number[]
  /** Steps of time at which he took or finished it, each once or more. */
  readonly steps: readonly number[]
}

/** The sums of one draw of a population. */
export interface Drawn {
  readonly takers: number
  readonly sums: readonly number[]
  readonly steps: readonly number[]
}

/** How often each segment was drawn over all draws, and how often it took it. */
export class SegmentTally {
  readonly drawn: number[]
  readonly taken: number[]

  constructor(segments: number) {
    this.drawn = new Array<number>(segments).fill(0)
    this.taken = new Array<number>(segments).fill(0)
  }

  add(segment: number, taken: boolean): void {
    this.drawn[segment] = (this.drawn[segment] ?? 0) + 1
    if (taken) this.taken[segment] = (this.taken[segment] ?? 0) + 1
  }
}

export interface Population {
  /** The segment of each player who was read, by its number. */
  readonly segments: readonly number[]
  /** What the player of a place would have done, in this draw. */
  readonly act: (place: number, draws: SeededDraws) => Part
  readonly figures: number
  readonly steps: number
}

/** Draws so many players with replacement and adds up what they would have done. */
export function drawOnce(population: Population, players: number, draws: SeededDraws, tally: SegmentTally): Drawn {
  const sums = new Array<number>(population.figures).fill(0)
  const steps = new Array<number>(population.steps).fill(0)
  let takers = 0
  for (let drawn = 0; drawn < players; drawn++) {
    const place = draws.below(population.segments.length)
    const part = population.act(place, draws)
    tally.add(population.segments[place] ?? 0, part.taken)
    if (!part.taken) continue
    takers++
    for (const [index, amount] of part.sums.entries()) sums[index] = (sums[index] ?? 0) + amount
    for (const step of part.steps) steps[step] = (steps[step] ?? 0) + 1
  }
  return { takers, sums, steps }
}

export interface Spread {
  readonly p5: number
  readonly p50: number
  readonly p95: number
}

/** The nearest ranks of some values, of which there is one at least. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (percent: number) => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
  return { p5: at(5), p50: at(50), p95: at(95) }
}

/** The mean of whole figures, to hundredths. */
export function meanOf(values: readonly number[]): number {
  const sum = values.reduce((all, value) => all + exact(value), 0n)
  const hundredths = divided(sum * 100n, BigInt(values.length))
  return Number(hundredths / 100n) + Number(hundredths % 100n) / 100
}
