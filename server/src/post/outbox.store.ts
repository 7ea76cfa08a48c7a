import type { Locale } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { LetterParams } from './letters.ts'

export type Purpose = 'service' | 'marketing'

export interface NewLetter {
  readonly purpose: Purpose
  readonly kind: string
  /** Null: whoever has proven the address. */
  readonly userId: number | null
  readonly recipient: string
  readonly locale: Locale
  readonly params: LetterParams
}

export interface WaitingLetter extends NewLetter {
  readonly id: number
  /** This attempt counted. */
  readonly attempts: number
}

export async function insertLetter(tx: Queryable, letter: NewLetter, nowMs: number): Promise<void> {
  await tx.query(
    `insert into mail_outbox (purpose, kind, user_id, recipient, locale, params, created_at, next_at)
     values ($1, $2, $3, $4, $5, $6, ${at('$7')}, ${at('$7')})`,
    [letter.purpose, letter.kind, letter.userId, letter.recipient, letter.locale, JSON.stringify(letter.params), nowMs],
  )
}

/** The SQL of the mailbox of an address: what stands behind a plus is its owner's own affair. */
const mailboxOf = (address: string): string => `regexp_replace(lower(${address}), '\\+[^@]*@', '@')`

/** Keeps others who write to the same mailbox waiting for the end of the transaction. */
export async function lockMailbox(tx: Queryable, address: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('mail:' || ${mailboxOf('$1::text')}))`, [address])
}

/** When letters of a kind were queued for a mailbox since an instant, the oldest first, as ms since the epoch. */
export async function queuedSince(tx: Queryable, kind: string, recipient: string, sinceMs: number): Promise<number[]> {
  const { rows } = await tx.query<{ ms: number }>(
    `select (extract(epoch from created_at) * 1000)::bigint as ms from mail_outbox
     where ${mailboxOf('recipient')} = ${mailboxOf('$1')} and kind = $2 and created_at > ${at('$3')} order by created_at`,
    [recipient, kind, sinceMs],
  )
  return rows.map(({ ms }) => ms)
}

interface OutboxRow {
  id: number
  purpose: Purpose
  kind: string
  user_id: number | null
  recipient: string
  locale: Locale
  params: LetterParams | null
  attempts: number
}

/** Takes letters that are due for so long, each for one worker; an attempt counts before it is made. */
export async function claimLetters(
  pool: Pool,
  claim: { readonly most: number; readonly nowMs: number; readonly untilMs: number },
): Promise<WaitingLetter[]> {
  const { rows } = await pool.query<OutboxRow>(
    `update mail_outbox m set attempts = attempts + 1, next_at = ${at('$3')}
     where m.id in (select id from mail_outbox where status = 'waiting' and next_at <= ${at('$2')}
       order by next_at, id limit $1 for update skip locked)
     returning id, purpose, kind, user_id, recipient, locale, params, attempts`,
    [claim.most, claim.nowMs, claim.untilMs],
  )
  return rows.map(({ user_id: userId, params, ...row }) => ({ ...row, userId, params: params ?? {} }))
}

/** Gives up what was tried often enough or has waited too long; gives how many. */
export async function giveUpLetters(
  pool: Pool,
  limits: { readonly maxAttempts: number; readonly nowMs: number; readonly oldestMs: number },
): Promise<number> {
  const { rowCount } = await pool.query(
    `update mail_outbox set status = 'failed', params = null,
       failure = case when attempts >= $1 then 'interrupted' else 'too old' end
     where status = 'waiting' and next_at <= ${at('$2')} and (attempts >= $1 or created_at < ${at('$3')})`,
    [limits.maxAttempts, limits.nowMs, limits.oldestMs],
  )
  return rowCount ?? 0
}

export async function settleSent(pool: Pool, id: number, userId: number | null, nowMs: number): Promise<void> {
  await pool.query(
    `update mail_outbox set status = 'sent', sent_at = ${at('$2')}, user_id = $3, params = null, failure = null
     where id = $1 and status = 'waiting'`,
    [id, nowMs, userId],
  )
}

export async function settleFailed(pool: Pool, id: number, failure: string): Promise<void> {
  await pool.query(
    `update mail_outbox set status = 'failed', params = null, failure = $2 where id = $1 and status = 'waiting'`,
    [id, failure],
  )
}

export async function postpone(pool: Pool, id: number, nextMs: number, failure: string): Promise<void> {
  await pool.query(`update mail_outbox set next_at = ${at('$2')}, failure = $3 where id = $1 and status = 'waiting'`, [
    id,
    nextMs,
    failure,
  ])
}

/** The same, as if this attempt had not been made. */
export async function putBack(pool: Pool, id: number, nextMs: number, failure: string): Promise<void> {
  await pool.query(
    `update mail_outbox set next_at = ${at('$2')}, failure = $3, attempts = greatest(attempts - 1, 0)
     where id = $1 and status = 'waiting'`,
    [id, nextMs, failure],
  )
}

export async function countWaiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*) as waiting from mail_outbox where status = 'waiting'`,
  )
  return rows[0]?.waiting ?? 0
}
