import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import type { StakeRefusal } from '../games/limits.ts'
import { refuse } from '../reasons.ts'
import { rpsGame } from './game.ts'
import { STANDARD_RPS_TABLE as TABLE } from './table.ts'
import { RPS_HANDS, type RpsChoice, type RpsHand, rpsChoiceSchema, rpsResult, throwHand } from './throw.ts'

const aChoice = (change: Partial<RpsChoice> = {}): RpsChoice => ({ bet: 100, hand: 'rock', ...change })
const showing = (house: RpsHand) => ({ below: () => RPS_HANDS.indexOf(house) })

test('rock beats scissors, scissors beat paper, paper beats rock', () => {
  const beats: [RpsHand, RpsHand][] = [
    ['rock', 'scissors'],
    ['scissors', 'paper'],
    ['paper', 'rock'],
  ]
  for (const [better, worse] of beats) {
    expect(rpsResult(better, worse)).toBe('win')
    expect(rpsResult(worse, better)).toBe('lose')
    expect(rpsResult(better, better)).toBe('draw')
  }
})

describe('a choice', () => {
  test.each<[string, object]>([
    ['an unknown field', { ...aChoice(), house: 'paper' }],
    ['no hand', { bet: 100 }],
    ['a hand of its own', { bet: 100, hand: 'well' }],
    ['a bet of nothing', aChoice({ bet: 0 })],
    ['a bet of a fraction', aChoice({ bet: 10.5 })],
  ])('is no choice with %s', (_, body) => {
    expect(rpsChoiceSchema.safeParse(body).success).toBe(false)
  })

  const refusals = {
    BET_TOO_LOW: [aChoice({ bet: 9 }), 'the least bet is 10'],
    BET_ABOVE_LIMIT: [aChoice({ bet: 5_001 }), 'the highest bet of this rank is 5000'],
  } satisfies Record<StakeRefusal, [RpsChoice, string]>

  test.each(Object.entries(refusals))('is refused: %s', (reason, [choice, message]) => {
    expect(rpsGame.refuseChoice(TABLE, choice, 'STANDARD')).toEqual(refuse(reason as StakeRefusal, message))
  })

  test('may stand on both limits', () => {
    expect(rpsGame.refuseChoice(TABLE, aChoice({ bet: 10 }), 'STANDARD')).toBeUndefined()
    expect(rpsGame.refuseChoice(TABLE, aChoice({ bet: 100_000 }), 'VIP')).toBeUndefined()
  })
})

describe('a throw', () => {
  test.each<[RpsHand, number, string, number]>([
    ['scissors', 100, 'win', 194],
    ['scissors', 33, 'win', 64],
    ['scissors', 1_000_000_000, 'win', 1_940_000_000],
    ['rock', 33, 'draw', 33],
    ['paper', 33, 'lose', 0],
  ])('of rock against %s for %d is a %s of %d', (house, bet, result, win) => {
    expect(throwHand(TABLE, aChoice({ bet }), showing(house))).toEqual({ house, result, win })
  })

  test('draws once, below three, whatever the hand', () => {
    for (const hand of RPS_HANDS) {
      const bounds: number[] = []
      throwHand(TABLE, aChoice({ hand }), { below: (bound) => bounds.push(bound) })
      expect(bounds).toEqual([3])
    }
  })

  test('is the same for ever from the same seeds and nonce', () => {
    const hands = Array.from({ length: 10 }, (_, nonce) =>
      throwHand(TABLE, aChoice(), fairStream({ serverSeed: 'ab'.repeat(32), clientSeed: 'me', nonce })),
    )
    // By the published description, worked out apart from this code.
    expect(hands.map(({ house }) => house)).toEqual(
      'scissors rock paper rock rock paper scissors rock scissors scissors'.split(' '),
    )
  })
})

test('a play shows the hand of the house, counts the result and carries nothing on', () => {
  const played = rpsGame.play(TABLE, aChoice(), {}, showing('scissors'))
  expect(played).toEqual({
    drawn: { house: 'scissors', result: 'win' },
    win: 194,
    carried: {},
    counted: [{ kind: 'play', outcome: 'win' }],
  })
  expect(rpsGame.drawnSchema.parse(played.drawn)).toEqual(played.drawn)
  expect(rpsGame.carriedOf(played.drawn)).toEqual({ before: {}, after: {} })
  expect(rpsGame.stakeOf(TABLE, aChoice())).toEqual({ currency: 'coins', amount: 100 })
})

test('no hand of the house pays more than the highest win', () => {
  for (const bet of [10, 17, 99]) {
    const wins = RPS_HANDS.map((house) => throwHand(TABLE, aChoice({ bet }), showing(house)).win)
    expect(Math.max(...wins)).toBe(rpsGame.highestWin(TABLE, aChoice({ bet })))
  }
})
