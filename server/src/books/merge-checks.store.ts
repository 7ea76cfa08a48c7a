import type { Queryable } from '../platform/postgres/pool.ts'

/**
 * The first merge whose two events do not match: each must name the other, both must have moved the same under one
 * command, the closed account must have done nothing since, and neither event may be without the merge's row.
 */
export async function findBadMerge(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number; seq: number; why: string }>(MERGES_SQL)
  const [bad] = rows
  return bad && { where: `player_events user ${bad.user_id} seq ${bad.seq}`, why: bad.why }
}

const MERGES_SQL = `
with events as (
  select user_id, seq, command_id, type, payload from player_events
  where type in ('account.mergedOut', 'account.mergedIn')
), judged as (
  select coalesce(o.user_id, m.from_user_id) as user_id, coalesce(o.seq, m.from_seq) as seq, case
    when m.id is null then 'no merge is known that it is of'
    when o.user_id is null then 'the merge that names it has no such event'
    when i.user_id is null then 'the other account has no event of this merge'
    when m.command_id <> o.command_id or m.command_id <> i.command_id then 'the two events of its merge are of two commands'
    when (o.payload ->> 'intoUserId')::bigint <> i.user_id or (i.payload ->> 'fromUserId')::bigint <> o.user_id
      or o.payload ->> 'otherEventId' <> i.user_id || '-' || i.seq
      or i.payload ->> 'otherEventId' <> o.user_id || '-' || o.seq then 'the two events of its merge do not name each other'
    when (o.payload -> 'moved')::jsonb <> (i.payload -> 'moved')::jsonb then 'the other account got something else'
    when p.version <> o.seq then 'the account did something after it was merged away'
    when (p.state ->> 'mergedInto')::bigint is distinct from i.user_id then 'the account is not marked as merged away'
  end as why
  from account_merges m
  full join (select * from events where type = 'account.mergedOut') o on o.user_id = m.from_user_id and o.seq = m.from_seq
  left join (select * from events where type = 'account.mergedIn') i on i.user_id = m.into_user_id and i.seq = m.into_seq
  left join players p on p.user_id = o.user_id
  union all
  select i.user_id, i.seq, 'no merge is known that it is of' from events i
  where i.type = 'account.mergedIn'
    and not exists (select from account_merges m where m.into_user_id = i.user_id and m.into_seq = i.seq)
  union all
  select p.user_id, p.version, 'it is marked as merged away and no merge is known' from players p
  where p.state ->> 'mergedInto' is not null
    and not exists (select from account_merges m where m.from_user_id = p.user_id)
)
select user_id, seq, why from judged where why is not null order by 1, 2 limit 1`
