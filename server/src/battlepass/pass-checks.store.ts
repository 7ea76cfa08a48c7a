import type { Queryable } from '../platform/postgres/pool.ts'

/** Each finds a row of the battle pass that contradicts the events, and says what is wrong. */
const CHECKS: readonly string[] = [
  `select 'pass_claims ' || c.season || ' user ' || c.user_id || ' level ' || c.level || ' ' || c.track as "where",
     'no event paid it' as why
   from pass_claims c left join player_events e on e.user_id = c.user_id and e.seq = c.seq
   where e.type is distinct from 'battlepass.claimed' or e.payload ->> 'season' is distinct from c.season
     or not (e.payload -> 'claims')::jsonb @> jsonb_build_array(jsonb_build_object('level', c.level, 'track', c.track))`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'its claims are not written' as why
   from player_events e where e.type = 'battlepass.claimed' and json_array_length(e.payload -> 'claims') <>
     (select count(*) from pass_claims c where c.user_id = e.user_id and c.seq = e.seq)`,
  `select 'pass_tracks ' || t.season || ' user ' || t.user_id as "where", 'no event paid for it' as why
   from pass_tracks t left join player_events e on e.user_id = t.user_id and e.seq = t.seq
   where e.type is distinct from 'battlepass.bought' or e.payload ->> 'season' is distinct from t.season
     or (e.payload ->> 'priceGems')::bigint is distinct from t.price_gems`,
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
