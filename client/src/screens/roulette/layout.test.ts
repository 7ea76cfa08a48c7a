import { rouletteColour } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type Heading, NUMBERS, nextSpot, SPOTS, TABLE_SIZE } from './layout.ts'

const counts = Map.groupBy(SPOTS, ({ place }) => place.kind)
const find = (id: string) => {
  const found = SPOTS.find((spot) => spot.id === id)
  if (!found) throw new Error(`no spot ${id}`)
  return found
}

test.each([
  ['straight', 37],
  ['split', 60],
  ['street', 12],
  ['trio', 2],
  ['corner', 22],
  ['firstFour', 1],
  ['sixLine', 11],
  ['column', 3],
  ['dozen', 3],
  ['red', 1],
  ['high', 1],
] as const)('the table has every place: %s %i times', (kind, count) => {
  expect(counts.get(kind)).toHaveLength(count)
})

test('no two places are the same or lie over one another', () => {
  expect(new Set(SPOTS.map(({ id }) => id)).size).toBe(SPOTS.length)
  expect(new Set(SPOTS.map(({ x, y }) => `${x},${y}`)).size).toBe(SPOTS.length)
})

test('every place lies on the table', () => {
  for (const { x, y, w, h } of SPOTS) {
    expect(x - w / 2).toBeGreaterThanOrEqual(0)
    expect(x + w / 2).toBeLessThanOrEqual(TABLE_SIZE.width)
    expect(y - h / 2).toBeGreaterThanOrEqual(0)
    expect(y + h / 2).toBeLessThanOrEqual(TABLE_SIZE.height)
  }
})

test('a line or crossing lies in the middle of its numbers', () => {
  for (const { place, x, y } of SPOTS) {
    if (place.kind !== 'corner' && place.kind !== 'split') continue
    if (place.numbers.includes(0)) continue
    const of = place.numbers.map((number) => find(`straight:${number}`))
    const middle = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect([x, y]).toEqual([middle(of.map((spot) => spot.x)), middle(of.map((spot) => spot.y))])
  }
})

test('eighteen numbers are red, eighteen black, one green', () => {
  const colours = Map.groupBy(NUMBERS, rouletteColour)
  expect([colours.get('red')?.length, colours.get('black')?.length, colours.get('green')]).toEqual([18, 18, [0]])
})

describe('arrow keys', () => {
  test.each([
    ['straight:17', 'right', 'split:17-18'],
    ['split:17-18', 'right', 'straight:18'],
    ['straight:17', 'down', 'split:17-20'],
    ['straight:1', 'left', 'street:1-2-3'],
    ['street:1-2-3', 'up', 'firstFour:0-1-2-3'],
    ['straight:36', 'down', 'column:3'],
    ['red', 'down', 'black'],
    ['red', 'right', 'red'],
    ['straight:0', 'up', 'straight:0'],
  ] as const)('from %s going %s comes %s', (from, heading, to) => {
    expect(nextSpot(find(from), heading).id).toBe(to)
  })

  test('reach every place', () => {
    const reached = new Set([find('straight:0')])
    for (const from of reached) {
      for (const heading of ['left', 'right', 'up', 'down'] satisfies Heading[]) reached.add(nextSpot(from, heading))
    }
    expect(SPOTS.filter((spot) => !reached.has(spot)).map(({ id }) => id)).toEqual([])
  })
})
