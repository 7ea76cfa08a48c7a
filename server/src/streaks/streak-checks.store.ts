import type { Queryable } from '../platform/postgres/pool.ts'

/** Each finds a streak that contradicts the events, and says what is wrong. */
const CHECKS: readonly string[] = [
  `select 'streak_days user ' || d.user_id || ' ' || d.local_date as "where", 'no event wrote it' as why
   from streak_days d left join player_events e on e.user_id = d.user_id and e.seq = d.seq
   where e.type is distinct from 'streak.ticked' or case d.kind
     when 'ticked' then e.payload ->> 'day' is distinct from d.local_date::text
       or (e.payload ->> 'count')::integer is distinct from d.count
     else not (e.payload -> 'shieldedDays')::jsonb ? d.local_date::text end`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'its days are not written' as why
   from player_events e where e.type = 'streak.ticked' and 1 + json_array_length(e.payload -> 'shieldedDays') <>
     (select count(*) from streak_days d where d.user_id = e.user_id and d.seq = e.seq)`,
  `select 'players user ' || p.user_id as "where", 'its streak is not what its events made of it' as why
   from players p left join lateral (select e.payload from player_events e
     where e.user_id = p.user_id and e.type = 'streak.ticked' order by e.seq desc limit 1) t on true
   where (p.state #>> '{streak,count}')::integer is distinct from (t.payload ->> 'count')::integer
     or p.state #>> '{streak,lastDay}' is distinct from t.payload ->> 'day'`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'its reward is not that of its terms' as why
   from player_events e left join streak_terms t
     on t.version = (e.payload ->> 'termsVersion')::integer and t.status = 'published'
   where e.type = 'streak.ticked' and (e.payload -> 'reward')::jsonb is distinct from
     t.body -> 'rewards' -> (((e.payload ->> 'count')::integer - 1) % jsonb_array_length(t.body -> 'rewards'))`,
]

/** The first streak that contradicts the events. */
export async function findBadStreak(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  for (const check of CHECKS) {
    const { rows } = await tx.query<{ where: string; why: string }>(`${check} order by 1 limit 1`)
    if (rows[0]) return rows[0]
  }
  return undefined
}
