import { must } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { buildEntry } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { policyOf } from '../safe-play/index.ts'
import { anAccount } from './merge.fixture.ts'
import { type MergeRule, mergeInRule, mergeOutRule } from './merge.rule.ts'
import type { MergeAccount, MergePayload } from './merge.types.ts'
import { planMerge } from './plan-merge.ts'

const POLICY = policyOf('default')
const PAYLOAD: MergePayload = {
  fromUserId: 9,
  intoUserId: 7,
  reason: 'one person',
  expectedFromVersion: 3,
  expectedVersion: 3,
}
const STOCKS = [
  { item: 'crown', quantity: 2, expiresAtMs: 5 },
  { item: 'crown', quantity: 1, expiresAtMs: null },
]
const planOf = (from: Partial<MergeAccount> = {}) =>
  planMerge(anAccount({ userId: 9, stocks: STOCKS, ...from }), anAccount(), { nowMs: NOON_MS, policy: POLICY })

function decide(rule: MergeRule, userId: number, change: object = {}, payload = PAYLOAD) {
  const player = aPlayer({ userId, state: { games: { slot: { streak: 2 } }, xp: 40 }, ...change })
  const draw = () => {
    throw new Error('a merge draws nothing')
  }
  const decision = rule.decide({ player, payload, nowMs: NOON_MS, draw })
  if (!decision.ok) return decision
  return buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
}

describe('the two parts of a merge', () => {
  test('move the same by one house account, and name each other', () => {
    const plan = planOf()
    const out = decide(mergeOutRule(plan), 9)
    const into = decide(mergeInRule(plan, POLICY), 7)
    if (!out.ok || !into.ok || !('value' in out) || !('value' in into)) throw new Error('a part was refused')
    const lines = [...out.value.entry.lines, ...into.value.entry.lines]
    expect(new Set(lines.map(({ counterAccount }) => counterAccount))).toEqual(new Set(['house:merge']))
    expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
    expect(out.value.next.balances).toEqual({ coins: 0, gems: 0, tickets: 0 })
    expect(into.value.next.balances).toEqual({ coins: 20_000, gems: 200, tickets: 6 })
    expect(out.value.answer).toMatchObject({ eventId: '9-4', otherEventId: '7-4', intoUserId: 7, moved: plan.moved })
    expect(into.value.answer).toMatchObject({ eventId: '7-4', otherEventId: '9-4', fromUserId: 9, moved: plan.moved })
  })

  test('close the one account and leave the other what it was, with experience and stocks', () => {
    const plan = planOf()
    const out = decide(mergeOutRule(plan), 9)
    const into = decide(mergeInRule(plan, POLICY), 7)
    expect(out).toMatchObject({ value: { entry: { state: { xp: 0, mergedInto: 7 }, items: [] } } })
    expect(into).toMatchObject({
      value: {
        entry: {
          state: { games: { slot: { streak: 2 } }, xp: 80 },
          items: [
            { item: 'crown', quantity: 2, expiresAtMs: 5 },
            { item: 'crown', quantity: 1 },
          ],
        },
      },
    })
  })

  test.each([
    ['the player has changed', { version: 4 }, {}],
    ['the admin looked at another version', {}, { expectedFromVersion: 2, expectedVersion: 2 }],
  ])('are a conflict where %s', (_, change, expected) => {
    const plan = planOf()
    const payload = { ...PAYLOAD, ...expected }
    expect(decide(mergeOutRule(plan), 9, change, payload)).toMatchObject({ reason: 'CONFLICT' })
    expect(decide(mergeInRule(plan, POLICY), 7, change, payload)).toMatchObject({ reason: 'CONFLICT' })
  })

  test('are a conflict where the plan was made on another version than both the admin and the player have', () => {
    const plan = planOf({ version: 2 })
    expect(decide(mergeOutRule(plan), 9)).toMatchObject({ reason: 'CONFLICT' })
  })

  test('are both refused for the first reason of the plan', () => {
    const plan = planOf({ banned: true, openStakes: true })
    expect(decide(mergeOutRule(plan), 9)).toMatchObject({ reason: must(plan.refusals[0]).reason })
    expect(decide(mergeInRule(plan, POLICY), 7)).toMatchObject({ reason: 'BANNED' })
  })
})
