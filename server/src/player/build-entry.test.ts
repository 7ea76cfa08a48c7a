import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildEntry, requestHash } from './build-entry.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from './player.fixture.ts'
import type { Decision } from './player.types.ts'

const REQUEST = { commandId: COMMAND_ID, payload: { bet: 10 } }

const aDecision = (overrides: Partial<Decision> = {}): Decision => ({
  event: {
    type: 'slot.spun',
    schemaVersion: 1,
    play: { game: 'slot', tableVersion: 2, bet: 10, win: 25, counted: [] },
  },
  postings: [
    { currency: 'coins', amount: -10, counterAccount: 'house:slot', reason: 'slot.stake' },
    { currency: 'coins', amount: 25, counterAccount: 'house:slot', reason: 'slot.win' },
  ],
  outcome: ({ coins }) => ({ win: 25, coins }),
  nonce: 6,
  state: { games: { slot: { streak: 1 } } },
  detail: undefined,
  ...overrides,
})

const build = (decision: Decision, player = aPlayer()) => buildEntry(player, 'slot.spin', REQUEST, decision, NOON_MS)

function built(decision: Decision) {
  const result = build(decision)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('what a decision leads to', () => {
  test('is an answer under the next number, with the balances after it', () => {
    expect(built(aDecision()).answer).toEqual({
      ok: true,
      commandId: COMMAND_ID,
      eventId: '7-4',
      occurredAtMs: NOON_MS,
      win: 25,
      coins: 10_015,
    })
  })

  test('is stored as it was answered, to the last field', () => {
    const { answer, entry } = built(aDecision())
    expect({ ok: true, ...JSON.parse(entry.payload) }).toEqual(answer)
  })

  test('is an entry on the version it was decided on', () => {
    const { entry } = built(aDecision())
    expect(entry).toMatchObject({
      userId: 7,
      version: 3,
      balances: { coins: 10_015, gems: 100, tickets: 3 },
      nonce: 6,
      state: { games: { slot: { streak: 1 } } },
      occurredAtMs: NOON_MS,
      type: 'slot.spun',
      schemaVersion: 1,
      commandId: COMMAND_ID,
      requestHash: requestHash('slot.spin', { bet: 10 }),
      play: { game: 'slot', tableVersion: 2, bet: 10, win: 25, counted: [] },
    })
    expect(entry.lines.map(({ amount }) => amount)).toEqual([-10, 25])
    expect(entry.ledgerHash).toBe(entry.lines[1]?.hash)
  })

  test('leaves the player one version on, and otherwise as the entry says', () => {
    const { next, entry } = built(aDecision())
    const { balances, nonce, state, ledgerHash } = entry
    expect(next).toEqual({ ...aPlayer(), version: 4, balances, nonce, state, ledgerHash })
  })

  test('keeps nonce and state where the decision does not speak of them', () => {
    const { next, entry } = built(aDecision({ nonce: undefined, state: undefined }))
    expect([next.nonce, next.state, entry.nonce, entry.state]).toEqual([5, { games: {} }, 5, { games: {} }])
  })

  test('is no play without one', () => {
    expect(built(aDecision({ event: { type: 'wallet.corrected', schemaVersion: 1 } })).entry).not.toHaveProperty('play')
  })

  test('is refused when the balances do not allow it', () => {
    const player = aPlayer({ balances: { coins: 9, gems: 0, tickets: 0 } })
    expect(build(aDecision(), player)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_FUNDS' })
  })
})

describe('the hash of a request', () => {
  test('is half a SHA-256 over type and canonical payload', () => {
    const whole = createHash('sha256').update('slot.spin {"bet":10}').digest('hex')
    expect(requestHash('slot.spin', { bet: 10 })).toBe(whole.slice(0, 32))
  })

  test('does not depend on the order of fields, and on everything else', () => {
    const same = requestHash('x', { a: 1, b: [1, 2] })
    expect(requestHash('x', { b: [1, 2], a: 1 })).toBe(same)
    const others = [
      requestHash('y', { a: 1, b: [1, 2] }),
      requestHash('x', { a: 2, b: [1, 2] }),
      requestHash('x', { a: 1, b: [2, 1] }),
      requestHash('x', { a: 1 }),
      requestHash('x', {}),
    ]
    expect(new Set([same, ...others]).size).toBe(6)
  })
})
