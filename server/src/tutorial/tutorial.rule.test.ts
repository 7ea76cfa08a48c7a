import { NO_RESTRICTIONS, TUTORIAL_STEPS, type TutorialState, type TutorialStep } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { buildEntry, type PlayerState } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { completeRule, skipRule, stepRule, type TutorialRefusal } from './tutorial.rule.ts'

const REWARD = 500
const ALL: TutorialState = { status: 'open', steps: TUTORIAL_STEPS }
const DONE: TutorialState = { status: 'done', steps: TUTORIAL_STEPS }

type Rule = typeof stepRule | typeof skipRule
function decide(rule: Rule, state: Partial<PlayerState>, payload: object = {}) {
  const player = aPlayer({ state: { games: {}, ...state } })
  const draw = () => {
    throw new Error('the tutorial draws nothing')
  }
  const decision = rule.decide({ player, payload: payload as never, nowMs: NOON_MS, draw })
  if (!decision.ok) return decision
  return buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
}

const take = (step: TutorialStep, tutorial?: TutorialState) => decide(stepRule, tutorial ? { tutorial } : {}, { step })
const complete = (state: Partial<PlayerState>, coins = REWARD) => decide(completeRule(coins), state)
const closed = (restrictions: object) => ({ safe: { restrictions: { ...NO_RESTRICTIONS, ...restrictions } } })

const refusals = {
  TUTORIAL_DONE: [take('limits', DONE), decide(skipRule, { tutorial: DONE }), complete({ tutorial: DONE })],
  TUTORIAL_UNFINISHED: [complete({}), complete({ tutorial: { status: 'open', steps: ['balances', 'limits'] } })],
  NOTHING_TO_CHANGE: [
    take('balances', { status: 'open', steps: ['balances'] }),
    decide(skipRule, { tutorial: { status: 'skipped', steps: [] } }),
  ],
  PAUSED: [complete({ tutorial: ALL, ...closed({ pausedUntilMs: NOON_MS + 1 }) })],
  SELF_EXCLUDED: [complete({ tutorial: ALL, ...closed({ exclusion: { sinceMs: 0, untilMs: null } }) })],
} satisfies Record<TutorialRefusal, unknown[]>

describe('the tutorial', () => {
  test.each(Object.entries(refusals))('refuses: %s', (reason, answers) => {
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, reason })
  })

  test('keeps each step once, in the order they are shown in', () => {
    const tutorial = { status: 'open', steps: ['balances', 'fairness'] }
    expect(take('balances', { status: 'open', steps: ['fairness'] })).toMatchObject({
      value: { entry: { state: { tutorial }, lines: [] }, answer: tutorial },
    })
  })

  test('that was put aside goes on with the next step, also with one that was taken before', () => {
    const skipped: TutorialState = { status: 'skipped', steps: ['balances'] }
    expect(decide(skipRule, { tutorial: { status: 'open', steps: ['balances'] } })).toMatchObject({
      value: { entry: { state: { tutorial: skipped } } },
    })
    expect(take('balances', skipped)).toMatchObject({ value: { answer: { status: 'open', steps: ['balances'] } } })
  })

  test('ends with the reward, and stays done', () => {
    expect(complete({ tutorial: ALL, xp: 3 })).toMatchObject({
      value: {
        entry: {
          state: { xp: 3, tutorial: DONE },
          lines: [{ currency: 'coins', amount: REWARD, counterAccount: 'house:tutorial', reason: 'tutorial.reward' }],
        },
        answer: { amount: REWARD, coins: 10_000 + REWARD },
      },
    })
  })

  test('is done by taking every step, whether it was put aside in between or not', () => {
    expect(complete({ tutorial: { status: 'skipped', steps: TUTORIAL_STEPS } })).toMatchObject({ ok: true })
  })

  test('ends without a ledger line where the club gives nothing', () => {
    expect(complete({ tutorial: ALL }, 0)).toMatchObject({ value: { entry: { lines: [] }, answer: { amount: 0 } } })
  })
})
