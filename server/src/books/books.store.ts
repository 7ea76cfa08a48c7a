import type { Carried, SafeState } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** One event with at most one of its ledger lines; an event with two lines is two rows, one after the other. */
export interface BookRow {
  readonly user_id: number
  readonly seq: number
  readonly has_event: boolean
  readonly has_player: boolean
  readonly command_id: string
  readonly command_seq: number | null
  readonly occurred_ms: number
  readonly type: string
  readonly schema_version: number
  readonly game: string | null
  readonly table_version: number | null
  readonly bet: number | null
  readonly win: number | null
  readonly payload: string
  /** What came into and went out of the inventory with this event; null for nothing. */
  readonly items: Readonly<Record<string, number>> | null
  readonly line: number | null
  readonly currency: 'coins' | 'gems' | 'tickets'
  readonly amount: number
  readonly balance_after: number
  readonly counter_account: string
  readonly reason: string
  readonly ledger_command_id: string
  readonly ledger_occurred_ms: number
  readonly hash: string
}

const BOOKS_SQL = `
select coalesce(e.user_id, l.user_id) as user_id, coalesce(e.seq, l.seq) as seq, e.user_id is not null as has_event,
  p.user_id is not null as has_player, e.command_id, c.seq as command_seq,
  round(extract(epoch from e.occurred_at) * 1000)::bigint as occurred_ms, e.type, e.schema_version, e.game, e.table_version, e.bet, e.win,
  e.payload::text as payload, l.line, l.currency, l.amount, l.balance_after, l.counter_account, l.reason,
  l.command_id as ledger_command_id, round(extract(epoch from l.occurred_at) * 1000)::bigint as ledger_occurred_ms,
  encode(l.hash, 'hex') as hash,
  (select json_object_agg(g.item, g.quantity) from (
    select item, sum(quantity) as quantity from inventory_entries g
    where g.user_id = e.user_id and g.seq = e.seq and (l.line is null or l.line = 0) group by item) g) as items
from player_events e
full join ledger_entries l on l.user_id = e.user_id and l.seq = e.seq
left join players p on p.user_id = coalesce(e.user_id, l.user_id)
left join player_commands c on c.user_id = e.user_id and c.command_id = e.command_id
order by 1, 2, l.line nulls first`

const FETCH = 5_000

/** All books in order of player and event, as one snapshot of the database; `tx` must be a transaction. */
export async function* readBooks(tx: Queryable): AsyncIterable<BookRow> {
  await tx.query(`declare books no scroll cursor for ${BOOKS_SQL}`)
  for (;;) {
    const { rows } = await tx.query<BookRow & Record<string, unknown>>(`fetch ${FETCH} from books`)
    yield* rows
    if (rows.length < FETCH) return
  }
}

/** A player's row as the books must add up to it. */
export interface PlayerTotals {
  readonly user_id: number
  readonly version: number
  readonly coins: number
  readonly gems: number
  readonly tickets: number
  readonly ledger_hash: string
  readonly nonce: number
  readonly xp: number
  /** What he decided about his play, and what he used. */
  readonly safe?: SafeState | null
  /** What each game keeps about him. */
  readonly games: Readonly<Record<string, Carried>>
  /** Stakes that have not ended, by the events that placed them. */
  readonly open_stakes: readonly string[]
}

export async function readPlayerTotals(tx: Queryable): Promise<Map<number, PlayerTotals>> {
  const { rows } = await tx.query<PlayerTotals & Record<string, unknown>>(
    `select user_id, version, coins, gems, tickets, encode(ledger_hash, 'hex') as ledger_hash, nonce,
       coalesce(state -> 'games', '{}') as games, state -> 'safe' as safe, coalesce((state ->> 'xp')::bigint, 0) as xp,
       array(select s.user_id || '-' || s.seq from stakes s where s.user_id = p.user_id and s.state = 'open') as open_stakes
     from players p`,
  )
  return new Map(rows.map((row) => [row.user_id, row]))
}

/** The first command that is known without an event to answer it from. */
export async function findOrphanCommand(tx: Queryable): Promise<{ user_id: number; command_id: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number; command_id: string }>(
    `select c.user_id, c.command_id from player_commands c
     left join player_events e on e.user_id = c.user_id and e.seq = c.seq and e.command_id = c.command_id
     where e.user_id is null order by 1, 2 limit 1`,
  )
  return rows[0]
}

/** What each account holds over the whole ledger; player and house sides of a currency cancel out. */
export async function trialBalance(tx: Queryable): Promise<{ account: string; currency: string; balance: string }[]> {
  const { rows } = await tx.query<{ account: string; currency: string; balance: string }>(
    `select 'players' as account, currency, sum(amount)::text as balance from ledger_entries group by currency
     union all
     select counter_account, currency, (-sum(amount))::text from ledger_entries group by counter_account, currency
     order by 2, 1`,
  )
  return rows
}

/** The first item of which a player has another number than his entries come to, or an entry without its event. */
export async function findBadItem(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number; item: string; had: string; sum: string }>(
    `select coalesce(i.user_id, g.user_id) as user_id, coalesce(i.item, g.item) as item,
       coalesce(i.quantity, 0)::text as had, coalesce(g.quantity, 0)::text as sum
     from inventory i
     full join (
       select user_id, item, expires_at, sum(quantity) as quantity from inventory_entries
       group by user_id, item, expires_at
     ) g on g.user_id = i.user_id and g.item = i.item and g.expires_at = i.expires_at
     where coalesce(i.quantity, 0) <> coalesce(g.quantity, 0) order by 1, 2 limit 1`,
  )
  const [bad] = rows
  if (bad) {
    return { where: `inventory user ${bad.user_id} ${bad.item}`, why: `${bad.had}, but its entries come to ${bad.sum}` }
  }
  const spent = await findOverspentItem(tx)
  if (spent) return spent
  const orphan = await tx.query<{ user_id: number; seq: number; item: string }>(
    `select g.user_id, g.seq, g.item from inventory_entries g
     left join player_events e on e.user_id = g.user_id and e.seq = g.seq and e.command_id = g.command_id
     where e.user_id is null order by 1, 2, 3 limit 1`,
  )
  const [entry] = orphan.rows
  return (
    entry && { where: `inventory_entries user ${entry.user_id} seq ${entry.seq} ${entry.item}`, why: 'it has no event' }
  )
}

/** The first stake whose row and whose events differ in how it ended. */
export async function findBadStake(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ round_id: number; user_id: number; seq: number }>(
    `select s.round_id, s.user_id, s.seq from stakes s
     left join player_events placed on placed.user_id = s.user_id and placed.seq = s.seq
     left join player_events ended on ended.user_id = s.user_id and ended.seq = s.ended_seq
     where placed.type is distinct from 'stake.placed'
       or (s.state = 'returned' and ended.type is distinct from 'stake.returned')
       or (s.state = 'settled' and (ended.win is distinct from s.win or ended.bet is distinct from s.bet))
     order by 1, 2, 3 limit 1`,
  )
  const [bad] = rows
  return (
    bad && { where: `stakes round ${bad.round_id} user ${bad.user_id} seq ${bad.seq}`, why: 'its events say otherwise' }
  )
}

/** The first entry that took more of a stock than there was. */
async function findOverspentItem(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number; seq: number; item: string; left: string }>(
    `select user_id, seq, item, left_over::text as left from (
       select user_id, seq, item,
         sum(quantity) over (partition by user_id, item, expires_at order by seq) as left_over
       from inventory_entries
     ) stock where left_over < 0 order by 1, 2, 3 limit 1`,
  )
  const [bad] = rows
  return (
    bad && { where: `inventory_entries user ${bad.user_id} seq ${bad.seq} ${bad.item}`, why: `it leaves ${bad.left}` }
  )
}
