import { type EvenBet, type RoulettePlace, WHEEL_SIZE } from '@casino-club/shared'

const ROWS = 12
const COLUMNS = 3

export const NUMBERS = Array.from({ length: WHEEL_SIZE }, (_, number) => number)

/**
 * A place of the betting table. The table stands upright: 0 on top, three numbers a row. `x` and `y` are its middle in
 * half fields from the left edge of the numbers and the top; `w` and `h` its size, for places that are a field of their
 * own. Places on a line or a crossing of lines have no size.
 */
export interface Spot {
  readonly id: string
  readonly place: RoulettePlace
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Size of the table in half fields: zero, the numbers, the columns; beside them dozens and even chances. */
export const TABLE_SIZE = { width: 10, height: 2 * (ROWS + 2) }

/** A stake's place as one word; the same place always has the same. */
export function placeId(place: RoulettePlace): string {
  if ('numbers' in place) return `${place.kind}:${place.numbers.join('-')}`
  return 'which' in place ? `${place.kind}:${place.which}` : place.kind
}

const spot = (place: RoulettePlace, x: number, y: number, w = 0, h = 0): Spot => ({
  id: placeId(place),
  place,
  x,
  y,
  w,
  h,
})

const rowY = (row: number) => 3 + 2 * row
const columnX = (column: number) => 1 + 2 * column

/** The places on and around one row of numbers, without those of the zero. */
function rowSpots(row: number): Spot[] {
  const [a, b, c] = [row * COLUMNS + 1, row * COLUMNS + 2, row * COLUMNS + 3]
  const [y, below] = [rowY(row), rowY(row) + 1]
  const spots = [
    spot({ kind: 'street', numbers: [a, b, c] }, 0, y),
    ...[a, b, c].map((number, column) => spot({ kind: 'straight', numbers: [number] }, columnX(column), y, 2, 2)),
    spot({ kind: 'split', numbers: [a, b] }, 2, y),
    spot({ kind: 'split', numbers: [b, c] }, 4, y),
  ]
  if (row === ROWS - 1) return spots
  return [
    ...spots,
    spot({ kind: 'sixLine', numbers: [a, b, c, a + 3, b + 3, c + 3] }, 0, below),
    ...[a, b, c].map((number, column) =>
      spot({ kind: 'split', numbers: [number, number + 3] }, columnX(column), below),
    ),
    spot({ kind: 'corner', numbers: [a, b, a + 3, b + 3] }, 2, below),
    spot({ kind: 'corner', numbers: [b, c, b + 3, c + 3] }, 4, below),
  ]
}

const zeroSpots: Spot[] = [
  spot({ kind: 'straight', numbers: [0] }, 3, 1, 6, 2),
  spot({ kind: 'firstFour', numbers: [0, 1, 2, 3] }, 0, 2),
  ...[1, 2, 3].map((number) => spot({ kind: 'split', numbers: [0, number] }, columnX(number - 1), 2)),
  spot({ kind: 'trio', numbers: [0, 1, 2] }, 2, 2),
  spot({ kind: 'trio', numbers: [0, 2, 3] }, 4, 2),
]

const EVENS: readonly EvenBet[] = ['low', 'even', 'red', 'black', 'odd', 'high']
const THREE = [1, 2, 3] as const

const outsideSpots: Spot[] = [
  ...THREE.map((which) => spot({ kind: 'column', which }, columnX(which - 1), rowY(ROWS), 2, 2)),
  ...THREE.map((which) => spot({ kind: 'dozen', which }, 7, 8 * which - 2, 2, 8)),
  ...EVENS.map((kind, index) => spot({ kind }, 9, 4 + 4 * index, 2, 4)),
]

/** Every place a stake can lie on, fields before the lines that lie over them. */
export const SPOTS: readonly Spot[] = [
  ...zeroSpots,
  ...Array.from({ length: ROWS }, (_, row) => rowSpots(row)).flat(),
  ...outsideSpots,
].sort((one, other) => Number(one.w === 0) - Number(other.w === 0))

export type Heading = 'left' | 'right' | 'up' | 'down'

const AHEAD: Record<Heading, (dx: number, dy: number) => readonly [along: number, aside: number]> = {
  left: (dx, dy) => [-dx, Math.abs(dy)],
  right: (dx, dy) => [dx, Math.abs(dy)],
  up: (dx, dy) => [-dy, Math.abs(dx)],
  down: (dx, dy) => [dy, Math.abs(dx)],
}
/** Keeping to the line matters more than a short way. */
const ASIDE_WEIGHT = 3

/** The place an arrow key goes to: the nearest in that direction; the same one at the edge. */
export function nextSpot(from: Spot, heading: Heading, spots: readonly Spot[] = SPOTS): Spot {
  let best = { spot: from, cost: Number.POSITIVE_INFINITY }
  for (const candidate of spots) {
    const [along, aside] = AHEAD[heading](candidate.x - from.x, candidate.y - from.y)
    const cost = along + ASIDE_WEIGHT * aside
    if (along > 0 && aside <= 2 * along && cost < best.cost) best = { spot: candidate, cost }
  }
  return best.spot
}
