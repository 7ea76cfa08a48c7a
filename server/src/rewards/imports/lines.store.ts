import type { ImportLineReply, Reward } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { LineStatus } from './imports.store.ts'
import type { ResolvedLine } from './resolve-lines.ts'

/** The import that has run longest, with why it was made. */
export async function findRunning(via: Queryable): Promise<{ id: string; reason: string } | undefined> {
  const { rows } = await via.query<{ id: string; reason: string }>(
    `select id, reason from reward_imports where status = 'running' order by started_at, id limit 1`,
  )
  return rows[0]
}

/** The next lines that nothing has become of yet. */
export async function nextLines(via: Queryable, importId: string, limit: number): Promise<ResolvedLine[]> {
  const { rows } = await via.query<{ line: number; user_id: number; reward: Reward; note: string }>(
    `select line, user_id, reward, note from reward_import_lines
     where import_id = $1 and status = 'waiting' order by line limit $2`,
    [importId, limit],
  )
  return rows.map(({ line, user_id, reward, note }) => ({ line, userId: user_id, reward, note }))
}

/** In the transaction of the grant: the line is granted now. False when it was cancelled meanwhile. */
export async function settleGranted(tx: Queryable, importId: string, line: number, seq: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update reward_import_lines set status = 'granted', seq = $3
     where import_id = $1 and line = $2 and status = 'waiting'`,
    [importId, line, seq],
  )
  return rowCount === 1
}

export async function settleFailed(via: Queryable, importId: string, line: number, reason: string): Promise<void> {
  await via.query(
    `update reward_import_lines set status = 'failed', reason = $3
     where import_id = $1 and line = $2 and status = 'waiting'`,
    [importId, line, reason],
  )
}

interface LineRow {
  line: number
  user_id: number
  nickname: string
  reward: Reward
  note: string
  status: LineStatus
  reason: string | null
  seq: number | null
}

const toLine = (row: LineRow): ImportLineReply => ({
  id: row.line,
  userId: row.user_id,
  nickname: row.nickname,
  reward: row.reward,
  note: row.note,
  status: row.status,
  reason: row.reason,
  eventId: row.seq === null ? null : `${row.user_id}-${row.seq}`,
})

export interface LineFilter {
  readonly importId: string
  readonly status?: LineStatus | undefined
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const FITS = 'from reward_import_lines l where import_id = $1 and ($2::text is null or status = $2)'

/** A page of an import's lines, and how many fit the filter. */
export async function findLines(
  via: Queryable,
  { importId, status, ascending, page, perPage }: LineFilter,
): Promise<{ lines: ImportLineReply[]; total: number }> {
  const fits = [importId, status ?? null]
  const counted = await via.query<{ total: number }>(`select count(*) as total ${FITS}`, fits)
  const { rows } = await via.query<LineRow>(
    `select l.*, (select nickname from users u where u.id = l.user_id) as nickname ${FITS}
     order by line ${ascending ? 'asc' : 'desc'} limit $3 offset $4`,
    [...fits, perPage, (page - 1) * perPage],
  )
  return { lines: rows.map(toLine), total: counted.rows[0]?.total ?? 0 }
}

const CHUNK = 1_000

/** Every line that failed, in order, read in chunks so that the memory stays small. */
export async function* eachFailure(via: Queryable, importId: string): AsyncIterable<ImportLineReply> {
  for (let after = 0; ; ) {
    const { rows } = await via.query<LineRow>(
      `select l.*, (select nickname from users u where u.id = l.user_id) as nickname
       from reward_import_lines l where import_id = $1 and status = 'failed' and line > $2 order by line limit $3`,
      [importId, after, CHUNK],
    )
    yield* rows.map(toLine)
    const last = rows.at(-1)
    if (last === undefined || rows.length < CHUNK) return
    after = last.line
  }
}
