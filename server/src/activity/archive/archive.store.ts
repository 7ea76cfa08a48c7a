import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { type ArchivePart, bytesOf, rowsOf } from './archive-file.ts'

export const ARCHIVE_STATES = ['exporting', 'exported', 'dropped', 'restored'] as const
export type ArchiveState = (typeof ARCHIVE_STATES)[number]
/** What was restored is left alone for so long, then dropped again. */
export const RESTORED_DAYS = 30

export interface Archive {
  /** Its first day, `YYYY-MM-DD`. */
  readonly month: string
  readonly state: ArchiveState
  readonly parts: readonly ArchivePart[]
  readonly verified: number
  /** What is in the database came out of the file, which may have more. */
  readonly fromFile: boolean
  /** It was restored so short a time ago that it is left alone. */
  readonly stays: boolean
}

const MONTH_OF = `to_date(substr(c.relname, length('user_actions_') + 1), 'YYYYMM')`
const STAYS = `a.state = 'restored' and a.restored_at > ${at('$2')} - interval '${RESTORED_DAYS} days'`
const MONTHS = `from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'user_actions'::regclass and c.relname ~ '^user_actions_[0-9]{6}$'`

/** Months in the database that are older than so many whole months, the oldest first; not those just restored. */
export async function findOldMonths(via: Queryable, afterMonths: number, nowMs: number): Promise<string[]> {
  const { rows } = await via.query<{ month: string }>(
    `select ${MONTH_OF}::text as month ${MONTHS}
       and ${MONTH_OF} < (date_trunc('month', ${at('$2')} at time zone 'UTC') - make_interval(months => $1))::date
       and not exists (select from action_archives a where a.month = ${MONTH_OF} and ${STAYS})
     order by 1`,
    [afterMonths, nowMs],
  )
  return rows.map(({ month }) => month)
}

/** Whether the roll-ups have counted every day of a month, in whatever zone its days are. */
export async function isRolledUp(via: Queryable, month: string): Promise<boolean> {
  const { rows } = await via.query<{ counted: boolean }>(
    `select coalesce(max(day) > ($1::date + interval '1 month')::date, false) as counted from club_days`,
    [month],
  )
  return rows[0]?.counted === true
}

/** The archive of a month while nobody else works on it; one that is not there is begun. */
export async function lockArchive(tx: Queryable, month: string, nowMs: number): Promise<Archive> {
  await tx.query(`insert into action_archives (month, state) values ($1, 'exporting') on conflict do nothing`, [month])
  const { rows } = await tx.query<Archive & Record<string, unknown>>(
    `select month::text, state, parts, verified, coalesce(dropped_at, restored_at) is not null as "fromFile",
       coalesce(${STAYS}, false) as stays
     from action_archives a where month = $1 for update`,
    [month, nowMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`the archive of ${month} is gone`)
  return row
}

interface LineRow {
  readonly user_id: number
  readonly event_id: string
  readonly line: string
}

/** Actions of a month after a row of it, in the order of players and ids, each as a line of JSON. */
export async function readLines(
  tx: Queryable,
  month: string,
  after: Pick<ArchivePart, 'lastUserId' | 'lastEventId'> | undefined,
  limit: number,
): Promise<LineRow[]> {
  const { rows } = await tx.query<LineRow & Record<string, unknown>>(
    `select user_id, event_id, json_build_object('userId', user_id, 'eventId', event_id, 'type', type,
       'occurredAt', occurred_at, 'receivedAt', received_at, 'props', props)::text as line
     from user_actions
     where received_at >= $1::date::timestamp at time zone 'UTC'
       and received_at < ($1::date + interval '1 month') at time zone 'UTC' and (user_id, event_id) > ($2::bigint, $3::uuid)
     order by user_id, event_id limit $4`,
    [month, after?.lastUserId ?? -1, after?.lastEventId ?? '00000000-0000-0000-0000-000000000000', limit],
  )
  return rows
}

/** Gives the statements of this transaction the time that a whole month takes; none waits longer for a lock. */
export const takeTime = (tx: Queryable) => tx.query(`set local statement_timeout = '10min'`)

export async function countActions(tx: Queryable, month: string): Promise<number> {
  const { rows } = await tx.query<{ actions: number }>(
    `select count(*) as actions from user_actions where received_at >= $1::date::timestamp at time zone 'UTC'
       and received_at < ($1::date + interval '1 month') at time zone 'UTC'`,
    [month],
  )
  return rows[0]?.actions ?? 0
}

/** Writes down what has become of a month. */
export async function writeArchive(
  tx: Queryable,
  { month, state, parts, verified }: Omit<Archive, 'fromFile' | 'stays'>,
  nowMs: number,
) {
  await tx.query(
    `update action_archives set state = $2, parts = $3, verified = $4, rows = $5, bytes = $6,
       exported_at = case when $2 = 'exported' and state = 'exporting' then ${at('$7')} else exported_at end,
       dropped_at = case when $2 = 'dropped' then ${at('$7')} else dropped_at end,
       restored_at = case when $2 = 'restored' then ${at('$7')} else restored_at end
     where month = $1`,
    [month, state, JSON.stringify(parts), verified, rowsOf(parts), bytesOf(parts), nowMs],
  )
}

/** Drops the partition of a month that is whole in its file and was read back; gives how many rows went. */
export async function dropPartition(tx: Queryable, month: string): Promise<number> {
  const { rows } = await tx.query<{ gone: number }>('select drop_action_partition($1) as gone', [month])
  return rows[0]?.gone ?? 0
}

export async function ensurePartition(tx: Queryable, month: string): Promise<void> {
  await tx.query('select ensure_action_partitions($1, 1)', [month])
}

/**
 * Puts lines of an archive back, each once for its player and id; gives how many were not there. Players who were erased
 * since are left out: their rows are held, so that nobody is erased meanwhile.
 */
export async function insertLines(tx: Queryable, lines: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    `with told as materialized (
       select * from json_to_recordset($1::json) as t("userId" bigint, "eventId" uuid, type text, "occurredAt" timestamptz,
         "receivedAt" timestamptz, props jsonb)
     ), here as materialized (
       select id from users where id in (select "userId" from told) and deleted_at is null for share
     )
     insert into user_actions (user_id, event_id, type, occurred_at, received_at, props)
     select "userId", "eventId", type, "occurredAt", "receivedAt", props from told join here on here.id = "userId"
     order by "userId", "eventId" on conflict do nothing`,
    [`[${lines.join(',')}]`],
  )
  return rowCount ?? 0
}

export interface ArchiveRow {
  readonly month: string
  /** Null: in the database alone. */
  readonly state: ArchiveState | null
  readonly inDatabase: boolean
  readonly rows: number
  readonly bytes: number
}

/** Every month that is in the database or in a file, the oldest first. */
export async function listMonths(via: Queryable): Promise<ArchiveRow[]> {
  const { rows } = await via.query<ArchiveRow & Record<string, unknown>>(
    `select coalesce(p.month, a.month)::text as month, a.state, p.month is not null as "inDatabase",
       coalesce(a.rows, 0) as rows, coalesce(a.bytes, 0) as bytes
     from (select ${MONTH_OF} as month ${MONTHS}) p full join action_archives a on a.month = p.month order by 1`,
  )
  return rows
}
