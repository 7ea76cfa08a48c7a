import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { Policy } from './policies.ts'

/**
 * Which of these players may be written to or offered something now. Whoever sends anything of the club's own accord must ask: nobody who is paused, excluded or at a limit is in the answer, nor an
 * account that was merged away, nor anybody unknown. Whoever asks in a transaction of his own says so by `via`.
 */
export type MayContact = (userIds: readonly number[], nowMs: number, via?: Queryable) => Promise<ReadonlySet<number>>

/** `$1` who is asked about, `$2` now, `$3` limits that everybody has, `$4` the windows that are open: day, week, month. */
const CONTACT_SQL = `
select p.user_id
from unnest($1::bigint[]) as asked(user_id)
join players p on p.user_id = asked.user_id
where p.state ->> 'mergedInto' is null and p.state #>> '{safe,restrictions,exclusion}' is null
  and coalesce((p.state #>> '{safe,restrictions,pausedUntilMs}')::bigint, 0) <= $2
  and not exists (
    select from (
      select id, most::numeric from json_each_text(p.state #> '{safe,restrictions,limits}') as own(id, most)
      union all
      select id, most::numeric from json_each_text($3::json) as everybody(id, most)
    ) as limits,
    lateral (select case split_part(id, '.', 2) when 'day' then 0 when 'week' then 1 else 2 end as nth) as place,
    lateral (select p.state #> array['safe', 'usage', 'windows', nth::text] as used) as open
    where most <= case
      -- Of a window that is over nothing is used.
      when used is null or (used ->> 0)::bigint < ($4::bigint[])[nth + 1] then 0
      else case split_part(id, '.', 1)
        when 'stakeCoins' then (used ->> 2)::numeric
        when 'lossCoins' then -(used ->> 3)::numeric
        when 'stakeGems' then (used ->> 4)::numeric
        when 'lossGems' then -(used ->> 5)::numeric
        when 'timeMinutes' then (used ->> 6)::numeric / 60000
        when 'spendWon' then (used ->> 7)::numeric
      end
    end
  )`

/** The one guard of messages, over the truth itself: one statement however many are asked about. */
export function mayContact(pool: Pool, policy: Policy): MayContact {
  return async (userIds, nowMs, via = pool) => {
    const { rows } = await via.query<{ user_id: number }>({
      name: 'safe-may-contact',
      text: CONTACT_SQL,
      values: [userIds, nowMs, JSON.stringify(policy.ceilings), policy.calendar(nowMs).windows],
    })
    return new Set(rows.map(({ user_id }) => user_id))
  }
}
