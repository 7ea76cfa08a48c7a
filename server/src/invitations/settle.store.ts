import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Days (UTC) of play that count for an invitation `i`; the bounds of days keep other months from being opened. */
export const PLAYED = `(select count(distinct e.day) from player_events e where e.user_id = i.user_id and e.game is not null
  and e.day >= (i.invited_at at time zone 'UTC')::date and e.day <= (i.until at time zone 'UTC')::date
  and e.occurred_at >= i.invited_at and e.occurred_at < i.until)`

// An own account under another name: what the system knows of both. Nobody is refused by it; a human looks.
const SIGNALS = `array_remove(array[
  case when exists (select from sessions a join sessions b on b.user_id = i.inviter_id and b.address = a.address
    and b.user_agent = a.user_agent where a.user_id = i.user_id) then 'SAME_DEVICE' end,
  case when exists (select from shop_purchases a join shop_purchases b on b.user_id = i.inviter_id
    and b.card_hash = a.card_hash where a.user_id = i.user_id) then 'SAME_CARD' end,
  case when exists (select from users a join users b on b.id = i.inviter_id
    and regexp_replace(lower(a.email), '[+][^@]*@', '@') = regexp_replace(lower(b.email), '[+][^@]*@', '@')
    where a.id = i.user_id) then 'SAME_MAILBOX' end,
  case when exists (select from shop_blocks b where b.user_id in (i.user_id, i.inviter_id) and b.status <> 'released')
    then 'FRAUD_BLOCK' end], null)`

const settleSql = (which: string) =>
  `with open as materialized (
       select i.user_id from friend_invitations i where i.status = 'WAITING' and ${which} for update skip locked
     ), judged as materialized (
       select i.user_id, ${SIGNALS} as signals, (not i.proven_email or u.email is not null) and ${PLAYED} >= i.active_days as done,
         i.until <= ${at('$1')} as over
       from friend_invitations i join open using (user_id) join users u on u.id = i.user_id
     )
     update friend_invitations i set settled_at = ${at('$1')}, signals = case when j.done then j.signals else i.signals end,
       status = case when not j.done then 'MISSED' when cardinality(j.signals) > 0 then 'REVIEW' else 'EARNED' end
     from judged j where j.user_id = i.user_id and (j.done or j.over)`

/** Ends what has been fulfilled or has run out, of one player's invitations on either side. */
export async function settle(via: Queryable, nowMs: number, userId: number): Promise<void> {
  await via.query(settleSql('$2 in (i.user_id, i.inviter_id) order by i.invited_at limit 500'), [nowMs, userId])
}

/** The same of the next whose time is over, whoever they are of; gives how many they were. */
export async function settleOver(via: Queryable, nowMs: number, limit: number): Promise<number> {
  const { rowCount } = await via.query(settleSql(`i.until <= ${at('$1')} order by i.until, i.user_id limit $2`), [
    nowMs,
    limit,
  ])
  return rowCount ?? 0
}

/** How many wait whose time is over. */
export async function countOver(via: Queryable, nowMs: number): Promise<number> {
  const { rows } = await via.query<{ over: number }>(
    `select count(*) as over from friend_invitations where status = 'WAITING' and until <= ${at('$1')}`,
    [nowMs],
  )
  return rows[0]?.over ?? 0
}
