import { MAX_AMOUNT } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { buildEntry } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { balanceCorrectionRule, type CorrectionPayload, type CorrectionRefusal } from './balance-correction.rule.ts'

const rule = balanceCorrectionRule(undefined as never, undefined as never, undefined as never)

/** Decides a correction and works out what it leads to, without writing it. */
function correct(change: Partial<CorrectionPayload> = {}) {
  const player = aPlayer()
  const payload = { currency: 'coins', amount: 50, reason: 'lost in the wash', expectedVersion: 3, ...change } as const
  const draw = () => {
    throw new Error('a correction draws nothing')
  }
  const decision = rule.decide({ player, payload, nowMs: NOON_MS, draw })
  return decision.ok
    ? buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
    : decision
}

const refusals = {
  CONFLICT: [{ expectedVersion: 2 }, { expectedVersion: 4, amount: -1_000_000 }],
  INSUFFICIENT_FUNDS: [{ amount: -10_001 }, { currency: 'tickets', amount: -4 }],
  BALANCE_LIMIT: [{ amount: MAX_AMOUNT - 9_999 }, { currency: 'gems', amount: MAX_AMOUNT }],
} satisfies Record<CorrectionRefusal, Partial<CorrectionPayload>[]>

describe('a balance correction', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, changes) => {
    for (const change of changes) expect(correct(change)).toMatchObject({ ok: false, reason })
  })

  test.each([
    { change: {}, before: 10_000, after: 10_050 },
    { change: { amount: -10_000 }, before: 10_000, after: 0 },
    { change: { amount: MAX_AMOUNT - 10_000 }, before: 10_000, after: MAX_AMOUNT },
    { change: { currency: 'gems', amount: -1 } as const, before: 100, after: 99 },
  ])('answers what it was and what it is: $before, $after', ({ change, before, after }) => {
    expect(correct(change)).toMatchObject({
      ok: true,
      value: { answer: { balanceBefore: before, balanceAfter: after, version: 4, note: 'lost in the wash' } },
    })
  })

  test('is one transfer from the correction account and no play', () => {
    const result = correct({ amount: -7 })
    if (!result.ok) throw new Error(result.message)
    const { entry } = result.value
    expect(entry.lines).toMatchObject([
      { currency: 'coins', amount: -7, counterAccount: 'house:correction', reason: 'admin.correction' },
    ])
    expect(entry).toMatchObject({ type: 'wallet.corrected', nonce: 5, state: { games: {} } })
    expect(entry).not.toHaveProperty('play')
  })
})
