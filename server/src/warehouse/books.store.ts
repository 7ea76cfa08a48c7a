import type { Queryable } from '../platform/postgres/pool.ts'
import { BEGINNING, type Cursor } from '../stream/index.ts'
import type { Compared, ComparedEvent, DaySums } from './events.store.ts'

const LINE = `concat_ws('|', user_id, seq, xid, type, schema_version, floor(extract(epoch from occurred_at) * 1000)::bigint,
  command_id, coalesce(game, ''), coalesce(table_version::text, ''), coalesce(bet::text, ''), coalesce(win::text, ''))`
const HASH = `('x' || substr(md5(${LINE}), 1, 15))::bit(60)::bigint`
const UP_TO = '(xid, user_id, seq) <= ($1::xid8, $2::bigint, $3::bigint)'

/** The last event that no transaction under way can come before. */
export async function lastPlace(via: Queryable): Promise<Cursor> {
  const { rows } = await via.query<{ xid: string; user_id: number; seq: number }>(
    `select xid::text as xid, user_id, seq from player_events where xid < pg_snapshot_xmin(pg_current_snapshot())
     order by player_events.xid desc, user_id desc, seq desc limit 1`,
  )
  const [row] = rows
  return row ? { xid: row.xid, userId: row.user_id, seq: row.seq } : BEGINNING
}

/** Sums and checksum of every day of the books, as ClickHouse makes them. */
export async function sumDays(tx: Queryable, { fromDay, upTo }: Compared): Promise<DaySums[]> {
  await tx.query('set local statement_timeout = 0')
  const { rows } = await tx.query<DaySums & Record<string, unknown>>(
    `select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::text as events,
       coalesce(sum(bet), 0)::text as bet, coalesce(sum(win), 0)::text as win,
       mod(sum(${HASH}), 18446744073709551616)::text as checksum
     from player_events where ${UP_TO} and occurred_at >= $4::timestamp at time zone 'UTC' and day >= $4::date
     group by 1 order by 1`,
    [upTo.xid, upTo.userId, upTo.seq, fromDay],
  )
  return rows
}

/** The next events of a day of the books, by player and number. */
export async function eventsOf(
  via: Queryable,
  day: string,
  upTo: Cursor,
  after: ComparedEvent | undefined,
  limit: number,
): Promise<ComparedEvent[]> {
  const { rows } = await via.query<{ user_id: number; seq: number; line: string; payload: string }>(
    `select user_id, seq, ${LINE} as line, payload::text as payload from player_events
     where ${UP_TO} and day = $4::date and (user_id, seq) > ($5::bigint, $6::bigint)
     order by user_id, seq limit $7`,
    [upTo.xid, upTo.userId, upTo.seq, day, after?.userId ?? 0, after?.seq ?? 0, limit],
  )
  return rows.map(({ user_id, seq, line, payload }) => ({
    userId: user_id,
    seq,
    // As a reader is handed it: without the white space that whoever wrote it may have used.
    text: `${line}|${JSON.stringify(JSON.parse(payload))}`,
  }))
}
