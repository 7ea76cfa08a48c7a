import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import type { StakeRefusal } from '../games/limits.ts'
import { must } from '../must.ts'
import { refuse } from '../reasons.ts'
import { rouletteGame } from './game.ts'
import { INSIDE_BETS, ROULETTE_PLACES } from './layout.ts'
import {
  highestRouletteWin,
  hotAndCold,
  type RouletteBet,
  type RouletteChoice,
  rouletteChoiceSchema,
  spinRoulette,
} from './spin.ts'
import { STANDARD_ROULETTE_TABLE as TABLE } from './table.ts'

const red = (amount: number): RouletteBet => ({ kind: 'red', amount })
const straight = (number: number, amount: number): RouletteBet => ({ kind: 'straight', numbers: [number], amount })
const betting = (...bets: RouletteBet[]): RouletteChoice => ({ bets })
const landing = (number: number) => ({ below: () => number })
const NUMBERS = Array.from({ length: 37 }, (_, number) => number)

/** Up to twenty bets anywhere, the same in every run. */
function someChoices(count: number): RouletteChoice[] {
  const stream = fairStream({ serverSeed: '5e'.repeat(32), clientSeed: 'chips', nonce: 0 })
  const oneOf = <T>(list: readonly T[]): T => must(list[stream.below(list.length)])
  const aBet = (): RouletteBet => {
    const amount = 10 + stream.below(500)
    const sort = stream.below(4)
    if (sort === 0) return { kind: oneOf(['red', 'black', 'odd', 'even', 'low', 'high'] as const), amount }
    if (sort === 1) return { kind: oneOf(['column', 'dozen'] as const), which: oneOf([1, 2, 3] as const), amount }
    const kind = oneOf(INSIDE_BETS)
    return { kind, numbers: [...oneOf(ROULETTE_PLACES[kind])], amount }
  }
  return Array.from({ length: count }, () => ({ bets: Array.from({ length: 1 + stream.below(20) }, aBet) }))
}

describe('a choice', () => {
  const parses = (body: unknown) => rouletteChoiceSchema.safeParse(body).success

  test('may hold a bet on every place there is', () => {
    for (const kind of INSIDE_BETS) {
      for (const numbers of ROULETTE_PLACES[kind]) expect(parses({ bets: [{ kind, numbers, amount: 10 }] })).toBe(true)
    }
    for (const choice of someChoices(100)) expect(rouletteChoiceSchema.parse(choice)).toEqual(choice)
  })

  test.each<[string, object]>([
    ['no bets', { bets: [] }],
    ['more than twenty bets', { bets: Array.from({ length: 21 }, () => red(10)) }],
    ['an unknown field', { bets: [red(10)], lucky: true }],
    ['an unknown field of a bet', { bets: [{ ...red(10), numbers: [1] }] }],
    ['an unknown kind', { bets: [{ kind: 'voisins', amount: 10 }] }],
    ['an amount of nothing', { bets: [red(0)] }],
    ['an amount of a fraction', { bets: [red(10.5)] }],
    ['a number beyond the wheel', { bets: [straight(37, 10)] }],
    ['a negative number', { bets: [straight(-1, 10)] }],
    ['numbers that do not touch', { bets: [{ kind: 'split', numbers: [3, 4], amount: 10 }] }],
    ['numbers out of order', { bets: [{ kind: 'split', numbers: [2, 1], amount: 10 }] }],
    ['a number twice', { bets: [{ kind: 'split', numbers: [1, 1], amount: 10 }] }],
    ['too few numbers', { bets: [{ kind: 'street', numbers: [1, 2], amount: 10 }] }],
    ['an inside bet without numbers', { bets: [{ kind: 'corner', amount: 10 }] }],
    ['a fourth dozen', { bets: [{ kind: 'dozen', which: 4, amount: 10 }] }],
  ])('is no choice with %s', (_, body) => {
    expect(parses(body)).toBe(false)
  })

  const refusals = {
    BET_TOO_LOW: [betting(red(100), straight(7, 9)), 'the least bet is 10'],
    BET_ABOVE_LIMIT: [betting(red(4_000), straight(7, 1_001)), 'the highest bet of this rank is 5000'],
  } satisfies Record<StakeRefusal, [RouletteChoice, string]>

  test.each(Object.entries(refusals))('is refused: %s', (reason, [choice, message]) => {
    expect(rouletteGame.refuseChoice(TABLE, choice, 'STANDARD')).toEqual(refuse(reason as StakeRefusal, message))
  })

  test('may stand on both limits, and costs the sum of its bets', () => {
    const choice = betting(red(4_990), straight(7, 10))
    expect(rouletteGame.refuseChoice(TABLE, choice, 'STANDARD')).toBeUndefined()
    expect(rouletteGame.stakeOf(TABLE, choice)).toEqual({ currency: 'coins', amount: 5_000 })
  })
})

describe('a spin', () => {
  test.each<[RouletteBet, number, number, number]>([
    [straight(17, 10), 17, 16, 360],
    [{ kind: 'split', numbers: [0, 2], amount: 10 }, 0, 1, 180],
    [{ kind: 'street', numbers: [34, 35, 36], amount: 10 }, 36, 33, 120],
    [{ kind: 'trio', numbers: [0, 2, 3], amount: 10 }, 3, 1, 120],
    [{ kind: 'corner', numbers: [1, 2, 4, 5], amount: 10 }, 5, 3, 90],
    [{ kind: 'firstFour', numbers: [0, 1, 2, 3], amount: 10 }, 0, 4, 90],
    [{ kind: 'sixLine', numbers: [1, 2, 3, 4, 5, 6], amount: 10 }, 6, 7, 60],
    [{ kind: 'column', which: 3, amount: 10 }, 36, 0, 30],
    [{ kind: 'dozen', which: 1, amount: 10 }, 12, 13, 30],
    [red(10), 1, 2, 20],
    [{ kind: 'black', amount: 10 }, 2, 0, 20],
    [{ kind: 'odd', amount: 10 }, 35, 36, 20],
    [{ kind: 'even', amount: 10 }, 36, 0, 20],
    [{ kind: 'low', amount: 10 }, 18, 0, 20],
    [{ kind: 'high', amount: 10 }, 19, 18, 20],
  ])('of %o', (bet, hit, miss, win) => {
    expect(spinRoulette(TABLE, betting(bet), landing(hit)).win).toBe(win)
    expect(spinRoulette(TABLE, betting(bet), landing(miss)).win).toBe(0)
  })

  test('pays every bet by itself, in the order of the choice', () => {
    const choice = betting(straight(7, 10), red(100), { kind: 'even', amount: 50 }, straight(7, 20))
    expect(spinRoulette(TABLE, choice, landing(7))).toEqual({
      number: 7,
      colour: 'red',
      wins: [360, 200, 0, 720],
      win: 1_280,
    })
  })

  test('draws once, below 37, however many bets', () => {
    for (const choice of someChoices(5)) {
      const bounds: number[] = []
      spinRoulette(TABLE, choice, { below: (bound) => bounds.push(bound) })
      expect(bounds).toEqual([37])
    }
  })

  test('is the same for ever from the same seeds and nonce', () => {
    const spins = Array.from({ length: 10 }, (_, nonce) =>
      spinRoulette(TABLE, betting(red(10)), fairStream({ serverSeed: 'ab'.repeat(32), clientSeed: 'me', nonce })),
    )
    // By the published description, worked out apart from this code.
    expect(spins.map(({ number }) => number)).toEqual([33, 9, 1, 22, 25, 13, 15, 0, 26, 14])
  })

  test('never pays more than the highest win, and pays that for some number', () => {
    for (const choice of someChoices(200)) {
      const wins = NUMBERS.map((number) => spinRoulette(TABLE, choice, landing(number)).win)
      expect(Math.max(...wins)).toBe(highestRouletteWin(TABLE, choice))
    }
    // Two numbers cannot both come.
    expect(highestRouletteWin(TABLE, betting(straight(1, 10), straight(2, 20), red(10)))).toBe(720)
  })
})

test('a play shows the number and every bet, counts the number and carries nothing on', () => {
  const played = rouletteGame.play(TABLE, betting(red(10), straight(0, 10)), {}, landing(0))
  expect(played).toEqual({
    drawn: { number: 0, colour: 'green', wins: [0, 360] },
    win: 360,
    carried: {},
    counted: [{ kind: 'wheel', outcome: '0' }],
  })
  expect(rouletteGame.drawnSchema.parse(played.drawn)).toEqual(played.drawn)
  expect(rouletteGame.carriedOf(played.drawn)).toEqual({ before: {}, after: {} })
})

test('hot and cold numbers are counted by number', () => {
  const counts = hotAndCold([0, 36, 7, 7, 0, 7])
  expect(counts.length).toBe(37)
  expect([counts[0], counts[7], counts[36], counts[1]]).toEqual([2, 3, 1, 0])
  expect(() => hotAndCold([37])).toThrow(RangeError)
})
