import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { END_COLUMNS, tellEnds } from './told.store.ts'

/** A delivery that is due and ends here; its rows are locked for the transaction. */
export interface Picked {
  readonly id: number
  readonly userId: number
}

/**
 * Picks what is due of the channels that end here, what is urgent first; what others are at is left to them. Messages are
 * locked with their deliveries, so that nobody who takes one back waits for the other.
 */
export async function pickHere(
  tx: Queryable,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<Picked[]> {
  const { rows } = await tx.query<Picked & Record<string, unknown>>({
    name: 'notify-pick-here',
    text: `select picked.* from (values (0), (1), (2)) as p(priority), lateral (
        select d.id, d.user_id as "userId" from notification_deliveries d join notifications n on n.id = d.notification_id
        where d.state = 'waiting' and d.channel = 'in_app' and d.priority = p.priority and d.next_attempt_at <= ${at('$1')}
        order by d.next_attempt_at, d.id limit $2 for no key update skip locked) as picked
      limit $2`,
    values: [nowMs, limit],
  })
  return rows
}

/** What came of a delivery that ends here; it began and ended in one transaction. */
export interface HereEnd {
  readonly id: number
  readonly state: 'sent' | 'skipped' | 'expired' | 'cancelled' | 'waiting'
  readonly reason: string | null
  /** When it is due again, of one that waits. */
  readonly nextMs: number | null
}

const END_SQL = `
with asked as (
  select * from unnest((select $1::bigint[]), $2::text[], $3::text[], $4::bigint[]) as a(id, state, reason, next_ms)
), ended as (
  update notification_deliveries d set state = a.state, reason = a.reason,
    target = case a.state when 'sent' then '' else d.target end, attempts = d.attempts + (a.state = 'sent')::integer,
    next_attempt_at = coalesce(${at('a.next_ms')}, d.next_attempt_at),
    sent_at = case a.state when 'sent' then ${at('$5')} end
  from asked a where d.id = a.id
  returning ${END_COLUMNS}
), told as (
  ${tellEnds('ended', '$5')}
)
insert into notification_attempts (delivery_id, round, attempt, event, detail, at)
select id, rounds, attempts, case state when 'waiting' then 'waits' else state end, reason, ${at('$5')} from ended`

/** Writes down what picked deliveries came to, with a line each. */
export async function endHere(tx: Queryable, ends: readonly HereEnd[], nowMs: number): Promise<void> {
  await tx.query({
    name: 'notify-end-here',
    text: END_SQL,
    values: [
      ends.map(({ id }) => id),
      ends.map(({ state }) => state),
      ends.map(({ reason }) => reason),
      ends.map(({ nextMs }) => nextMs),
      nowMs,
    ],
  })
}
