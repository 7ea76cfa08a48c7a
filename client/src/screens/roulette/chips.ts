import type { RouletteBet, RoulettePlace } from '@casino-club/shared'
import { placeId } from './layout.ts'

/** The chips on the table in the order they were laid, so that the last one can be taken back. */
export type Chips = readonly RouletteBet[]

export function layChip(chips: Chips, place: RoulettePlace, amount: number): Chips {
  return [...chips, { ...place, amount }]
}

export function undoChip(chips: Chips): Chips {
  return chips.slice(0, -1)
}

export function clearPlace(chips: Chips, id: string): Chips {
  return chips.filter((chip) => placeId(chip) !== id)
}

export function totalOf(chips: Chips): number {
  return chips.reduce((sum, { amount }) => sum + amount, 0)
}

/** One bet a place, in the order the places were first used. */
export function betsOf(chips: Chips): RouletteBet[] {
  const bets = new Map<string, RouletteBet>()
  for (const chip of chips) {
    const id = placeId(chip)
    bets.set(id, { ...chip, amount: chip.amount + (bets.get(id)?.amount ?? 0) })
  }
  return [...bets.values()]
}

/** What lies on each place, by its id. */
export function amountsOf(chips: Chips): ReadonlyMap<string, number> {
  return new Map(betsOf(chips).map((bet) => [placeId(bet), bet.amount]))
}

const SIZES = [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000]
const OFFERED = 5

/** Chip sizes for the limits of a stake: up to five round ones, the smallest bet always among them. */
export function chipSizes({ min, max }: { readonly min: number; readonly max: number }): number[] {
  return [...new Set([min, ...SIZES.filter((size) => size > min && size <= max)])].slice(0, OFFERED)
}

/** More places than these the server does not take at once. */
const MOST_PLACES = 20

export type StakeTrouble = 'nothing' | 'tooMany' | 'tooLow' | 'tooHigh' | 'tooRich'

/** Whether the server would take these stakes, and if not why not; null: it would. */
export function stakeTrouble(
  chips: Chips,
  { min, max }: { readonly min: number; readonly max: number },
  coins: number,
): StakeTrouble | null {
  const total = totalOf(chips)
  if (chips.length === 0) return 'nothing'
  if (betsOf(chips).length > MOST_PLACES) return 'tooMany'
  if (betsOf(chips).some(({ amount }) => amount < min)) return 'tooLow'
  if (total > max) return 'tooHigh'
  return total > coins ? 'tooRich' : null
}
