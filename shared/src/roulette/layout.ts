/** The places of a European table (single zero): which numbers a bet may cover, and which colour they have. */
import { must } from '../must.ts'

/** Numbers of the wheel: 0 to 36. */
export const WHEEL_SIZE = 37
const LAST = WHEEL_SIZE - 1

export const INSIDE_BETS = ['straight', 'split', 'street', 'trio', 'corner', 'firstFour', 'sixLine'] as const
export const GROUP_BETS = ['column', 'dozen'] as const
export const EVEN_BETS = ['red', 'black', 'odd', 'even', 'low', 'high'] as const
export const ROULETTE_KINDS = [...INSIDE_BETS, ...GROUP_BETS, ...EVEN_BETS] as const
export type InsideBet = (typeof INSIDE_BETS)[number]
export type GroupBet = (typeof GROUP_BETS)[number]
export type EvenBet = (typeof EVEN_BETS)[number]
export type RouletteKind = (typeof ROULETTE_KINDS)[number]

export const ROULETTE_COLOURS = ['green', 'red', 'black'] as const
export type RouletteColour = (typeof ROULETTE_COLOURS)[number]

const REDS: ReadonlySet<number> = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36])

export function rouletteColour(number: number): RouletteColour {
  if (number === 0) return 'green'
  return REDS.has(number) ? 'red' : 'black'
}

const WHEEL = Array.from({ length: WHEEL_SIZE }, (_, number) => number)
/** Rows of three from 1, 2, 3 up to 34, 35, 36; a number and its neighbour in the row differ by 1, the next row by 3. */
const NUMBERS = WHEEL.slice(1)
const rowStarts = NUMBERS.filter((number) => number % 3 === 1)
const withNeighbour = NUMBERS.filter((number) => number % 3 !== 0)
const run = (first: number, length: number) => Array.from({ length }, (_, index) => first + index)

/** Every place of an inside bet, its numbers ascending. Zero touches 1, 2 and 3. */
export const ROULETTE_PLACES: Readonly<Record<InsideBet, readonly (readonly number[])[]>> = {
  straight: WHEEL.map((number) => [number]),
  split: [
    ...[1, 2, 3].map((number) => [0, number]),
    ...withNeighbour.map((number) => [number, number + 1]),
    ...NUMBERS.filter((number) => number + 3 <= LAST).map((number) => [number, number + 3]),
  ],
  street: rowStarts.map((first) => run(first, 3)),
  trio: [
    [0, 1, 2],
    [0, 2, 3],
  ],
  corner: withNeighbour.filter((number) => number + 4 <= LAST).map((n) => [n, n + 1, n + 3, n + 4]),
  firstFour: [[0, 1, 2, 3]],
  sixLine: rowStarts.filter((first) => first + 5 <= LAST).map((first) => run(first, 6)),
}

const KNOWN: ReadonlySet<string> = new Set(
  INSIDE_BETS.flatMap((kind) => ROULETTE_PLACES[kind].map((numbers) => `${kind} ${numbers}`)),
)

/** Whether a chip of this kind can lie on exactly these numbers, given in ascending order. */
export function isRoulettePlace(kind: InsideBet, numbers: readonly number[]): boolean {
  return KNOWN.has(`${kind} ${numbers}`)
}

const EVEN_CHANCES: Readonly<Record<EvenBet, readonly number[]>> = {
  red: NUMBERS.filter((number) => rouletteColour(number) === 'red'),
  black: NUMBERS.filter((number) => rouletteColour(number) === 'black'),
  odd: NUMBERS.filter((number) => number % 2 === 1),
  even: NUMBERS.filter((number) => number % 2 === 0),
  low: NUMBERS.filter((number) => number <= LAST / 2),
  high: NUMBERS.filter((number) => number > LAST / 2),
}

const GROUPS: Readonly<Record<GroupBet, (which: number) => readonly number[]>> = {
  column: (which) => NUMBERS.filter((number) => number % 3 === which % 3),
  dozen: (which) => NUMBERS.filter((number) => Math.ceil(number / 12) === which),
}

/** Where a chip lies. */
export type RoulettePlace =
  | { readonly kind: InsideBet; readonly numbers: readonly number[] }
  | { readonly kind: GroupBet; readonly which: 1 | 2 | 3 }
  | { readonly kind: EvenBet }

/** The numbers a chip covers. Zero is covered by inside bets alone. */
export function numbersOf(place: RoulettePlace): readonly number[] {
  if ('numbers' in place) return place.numbers
  return 'which' in place ? GROUPS[place.kind](place.which) : EVEN_CHANCES[place.kind]
}

/** How many numbers a bet of this kind covers, wherever it lies. */
export function placeSize(kind: RouletteKind): number {
  if (isInside(kind)) return must(ROULETTE_PLACES[kind][0]).length
  return kind === 'column' || kind === 'dozen' ? GROUPS[kind](1).length : EVEN_CHANCES[kind].length
}

const isInside = (kind: RouletteKind): kind is InsideBet => kind in ROULETTE_PLACES
