import { describe, expect, test } from 'vitest'
import {
  EVEN_BETS,
  INSIDE_BETS,
  type InsideBet,
  isRoulettePlace,
  numbersOf,
  placeSize,
  ROULETTE_PLACES,
  rouletteColour,
} from './layout.ts'

const NUMBERS = Array.from({ length: 37 }, (_, number) => number)

/** Column (0 to 2) and row (0 to 11) of a number on the layout. */
const spot = (number: number) => ({ x: (number - 1) % 3, y: Math.floor((number - 1) / 3) })
const touches = (a: number, b: number): boolean => {
  if (a === 0) return b >= 1 && b <= 3
  const [p, q] = [spot(a), spot(b)]
  return Math.abs(p.x - q.x) + Math.abs(p.y - q.y) === 1
}

describe('the places of the layout', () => {
  test('are as many as a European table has', () => {
    const counts = Object.fromEntries(INSIDE_BETS.map((kind) => [kind, ROULETTE_PLACES[kind].length]))
    expect(counts).toEqual({ straight: 37, split: 60, street: 12, trio: 2, corner: 22, firstFour: 1, sixLine: 11 })
  })

  test('all are different, ascending and of one size', () => {
    for (const kind of INSIDE_BETS) {
      const places = ROULETTE_PLACES[kind]
      expect(new Set(places.map(String)).size).toBe(places.length)
      for (const numbers of places) {
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        expect(numbers.length).toBe(placeSize(kind))
        expect(NUMBERS).toEqual(expect.arrayContaining([...numbers]))
      }
    }
  })

  test('of a split are exactly the numbers that touch', () => {
    for (const a of NUMBERS) {
      for (const b of NUMBERS) expect(isRoulettePlace('split', [a, b])).toBe(a < b && touches(a, b))
    }
  })

  test('of a corner are exactly the squares of four', () => {
    for (const [a, b, c, d] of ROULETTE_PLACES.corner as [number, number, number, number][]) {
      expect([touches(a, b), touches(a, c), touches(b, d), touches(c, d), touches(b, c)]).toEqual([
        true,
        true,
        true,
        true,
        false,
      ])
    }
  })

  test('of a street are a row, of a six line two rows', () => {
    for (const numbers of ROULETTE_PLACES.street) expect(new Set(numbers.map((n) => spot(n).y)).size).toBe(1)
    for (const numbers of ROULETTE_PLACES.sixLine) expect(new Set(numbers.map((n) => spot(n).y)).size).toBe(2)
  })

  test.each<[InsideBet, number[]]>([
    ['straight', [37]],
    ['straight', [1, 2]],
    ['split', [3, 4]],
    ['split', [2, 1]],
    ['split', [0, 4]],
    ['street', [2, 3, 4]],
    ['street', [0, 1, 2]],
    ['trio', [0, 1, 3]],
    ['trio', [1, 2, 3]],
    ['corner', [3, 4, 6, 7]],
    ['corner', [0, 1, 2, 3]],
    ['firstFour', [1, 2, 4, 5]],
    ['sixLine', [2, 3, 4, 5, 6, 7]],
    ['sixLine', [1, 2, 3, 7, 8, 9]],
  ])('has no %s at %o', (kind, numbers) => {
    expect(isRoulettePlace(kind, numbers)).toBe(false)
  })
})

describe('the outside bets', () => {
  test('split 1 to 36 evenly, and zero is in none of them', () => {
    const numbered = NUMBERS.slice(1)
    for (const kind of ['column', 'dozen'] as const) {
      const groups = ([1, 2, 3] as const).map((which) => numbersOf({ kind, which }))
      expect(groups.map(({ length }) => length)).toEqual([12, 12, 12])
      expect(groups.flat().sort((a, b) => a - b)).toEqual(numbered)
      expect(placeSize(kind)).toBe(12)
    }
    for (const [one, other] of [
      ['red', 'black'],
      ['odd', 'even'],
      ['low', 'high'],
    ] as const) {
      const both = [...numbersOf({ kind: one }), ...numbersOf({ kind: other })]
      expect(both.sort((a, b) => a - b)).toEqual(numbered)
    }
    for (const kind of EVEN_BETS) expect([numbersOf({ kind }).length, placeSize(kind)]).toEqual([18, 18])
  })

  test('are named as on the table', () => {
    expect(numbersOf({ kind: 'column', which: 1 }).slice(0, 3)).toEqual([1, 4, 7])
    expect(numbersOf({ kind: 'column', which: 3 }).slice(-2)).toEqual([33, 36])
    expect(numbersOf({ kind: 'dozen', which: 2 })).toEqual(NUMBERS.slice(13, 25))
    expect(numbersOf({ kind: 'odd' })).toContain(17)
    expect(numbersOf({ kind: 'low' }).at(-1)).toBe(18)
  })

  test('have the colours of the wheel', () => {
    // Clockwise from zero, red and black alternate.
    const wheel = [32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10]
    wheel.push(5, 24, 16, 33, 1, 20, 14, 31, 9, 22, 18, 29, 7, 28, 12, 35, 3, 26)
    expect(wheel.map(rouletteColour)).toEqual(wheel.map((_, index) => (index % 2 === 0 ? 'red' : 'black')))
    expect(rouletteColour(0)).toBe('green')
  })
})
