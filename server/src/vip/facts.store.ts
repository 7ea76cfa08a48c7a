import type { Queryable } from '../platform/postgres/pool.ts'
import type { VipFacts } from './standing.rule.ts'

/** Nothing older matters: the longest window before the longest time that a tier is kept for. */
const HORIZON_DAYS = 366 + 366 + 1

/** A player's accounts: his own, and those that were made one with it. */
const OWNED = `with recursive owned(user_id, account) as (
  select id, id from unnest($1::bigint[]) as id
  union select o.user_id, m.from_user_id from owned o join account_merges m on m.into_user_id = o.account
)`

/** What tiers are asked for by, of each of these players; nobody is missing. */
export async function findFacts(
  via: Queryable,
  userIds: readonly number[],
  nowMs: number,
): Promise<ReadonlyMap<number, VipFacts>> {
  const since = new Date(nowMs - HORIZON_DAYS * 86_400_000)
  const spends = await via.query<{ user_id: number; at_ms: number; won: number }>(
    `${OWNED} select o.user_id, round(extract(epoch from p.captured_at) * 1000)::bigint as at_ms,
       p.amount - p.refunded_amount as won
     from owned o join shop_purchases p on p.user_id = o.account
     where p.status = 'granted' and p.currency = 'KRW' and p.captured_at > $2 and p.amount > p.refunded_amount`,
    [userIds, since],
  )
  const days = await via.query<{ user_id: number; day: number }>(
    `${OWNED} select distinct o.user_id, d.day - date '1970-01-01' as day
     from owned o join vip_days d on d.user_id = o.account where d.day > ($2::timestamptz at time zone 'UTC')::date`,
    [userIds, since],
  )
  const facts = new Map(userIds.map((id) => [id, { spends: [] as VipFacts['spends'][number][], days: [] as number[] }]))
  for (const { user_id, at_ms, won } of spends.rows) facts.get(user_id)?.spends.push({ atMs: at_ms, won })
  for (const { user_id, day } of days.rows) facts.get(user_id)?.days.push(day)
  return facts
}
