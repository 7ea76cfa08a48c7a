import type { MissionBody, PriceCurrency, Rank } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { meantFor } from '../segments/index.ts'
import type { DayAmounts } from './mission.rule.ts'

/** Players are read no further than this; more of them change a percentile by little. */
export const MOST_READ = 20_000
/** Three statements are done, or given up, before a browser (55 s) and the proxy (60 s) give up on the answer. */
const TIMEOUT_SECONDS = 16

/** Whole local days of a zone, `YYYY-MM-DD`, both of them within. */
export interface Days {
  readonly from: string
  readonly until: string
  readonly zone: string
}

/** Nobody waits longer for a statement of this transaction. */
export async function boundTime(tx: Queryable): Promise<void> {
  await tx.query(`set local statement_timeout = '${TIMEOUT_SECONDS}s'`)
}

export interface Reader {
  readonly id: number
  /** Of `lifecycle`; null: he is in none yet. */
  readonly segment: string | null
}

const RANKS_SQL = `array['STANDARD', 'PREMIUM', 'VIP']`

/** Those who were there in these days and whom something would be for: so many at most, in an order made of a number. */
export async function findReaders(
  tx: Queryable,
  { from, until }: Days,
  { segments, rank, order }: { readonly segments: readonly string[]; readonly rank: Rank; readonly order: number },
): Promise<{ eligible: number; readers: Reader[] }> {
  const { rows } = await tx.query<Reader & { eligible: number } & Record<string, unknown>>(
    `with there as materialized (
       select distinct user_id from player_days d where d.day between $1::date and $2::date and (d.was_there or d.actions > 0)
     )
     select u.id, s.segment, count(*) over () as eligible
     from there t join users u on u.id = t.user_id and u.deleted_at is null
     left join player_segments s on s.user_id = u.id and s.dimension = 'lifecycle'
     left join vip_standings v on v.user_id = u.id
     where ${meantFor('$3::text[]', 'u.id')} and greatest(array_position(${RANKS_SQL}, u.rank),
       array_position(${RANKS_SQL}, v.rank)) >= array_position(${RANKS_SQL}, $4::text)
     order by hashint8extended(u.id, $5::bigint), u.id limit ${MOST_READ}`,
    [from, until, segments, rank, order],
  )
  const readers = rows.map(({ id, segment }) => ({ id, segment }))
  return { eligible: rows[0]?.eligible ?? 0, readers }
}

const OWN_DAYS = 'd.user_id = any($1::bigint[]) and d.day between $2::date and $3::date and $4::text is not null'
const fromDays = (amount: string) =>
  `select d.user_id, d.day, (${amount})::bigint as amount from player_days d where ${OWN_DAYS}`
/** Sums of plays stand in quarters of an hour, of which local days of every zone are made. */
const fromQuarters = (amount: string, games: string) =>
  `select q.user_id, (q.quarter at time zone $4)::date as day, sum(${amount})::bigint as amount from play_quarters q
   where q.user_id = any($1::bigint[]) and q.quarter >= $2::date::timestamp at time zone $4
     and q.quarter < ($3::date + 1)::timestamp at time zone $4 and ${games} group by 1, 2`
const fromEvents = (which: string, amount: string) =>
  `select e.user_id, (e.occurred_at at time zone $4)::date as day, sum(${amount})::bigint as amount from player_events e
   where e.user_id = any($1::bigint[]) and ${which} and e.day between $2::date - 1 and $3::date + 1 group by 1, 2`

/** Of rounds it is not summed in which currency they paid. */
const ROUNDS = ['crash', 'match', 'lottery']
const NO_ROUNDS = `q.game not in ('${ROUNDS.join(`', '`)}')`

function amountsSql({ counts, game }: Pick<MissionBody, 'counts' | 'game'>): string {
  const games = `($5::text is null or q.game = $5)`
  if (counts === 'PLAYS') return fromQuarters('q.plays', games)
  if (counts === 'WINS') return fromQuarters('q.wins', games)
  if (counts === 'COINS_WON') {
    if (game === null) return fromQuarters('q.win', NO_ROUNDS)
    if (!ROUNDS.includes(game)) return fromQuarters('q.win', games)
    return fromEvents(`e.game = $5 and e.payload ->> 'currency' = 'coins'`, 'e.win')
  }
  if (counts === 'GACHA_PULLS') return fromEvents(`e.game = 'gacha'`, `(e.payload ->> 'count')::bigint`)
  if (counts === 'PURCHASES') return fromDays('d.purchases')
  if (counts === 'ITEMS_USED') return fromEvents(`e.type = 'inventory.used'`, `(e.payload ->> 'quantity')::bigint`)
  return fromDays('case when d.was_there then 1 else 0 end')
}

/** What each of these players did of it, by day. */
export async function findAmounts(
  tx: Queryable,
  ids: readonly number[],
  { from, until, zone }: Days,
  mission: Pick<MissionBody, 'counts' | 'game'>,
): Promise<ReadonlyMap<number, DayAmounts>> {
  const { rows } = await tx.query<{ user_id: number; days: number[]; amounts: number[] }>(
    `select user_id, array_agg(day - $2::date order by day) as days, array_agg(amount order by day) as amounts
     from (${amountsSql(mission)}) x
     where amount > 0 and day between $2::date and $3::date and ($5::text is null or true) group by user_id`,
    [ids, from, until, zone, mission.game],
  )
  return new Map(rows.map(({ user_id, days, amounts }) => [user_id, { days, amounts: amounts.map(Number) }]))
}

/** What each of these players paid at once, in a currency, in the order in which he did. */
export async function findPayments(
  tx: Queryable,
  ids: readonly number[],
  { from, until, zone }: Days,
  currency: PriceCurrency,
): Promise<ReadonlyMap<number, DayAmounts>> {
  const { rows } = await tx.query<{ user_id: number; days: number[]; amounts: number[] }>(
    `select user_id, array_agg((created_at at time zone $4)::date - $2::date order by id) as days,
       array_agg(amount order by id) as amounts
     from shop_purchases where user_id = any($1::bigint[]) and status = 'granted' and currency = $5
       and created_at >= $2::date::timestamp at time zone $4 and created_at < ($3::date + 1)::timestamp at time zone $4
     group by user_id`,
    [ids, from, until, zone, currency],
  )
  return new Map(rows.map(({ user_id, days, amounts }) => [user_id, { days, amounts: amounts.map(Number) }]))
}

/** Missions that these players finished in windows of these days, and of how many the rewards were taken. */
export async function findClaims(
  tx: Queryable,
  ids: readonly number[],
  { from, until }: Days,
): Promise<{ done: number; claimed: number }> {
  const { rows } = await tx.query<{ done: number; claimed: number }>(
    `select count(p.done_at) as done, count(p.claimed_seq) as claimed from mission_progress p
     join missions m on m.id = p.mission and m.kind = 'mission'
     where p.user_id = any($3::bigint[]) and p.began between $1::date and $2::date`,
    [from, until, ids],
  )
  return rows[0] ?? { done: 0, claimed: 0 }
}

/** Units of a stock that nobody has; undefined: there is no such stock. */
export async function findStockLeft(tx: Queryable, stock: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ left: number }>('select total - taken as left from shop_stocks where id = $1', [
    stock,
  ])
  return rows[0]?.left
}
