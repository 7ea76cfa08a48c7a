import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { rouletteGame } from '../roulette/game.ts'
import { slotGame } from '../slot/game.ts'
import { chiSquareTail, drawsOfLook, FALSE_ALARM_RATE, measureDrift, thresholdOfLook } from './drift.ts'
import { anyGame, type KindAnalysis } from './game.ts'

test.each([
  // Abramowitz and Stegun, table 26.7, and exact values of the exponential (two degrees).
  [3.841_458_82, 1, 0.05],
  [6.634_896_6, 1, 0.01],
  [2 * Math.log(1_000), 2, 0.001],
  [18.307_038_05, 10, 0.05],
  [55.758_479_28, 40, 0.05],
  [149.449_252_78, 100, 0.001],
  [0, 5, 1],
])('the chance to pass %d at %i degrees is %d', (x, degrees, chance) => {
  expect(chiSquareTail(x, degrees)).toBeCloseTo(chance, 7)
})

test('all looks together use up the false alarm rate and no more', () => {
  let spent = 0
  for (let look = 1; look <= 10_000; look++) spent += thresholdOfLook(look)
  expect(spent).toBeLessThan(FALSE_ALARM_RATE / 4)
  expect(spent).toBeGreaterThan((0.999 * FALSE_ALARM_RATE) / 4)
  expect([drawsOfLook(1), drawsOfLook(2), drawsOfLook(11)]).toEqual([1_000, 2_000, 1_024_000])
})

function firstKind(analysis: { kinds: readonly KindAnalysis[] }): KindAnalysis {
  const [kind] = analysis.kinds
  if (kind === undefined) throw new Error('no kinds')
  return kind
}

const ROULETTE = firstKind(rouletteGame.analyse(rouletteGame.standardTable))

/** Spins of a table, counted as the club counts them, looked at as the club looks at them. */
function alarmsOf(table: typeof slotGame.standardTable, exact: KindAnalysis, draws: number): number {
  const game = anyGame(slotGame)
  const counts = new Map<string, number>()
  const serverSeed = createHash('sha256').update('drift').digest('hex')
  let carried: Record<string, number> = { streak: 0 }
  let look = 1
  for (let nonce = 0; nonce < draws; nonce++) {
    const played = game.play(table, { bet: 10 }, carried, fairStream({ serverSeed, clientSeed: 'drift', nonce }))
    carried = played.carried
    for (const { outcome } of played.counted) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    if (nonce + 1 !== drawsOfLook(look)) continue
    if (measureDrift(exact, counts).pValue < thresholdOfLook(look)) return nonce + 1
    look++
  }
  return 0
}

describe('a table', () => {
  const exact = firstKind(slotGame.analyse(slotGame.standardTable))

  test('that draws as it says is not stopped', () => {
    expect(alarmsOf(slotGame.standardTable, exact, 64_000)).toBe(0)
  })

  test('whose reels were loaded a little is stopped within some thousand draws', () => {
    const [cherry, ...others] = slotGame.standardTable.symbols
    if (cherry === undefined) throw new Error('no symbols')
    const loaded = {
      ...slotGame.standardTable,
      symbols: [{ ...cherry, weights: [20, 20, 20] as [number, number, number] }, ...others],
    }
    expect(alarmsOf(loaded, exact, 64_000)).toBeGreaterThan(0)
  })

  test('that brings what cannot be is stopped at the first look', () => {
    expect(measureDrift(ROULETTE, new Map([['37', 1]])).pValue).toBe(0)
  })

  test('with one number too often is measured as such', () => {
    const even = new Map(Array.from({ length: 37 }, (_, number) => [`${number}`, 1_000] as const))
    expect(measureDrift(ROULETTE, even)).toMatchObject({ draws: 37_000, degrees: 36, pValue: 1 })
    expect(measureDrift(ROULETTE, new Map([...even, ['17', 1_400]])).pValue).toBeLessThan(1e-9)
  })
})

test('outcomes too rare to be measured alone are taken together', () => {
  const odds = (outcome: string, n: number) => ({
    outcome,
    multiplier: 1,
    probability: { numerator: `${n}`, denominator: '1000' },
    percent: n / 10,
  })
  const kind = { ...ROULETTE, outcomes: [odds('often', 990), odds('a', 4), odds('b', 3), odds('c', 3)] }
  const measured = measureDrift(
    kind,
    new Map([
      ['often', 49_500],
      ['a', 500],
    ]),
  )
  expect(measured).toMatchObject({ draws: 50_000, degrees: 1, pValue: expect.closeTo(1, 9) })
})
