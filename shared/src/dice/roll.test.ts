import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { refuse } from '../reasons.ts'
import { diceGame } from './game.ts'
import {
  DICE_DIRECTIONS,
  type DiceChoice,
  type DiceRefusal,
  diceChoiceSchema,
  diceWin,
  refuseDice,
  rollDice,
  winningFaces,
} from './roll.ts'
import { STANDARD_DICE_TABLE as TABLE } from './table.ts'

const aChoice = (change: Partial<DiceChoice> = {}): DiceChoice => ({
  bet: 100,
  direction: 'under',
  target: 50,
  ...change,
})
const rolling = (roll: number) => ({ below: () => roll - 1 })
const everyRoll = Array.from({ length: 100 }, (_, index) => index + 1)

describe('a choice', () => {
  test.each<[string, object]>([
    ['an unknown field', { ...aChoice(), lucky: true }],
    ['no bet', { direction: 'under', target: 50 }],
    ['a bet of nothing', aChoice({ bet: 0 })],
    ['a bet of a fraction', aChoice({ bet: 10.5 })],
    ['a direction of its own', { ...aChoice(), direction: 'exactly' }],
    ['a target of a fraction', aChoice({ target: 49.5 })],
    ['a target below the faces', aChoice({ target: 0 })],
    ['a target above the faces', aChoice({ target: 101 })],
  ])('is no choice with %s', (_, body) => {
    expect(diceChoiceSchema.safeParse(body).success).toBe(false)
  })

  const refusals = {
    CHOICE_NOT_OFFERED: [aChoice({ target: 2 }), 'a target must win with a chance of 2 to 95 %'],
    BET_TOO_LOW: [aChoice({ bet: 49 }), 'the least bet is 50'],
    BET_ABOVE_LIMIT: [aChoice({ bet: 5_001 }), 'the highest bet of this rank is 5000'],
  } satisfies Record<DiceRefusal, [DiceChoice, string]>

  test.each(Object.entries(refusals))('is refused: %s', (reason, [choice, message]) => {
    expect(refuseDice(TABLE, choice, 'STANDARD')).toEqual(refuse(reason as DiceRefusal, message))
  })

  test('is offered from the least chance to the greatest, both included', () => {
    const offered = (direction: DiceChoice['direction'], target: number) =>
      refuseDice(TABLE, aChoice({ direction, target }), 'STANDARD') === undefined
    expect([2, 3, 96, 97].map((target) => offered('under', target))).toEqual([false, true, true, false])
    expect([4, 5, 98, 99].map((target) => offered('over', target))).toEqual([false, true, true, false])
  })

  test('wins with as many rolls as it has winning faces, and never with its own target', () => {
    for (const direction of DICE_DIRECTIONS) {
      for (const target of everyRoll) {
        const choice = aChoice({ direction, target })
        const won = everyRoll.filter((roll) => rollDice(TABLE, choice, rolling(roll)).won)
        expect(won.length).toBe(winningFaces(choice))
        expect(won).not.toContain(target)
      }
    }
  })
})

describe('a roll', () => {
  test.each<[Partial<DiceChoice>, number, boolean, number]>([
    [{ direction: 'under', target: 50 }, 49, true, 200],
    [{ direction: 'under', target: 50 }, 50, false, 0],
    [{ direction: 'over', target: 50 }, 50, false, 0],
    [{ direction: 'over', target: 50 }, 51, true, 196],
    [{ direction: 'under', target: 3 }, 1, true, 4_900],
    [{ direction: 'over', target: 5, bet: 101 }, 100, true, 104],
    [{ direction: 'under', target: 4, bet: 1_000_000_000 }, 3, true, 32_666_666_666],
  ])('%o of %d', (change, roll, won, win) => {
    expect(rollDice(TABLE, aChoice(change), rolling(roll))).toEqual({ roll, won, win })
  })

  test('that no face can win pays nothing', () => {
    expect(diceWin(TABLE, aChoice({ target: 1 }))).toBe(0)
    expect(diceWin(TABLE, aChoice({ direction: 'over', target: 100 }))).toBe(0)
  })

  test('draws once, below a hundred', () => {
    const bounds: number[] = []
    rollDice(TABLE, aChoice(), { below: (bound) => bounds.push(bound) })
    expect(bounds).toEqual([100])
  })

  test('is the same for ever from the same seeds and nonce', () => {
    const rolls = Array.from({ length: 10 }, (_, nonce) =>
      rollDice(TABLE, aChoice(), fairStream({ serverSeed: 'ab'.repeat(32), clientSeed: 'me', nonce })),
    )
    // By the published description, worked out apart from this code.
    expect(rolls.map(({ roll }) => roll)).toEqual([83, 76, 19, 32, 43, 41, 60, 87, 27, 98])
  })
})

test('a play shows the roll, counts the target and carries nothing on', () => {
  const play = (roll: number) => diceGame.play(TABLE, aChoice({ direction: 'over' }), {}, rolling(roll))
  expect(play(51)).toEqual({
    drawn: { roll: 51, won: true },
    win: 196,
    carried: {},
    counted: [{ kind: 'over-50', outcome: 'win' }],
  })
  expect(play(50).counted).toEqual([{ kind: 'over-50', outcome: 'lose' }])
  expect(diceGame.drawnSchema.parse(play(50).drawn)).toEqual({ roll: 50, won: false })
  expect(diceGame.carriedOf({ roll: 50, won: false })).toEqual({ before: {}, after: {} })
  expect(diceGame.stakeOf(TABLE, aChoice())).toEqual({ currency: 'coins', amount: 100 })
})

test('no roll pays more than the highest win', () => {
  for (const target of [3, 4, 33, 50, 96]) {
    const choice = aChoice({ target, bet: 77 })
    const wins = everyRoll.map((roll) => rollDice(TABLE, choice, rolling(roll)).win)
    expect(Math.max(...wins)).toBe(diceGame.highestWin(TABLE, choice))
  }
})
