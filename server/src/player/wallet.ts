import { hash } from 'node:crypto'
import { accept, type Balances, MAX_AMOUNT, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { LedgerLine, Posting } from './player.types.ts'

/** The hash before a player's first ledger line. */
export const GENESIS_HASH = '00'.repeat(32)

/** What one ledger line's hash covers besides the hash before it. */
export interface HashedLine {
  readonly userId: number
  readonly seq: number
  readonly line: number
  readonly currency: string
  readonly amount: number
  readonly balanceAfter: number
  readonly counterAccount: string
  readonly reason: string
  readonly commandId: string
  readonly occurredAtMs: number
  /** SHA-256 of the event's stored JSON text, as hex: a changed outcome breaks the chain too. */
  readonly payloadHash: string
}

export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex')
}

/** The hash of a ledger line: SHA-256 over the previous hash and the line's fields, joined by `|`. */
export function ledgerHash(previous: string, line: HashedLine): string {
  return sha256Hex(
    `${previous}|${line.userId}|${line.seq}|${line.line}|${line.currency}|${line.amount}|${line.balanceAfter}|` +
      `${line.counterAccount}|${line.reason}|${line.commandId}|${line.occurredAtMs}|${line.payloadHash}`,
  )
}

/** Balances after postings, in their order; refused when one would leave the range from 0 to MAX_AMOUNT. */
export function applyPostings(
  balances: Balances,
  postings: readonly Posting[],
): Result<Balances, 'INSUFFICIENT_FUNDS' | 'BALANCE_LIMIT'> {
  const after = { ...balances }
  for (const { currency, amount } of postings) {
    const next = after[currency] + amount
    if (next < 0) return refuse('INSUFFICIENT_FUNDS', `not enough ${currency}`) as Refusal<'INSUFFICIENT_FUNDS'>
    if (next > MAX_AMOUNT) return refuse('BALANCE_LIMIT', `too many ${currency}`) as Refusal<'BALANCE_LIMIT'>
    after[currency] = next
  }
  return accept(after)
}

export interface LedgerContext {
  readonly userId: number
  readonly seq: number
  readonly commandId: string
  readonly occurredAtMs: number
  /** The event's JSON text as it will be stored. */
  readonly payload: string
}

/** The ledger lines of an event, chained to `head`, and the new head. Postings of zero leave no line. */
export function ledgerLines(
  balances: Balances,
  postings: readonly Posting[],
  head: string,
  context: LedgerContext,
): { lines: LedgerLine[]; head: string } {
  const running = { ...balances }
  const payloadHash = sha256Hex(context.payload)
  const lines: LedgerLine[] = []
  let last = head
  for (const posting of postings) {
    if (posting.amount === 0) continue
    running[posting.currency] += posting.amount
    const entry = { ...posting, line: lines.length, balanceAfter: running[posting.currency] }
    last = ledgerHash(last, { ...context, ...entry, payloadHash })
    lines.push({ ...entry, hash: last })
  }
  return { lines, head: last }
}
