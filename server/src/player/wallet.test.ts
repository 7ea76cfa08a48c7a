import { createHash } from 'node:crypto'
import { MAX_AMOUNT } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMAND_ID, NOON_MS } from './player.fixture.ts'
import type { Posting } from './player.types.ts'
import { applyPostings, GENESIS_HASH, type HashedLine, ledgerHash, ledgerLines } from './wallet.ts'

const BALANCES = { coins: 100, gems: 10, tickets: 0 }
const posting = (amount: number, currency: Posting['currency'] = 'coins', reason = 'slot.stake'): Posting => ({
  currency,
  amount,
  counterAccount: 'house:slot',
  reason,
})

describe('balances after postings', () => {
  test('move by currency and leave what they came from as it was', () => {
    const before = { ...BALANCES }
    expect(applyPostings(before, [posting(-30), posting(5, 'gems'), posting(1)])).toEqual({
      ok: true,
      value: { coins: 71, gems: 15, tickets: 0 },
    })
    expect(before).toEqual(BALANCES)
  })

  test('may reach exactly nothing and exactly the largest amount', () => {
    expect(applyPostings(BALANCES, [posting(-100)])).toMatchObject({ value: { coins: 0 } })
    expect(applyPostings(BALANCES, [posting(MAX_AMOUNT - 100)])).toMatchObject({ value: { coins: MAX_AMOUNT } })
  })

  test('are refused when one goes below nothing, even if a later one makes up for it', () => {
    expect(applyPostings(BALANCES, [posting(-101), posting(1_000)])).toMatchObject({ reason: 'INSUFFICIENT_FUNDS' })
    expect(applyPostings(BALANCES, [posting(-1, 'tickets')])).toMatchObject({ reason: 'INSUFFICIENT_FUNDS' })
  })

  test('are refused when one goes beyond the largest amount', () => {
    expect(applyPostings(BALANCES, [posting(MAX_AMOUNT - 99)])).toMatchObject({ reason: 'BALANCE_LIMIT' })
  })
})

const CONTEXT = { userId: 7, seq: 4, commandId: COMMAND_ID, occurredAtMs: NOON_MS, payload: '{"win":20}' }

describe('ledger lines', () => {
  test('carry the balance after each posting and are numbered from nothing', () => {
    const { lines } = ledgerLines(BALANCES, [posting(-30), posting(20), posting(-1, 'gems')], GENESIS_HASH, CONTEXT)
    expect(lines.map(({ line, amount, balanceAfter }) => ({ line, amount, balanceAfter }))).toEqual([
      { line: 0, amount: -30, balanceAfter: 70 },
      { line: 1, amount: 20, balanceAfter: 90 },
      { line: 2, amount: -1, balanceAfter: 9 },
    ])
  })

  test('are chained: each hash is over the one before, the line, and the outcome', () => {
    const { lines, head } = ledgerLines(BALANCES, [posting(-30), posting(20, 'coins', 'slot.win')], 'aa', CONTEXT)
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const tail = `${COMMAND_ID}|${NOON_MS}|${sha256(CONTEXT.payload)}`
    const first = sha256(`aa|7|4|0|coins|-30|70|house:slot|slot.stake|${tail}`)
    const second = sha256(`${first}|7|4|1|coins|20|90|house:slot|slot.win|${tail}`)
    expect(lines.map(({ hash }) => hash)).toEqual([first, second])
    expect(head).toBe(second)
  })

  test('leave out a posting of nothing, as a spin without a win has one', () => {
    const { lines } = ledgerLines(BALANCES, [posting(-30), posting(0)], GENESIS_HASH, CONTEXT)
    expect(lines).toHaveLength(1)
    expect(ledgerLines(BALANCES, [posting(0)], 'aa', CONTEXT)).toEqual({ lines: [], head: 'aa' })
  })
})

const LINE: HashedLine = {
  userId: 7,
  seq: 4,
  line: 0,
  currency: 'coins',
  amount: -30,
  balanceAfter: 70,
  counterAccount: 'house:slot',
  reason: 'slot.stake',
  commandId: COMMAND_ID,
  occurredAtMs: NOON_MS,
  payloadHash: '00'.repeat(32),
}

describe('the hash of a ledger line', () => {
  test('is another when any of its fields is another', () => {
    const fields = Object.keys(LINE) as (keyof HashedLine)[]
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.integer(), fc.string(), (field, number, text) => {
        const value = typeof LINE[field] === 'number' ? number : text
        fc.pre(value !== LINE[field])
        expect(ledgerHash(GENESIS_HASH, { ...LINE, [field]: value })).not.toBe(ledgerHash(GENESIS_HASH, LINE))
      }),
      { seed: 1, numRuns: 1_000 },
    )
  })

  test('is another after another hash', () => {
    expect(ledgerHash('11'.repeat(32), LINE)).not.toBe(ledgerHash(GENESIS_HASH, LINE))
  })

  test('changes with every change further up the chain', () => {
    const chain = (first: number) => ledgerLines(BALANCES, [posting(first), posting(1)], GENESIS_HASH, CONTEXT).head
    expect(chain(-2)).not.toBe(chain(-1))
  })
})
