import { createHash } from 'node:crypto'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { ageSettings } from '../age-settings.store.ts'
import type { Optional, Unsubscribing } from './unsubscribe-token.ts'

/** An address as it is kept where nobody is to read it. */
export const addressHash = (address: string): Buffer =>
  createHash('sha256').update(`email:${address.trim().toLowerCase()}`).digest()

/** What is held where our own settings of the mail server are wrong. */
export const MAIL_ORIGIN = 'mail'

/** Where letters of a channel reach a player. */
export interface Mailbox {
  readonly address: string
  readonly suppressed: boolean
  /** The mail server has refused our log-in, and no admin has released it since. */
  readonly held: boolean
  readonly optedOut: readonly Optional[]
}

/** The address that a player has proven; undefined for who has none, is on his way out, or is gone. */
export async function findMailbox(via: Queryable, userId: number): Promise<Mailbox | undefined> {
  const { rows } = await via.query<Mailbox & Record<string, unknown>>({
    name: 'email-mailbox',
    text: `select u.email as address,
        exists (select from email_suppressions s where s.suppressed_at is not null
          and s.address_hash = sha256(convert_to('email:' || lower(u.email), 'UTF8'))) as suppressed,
        exists (select from notification_holds h where h.channel = 'email' and h.origin = '${MAIL_ORIGIN}' and h.released_at is null) as held,
        array(select category from email_optouts o where o.user_id = u.id) as "optedOut"
      from users u where u.id = $1 and u.email is not null and u.deletion_requested_at is null and u.deleted_at is null`,
    values: [userId],
  })
  return rows[0]
}

/**
 * Ends letters of a category to a player, whatever address he has; a repeat changes nothing. Settings that are open on a screen
 * are old by it, so that saving them does not take it back. False: there is no such player.
 */
export async function insertOptout(
  via: Queryable,
  { userId, category }: Unsubscribing,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } = await via.query(
    `with known as (select id from users where id = $1 and deleted_at is null),
       written as (insert into email_optouts (user_id, category, since) select id, $2, ${at('$3')} from known
         on conflict do nothing returning user_id),
       noted as (${ageSettings('written', at('$3'))})
     select from known`,
    [userId, category, nowMs],
  )
  return rowCount === 1
}

/** Counts a refusal of an address; at the limit it is suppressed. Gives whether it is now. */
export async function countRefusal(
  via: Queryable,
  refusal: { readonly address: string; readonly userId: number; readonly why: string; readonly nowMs: number },
  limit: number,
): Promise<boolean> {
  const { address, userId, why, nowMs } = refusal
  const { rows } = await via.query<{ suppressed: boolean }>(
    `insert into email_suppressions as s (address_hash, user_id, refusals, last_refusal, suppressed_at, reason, changed_at)
     values ($1, $2, 1, $3, case when $5 <= 1 then ${at('$4')} end, case when $5 <= 1 then 'refused' end, ${at('$4')})
     on conflict (address_hash) do update set refusals = s.refusals + 1, last_refusal = excluded.last_refusal,
       suppressed_at = coalesce(s.suppressed_at, case when s.refusals + 1 >= $5 then ${at('$4')} end),
       reason = coalesce(s.reason, case when s.refusals + 1 >= $5 then 'refused' end), changed_at = ${at('$4')}
     returning suppressed_at is not null as suppressed`,
    [addressHash(address), userId, why.slice(0, 100), nowMs, limit],
  )
  return rows[0]?.suppressed ?? false
}

/** A letter was taken: whatever was refused before counts no more. */
export async function forgetRefusals(via: Queryable, address: string): Promise<void> {
  await via.query({
    name: 'email-forget-refusals',
    text: 'delete from email_suppressions where address_hash = $1 and suppressed_at is null',
    values: [addressHash(address)],
  })
}

/** What a notification was worded with, as far as whoever raised it kept it. */
export async function findValues(via: Queryable, notificationId: number): Promise<Record<string, unknown>> {
  const { rows } = await via.query<{ values: Record<string, unknown> | null }>(
    `select params -> 'values' as values from notifications where id = $1`,
    [notificationId],
  )
  return rows[0]?.values ?? {}
}
