import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, ONE, ratio, toRational, ZERO } from '../rational.ts'
import { drawLottery, lotteryChoiceSchema, lotteryWin, matchesOf } from './drawing.ts'
import { analyseLottery, chanceOfMatches, lotteryGame } from './game.ts'
import { type LotteryTable, lotteryTableSchema, STANDARD_LOTTERY_TABLE as TABLE } from './table.ts'

const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
const SMALL: LotteryTable = { ...TABLE, pool: 7, picks: 3, prizes: [0, 0, 2, 20] }

/** All sets of so many numbers up to `pool`. */
function subsets(pool: number, picks: number, from = 1): number[][] {
  if (picks === 0) return [[]]
  const sets: number[][] = []
  for (let first = from; first <= pool - picks + 1; first++) {
    for (const rest of subsets(pool, picks - 1, first + 1)) sets.push([first, ...rest])
  }
  return sets
}

test('the exact odds are those of counting every drawing', () => {
  const ticket = { numbers: [2, 3, 7] }
  const all = subsets(SMALL.pool, SMALL.picks)
  for (let matches = 0; matches <= SMALL.picks; matches++) {
    const found = all.filter((numbers) => matchesOf(ticket, { numbers }) === matches).length
    expect(chanceOfMatches(SMALL, matches)).toEqual(ratio(found, all.length))
  }
  const paid = all.reduce((sum, numbers) => sum + lotteryWin(SMALL, ticket, { numbers }), 0)
  expect(toRational(must(must(analyseLottery(SMALL).kinds[0]).rtp))).toEqual(ratio(paid, all.length * SMALL.price))
})

test('the shipped lottery returns what it promises', () => {
  const [kind] = analyseLottery(TABLE).kinds
  expect(kind).toMatchObject({ rtpPercent: 90.171642, maxWinMultiple: 40_000 })
  expect(
    must(kind)
      .outcomes.map(({ probability }) => toRational(probability))
      .reduce(add, ZERO),
  ).toEqual(ONE)
  expect(must(must(kind).outcomes[5]).probability).toEqual({ numerator: '1', denominator: '142506' })
})

test('every set is drawn about equally often, and each number in rising order', () => {
  const rounds = 70_000
  const counts = new Map<string, number>()
  for (let nonce = 0; nonce < rounds; nonce++) {
    const stream = fairStream({ serverSeed: '1e'.repeat(32), clientSeed: 'lottery', nonce }, nodeHmac)
    const key = drawLottery(SMALL, stream).numbers.join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual(
    subsets(7, 3)
      .map((set) => set.join(' '))
      .sort(),
  )
  const expected = rounds / counts.size
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // The 99.9 % point at 34 degrees of freedom.
  expect(chiSquare).toBeLessThan(65.247)
}, 60_000)

describe('a ticket', () => {
  test('is sorted, and has each number once', () => {
    expect(lotteryChoiceSchema.parse({ numbers: [9, 1, 5] })).toEqual({ numbers: [1, 5, 9] })
    for (const numbers of [[1, 1], [], [0], [1.5], [91], 'all', [1, null]]) {
      expect(lotteryChoiceSchema.safeParse({ numbers }).success, `${numbers}`).toBe(false)
    }
  })

  test.each([
    [[1, 2, 3, 4], true],
    [[1, 2, 3, 4, 5], false],
    [[1, 2, 3, 4, 31], true],
  ])('%o is refused: %s', (numbers, refused) => {
    expect(lotteryGame.refuseChoice(TABLE, { numbers }, 'VIP') !== undefined).toBe(refused)
  })
})

test.each<[string, object]>([
  ['more picks than numbers in the pool', { pool: 5, picks: 6, prizes: [0, 0, 0, 0, 0, 0, 1] }],
  ['prizes must be one for each count of matches, from none to all', { prizes: [0, 1] }],
  ['a prize below that of fewer matches', { prizes: [0, 5, 2, 10, 100, 1_000] }],
  ['no prize at all', { prizes: [0, 0, 0, 0, 0, 0] }],
  ['declaredRtp is upside down', { declaredRtp: { minBasisPoints: 2, maxBasisPoints: 1 } }],
])('a table is refused: %s', (why, change) => {
  const parsed = lotteryTableSchema.safeParse({ ...TABLE, ...change })
  expect(parsed.error?.issues.map(({ message }) => message)).toContain(why)
})
