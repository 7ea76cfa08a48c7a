import { describe, expect, test } from 'vitest'
import { must } from '../must.ts'
import { add, ONE, toRational, ZERO } from '../rational.ts'
import { RPS_HANDS, type RpsHand } from '../rps/throw.ts'
import { commitmentOf, keepsPromise, type MatchOutcome, matchWin, potOf, type Showing, winnerOf } from './duel.ts'
import { analyseMatch, matchGame } from './game.ts'
import { matchTableSchema, STANDARD_MATCH_TABLE as TABLE } from './table.ts'

const SALT = 'ab'.repeat(16)
const shown = (userId: number, hand: RpsHand): Showing => ({
  userId,
  commitment: commitmentOf(hand, SALT),
  hand,
  salt: SALT,
})
const promised = (userId: number): Showing => ({ userId, commitment: 'cd'.repeat(32), hand: null, salt: null })
const silent = (userId: number): Showing => ({ userId, commitment: null, hand: null, salt: null })

describe('a throw', () => {
  test.each<[RpsHand, RpsHand, number | null]>([
    ['rock', 'scissors', 1],
    ['scissors', 'paper', 1],
    ['paper', 'rock', 1],
    ['scissors', 'rock', 2],
    ['paper', 'scissors', 2],
    ['rock', 'paper', 2],
    ['rock', 'rock', null],
  ])('of %s against %s is won by %s', (one, other, winner) => {
    expect(winnerOf([shown(1, one), shown(2, other)])).toBe(winner)
  })

  test('is won by who went further in time', () => {
    expect(winnerOf([shown(1, 'rock'), promised(2)])).toBe(1)
    expect(winnerOf([silent(1), promised(2)])).toBe(2)
    expect(winnerOf([promised(1), promised(2)])).toBeNull()
    expect(winnerOf([silent(1), silent(2)])).toBeNull()
  })
})

test('a promise is kept by its own hand and salt alone', () => {
  for (const hand of RPS_HANDS) {
    const showing = shown(1, hand)
    expect(keepsPromise(showing)).toBe(true)
    expect(keepsPromise({ ...showing, salt: 'cd'.repeat(16) })).toBe(false)
    for (const other of RPS_HANDS.filter((each) => each !== hand)) {
      expect(keepsPromise({ ...showing, hand: other })).toBe(false)
    }
  }
})

describe('a match', () => {
  const pays = (outcome: MatchOutcome) =>
    [1, 2].map((userId) => matchWin(TABLE, { userId, choice: { stake: 500 } }, outcome))
  const equal: [Showing, Showing] = [shown(1, 'rock'), shown(2, 'rock')]
  const won: [Showing, Showing] = [shown(1, 'rock'), shown(2, 'scissors')]

  test('pays both stakes to the winner, or each his own', () => {
    expect(pays({ throws: [won], winner: 1, by: 'hands' })).toEqual([1_000, 0])
    expect(pays({ throws: [equal, equal, won], winner: 1, by: 'hands' })).toEqual([1_000, 0])
    expect(pays({ throws: [equal, equal, equal], winner: null, by: 'equal' })).toEqual([500, 500])
    expect(pays({ throws: [[silent(1), promised(2)]], winner: 2, by: 'forfeit' })).toEqual([0, 1_000])
    expect(potOf({ ...TABLE, feeBasisPoints: 250 }, 501)).toBe(976)
  })

  test.each<[string, MatchOutcome]>([
    ['another winner than its hands have', { throws: [won], winner: 2, by: 'hands' }],
    ['a winner without a decision', { throws: [equal], winner: 1, by: 'hands' }],
    [
      'a hand that breaks its promise',
      { throws: [[{ ...shown(1, 'rock'), hand: 'paper' }, shown(2, 'rock')]], winner: 1, by: 'hands' },
    ],
    ['a throw after the decision', { throws: [won, won], winner: 1, by: 'hands' }],
    ['a silent throw before the last', { throws: [[silent(1), silent(2)], won], winner: 1, by: 'hands' }],
    ['hands that were not shown', { throws: [[shown(1, 'rock'), promised(2)]], winner: 1, by: 'hands' }],
  ])('pays nobody for %s', (_, outcome) => {
    expect(pays(outcome)).toEqual([undefined, undefined])
  })

  test('is offered at its stakes only', () => {
    expect([99, 100, 500, 501].map((stake) => matchGame.refuseChoice(TABLE, { stake }, 'VIP')?.reason)).toEqual([
      'CHOICE_NOT_OFFERED',
      undefined,
      undefined,
      'CHOICE_NOT_OFFERED',
    ])
  })
})

test('against an even opponent the odds come to one, and nothing is kept', () => {
  const kind = must(analyseMatch(TABLE).kinds[0])
  expect(kind).toMatchObject({ rtpPercent: 100, lowestRtpPercent: 100 })
  expect(kind.outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)).toEqual(ONE)
  expect(must(kind.outcomes[1]).probability).toEqual({ numerator: '1', denominator: '27' })
  expect(matchTableSchema.safeParse({ ...TABLE, stakes: [500, 100] }).success).toBe(false)
  expect(matchTableSchema.safeParse({ ...TABLE, stakes: [] }).success).toBe(false)
})
