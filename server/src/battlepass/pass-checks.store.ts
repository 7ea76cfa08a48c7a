import type { Queryable } from '../platform/postgres/pool.ts'

/** A row `it` that a merge brought is the same as one of the account that went, but for whose it is. */
const CAME_BY_MERGE = (table: string, same: string) => `(e.type = 'account.mergedIn' and exists (select from ${table} o
  where o.user_id = (e.payload ->> 'fromUserId')::bigint and o.season = it.season and ${same}))`

/** Each finds a row of the battle pass that contradicts the events, and says what is wrong. */
const CHECKS: readonly string[] = [
  `select 'pass_claims ' || it.season || ' user ' || it.user_id || ' level ' || it.level || ' ' || it.track as "where",
     'no event paid it' as why
   from pass_claims it left join player_events e on e.user_id = it.user_id and e.seq = it.seq
   where (e.type is distinct from 'battlepass.claimed' or e.payload ->> 'season' is distinct from it.season
     or not (e.payload -> 'claims')::jsonb @> jsonb_build_array(jsonb_build_object('level', it.level, 'track', it.track)))
     and ${CAME_BY_MERGE('pass_claims', 'o.level = it.level and o.track = it.track')} is not true`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'its claims are not written' as why
   from player_events e where e.type = 'battlepass.claimed' and json_array_length(e.payload -> 'claims') <>
     (select count(*) from pass_claims c where c.user_id = e.user_id and c.seq = e.seq)`,
  `select 'pass_tracks ' || it.season || ' user ' || it.user_id as "where", 'no event paid for it' as why
   from pass_tracks it left join player_events e on e.user_id = it.user_id and e.seq = it.seq
   where (e.type is distinct from 'battlepass.bought' or e.payload ->> 'season' is distinct from it.season
     or (e.payload ->> 'priceGems')::bigint is distinct from it.price_gems)
     and ${CAME_BY_MERGE('pass_tracks', 'o.price_gems = it.price_gems')} is not true`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'the track it bought is not there' as why
   from player_events e left join pass_tracks t on t.user_id = e.user_id and t.seq = e.seq
   where e.type = 'battlepass.bought' and t.season is distinct from e.payload ->> 'season'`,
  `select 'pass_coupons ' || c.id as "where", 'no event used it' as why
   from pass_coupons c left join player_events e on e.user_id = c.user_id and e.seq = c.used_seq
   where c.used_seq is not null and (e.type is distinct from 'battlepass.couponUsed'
     or (e.payload ->> 'couponId')::bigint is distinct from c.id)`,
]

/** The first row of the battle pass that contradicts the events. */
export async function findBadPass(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  for (const check of CHECKS) {
    const { rows } = await tx.query<{ where: string; why: string }>(`${check} order by 1 limit 1`)
    if (rows[0]) return rows[0]
  }
  return undefined
}
