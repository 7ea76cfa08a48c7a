import type { ImportLineReply, ImportProblem, RewardImport } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { CheckedFile, ResolvedLine } from './resolve-lines.ts'

export type ImportStatus = RewardImport['status']
export type LineStatus = ImportLineReply['status']

interface ImportRow {
  id: string
  status: ImportStatus
  file_name: string
  reason: string
  hash: string
  lines: number
  players: number
  coins: number
  gems: number
  tickets: number
  xp: number
  items: number
  unlocks: number
  problems: ImportProblem[]
  created_by: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
}

const toImport = (row: ImportRow): RewardImport => ({
  id: row.id,
  status: row.status,
  fileName: row.file_name,
  reason: row.reason,
  hash: row.hash,
  lines: row.lines,
  reach: {
    players: row.players,
    coins: row.coins,
    gems: row.gems,
    tickets: row.tickets,
    xp: row.xp,
    items: row.items,
    unlocks: row.unlocks,
  },
  problems: row.problems,
  progress: null,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** The ids among these that are players, and the players of these nicknames, as they are written here. */
export async function findNamed(
  via: Queryable,
  userIds: readonly number[],
  nicknames: readonly string[],
): Promise<{ userIds: ReadonlySet<number>; nicknames: ReadonlyMap<string, number> }> {
  const byId = await via.query<{ user_id: number }>('select user_id from players where user_id = any($1::bigint[])', [
    userIds,
  ])
  const byName = await via.query<{ name: string; id: number }>(
    `select named.name, u.id from unnest($1::text[]) as named(name)
     join users u on lower(u.nickname) = lower(named.name) join players p on p.user_id = u.id`,
    [nicknames],
  )
  return {
    userIds: new Set(byId.rows.map((row) => row.user_id)),
    nicknames: new Map(byName.rows.map((row) => [row.name, row.id])),
  }
}

export interface NewImport {
  readonly id: string
  readonly status: ImportStatus
  readonly fileName: string
  readonly reason: string
  readonly hash: string
  readonly lines: number
  readonly reach: CheckedFile['reach']
  readonly problems: readonly ImportProblem[]
  readonly createdBy: string
  readonly nowMs: number
}

/** False: there is an import of this id already. */
export async function insertImport(tx: Queryable, it: NewImport): Promise<boolean> {
  const { players, coins, gems, tickets, xp, items, unlocks } = it.reach
  const { rowCount } = await tx.query(
    `insert into reward_imports (id, status, file_name, reason, hash, lines, players, coins, gems, tickets, xp, items,
       unlocks, problems, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16::bigint / 1000.0))
     on conflict do nothing`,
    [
      ...[
        it.id,
        it.status,
        it.fileName,
        it.reason,
        it.hash,
        it.lines,
        players,
        coins,
        gems,
        tickets,
        xp,
        items,
        unlocks,
      ],
      ...[JSON.stringify(it.problems), it.createdBy, it.nowMs],
    ],
  )
  return rowCount === 1
}

export async function insertLines(tx: Queryable, importId: string, lines: readonly ResolvedLine[]): Promise<void> {
  await tx.query(
    `insert into reward_import_lines (import_id, line, user_id, reward, note, status)
     select $1, line, user_id, reward::json, note, 'waiting'
     from unnest($2::integer[], $3::bigint[], $4::text[], $5::text[]) as file(line, user_id, reward, note)`,
    [
      importId,
      lines.map(({ line }) => line),
      lines.map(({ userId }) => userId),
      lines.map(({ reward }) => JSON.stringify(reward)),
      lines.map(({ note }) => note),
    ],
  )
}

/** With `for update` nobody else changes it until the transaction ends. */
export async function findImport(
  via: Queryable,
  id: string,
  lock: '' | 'for update' = '',
): Promise<RewardImport | undefined> {
  const { rows } = await via.query<ImportRow>(`select * from reward_imports where id = $1 ${lock}`, [id])
  return rows[0] && toImport(rows[0])
}

export interface ImportPage {
  readonly status?: ImportStatus | undefined
  readonly page: number
  readonly perPage: number
}

/** A page of imports, the newest first, and how many there are. */
export async function findImports(
  via: Queryable,
  { status, page, perPage }: ImportPage,
): Promise<{ imports: RewardImport[]; total: number }> {
  const fits = 'from reward_imports where ($1::text is null or status = $1)'
  const counted = await via.query<{ total: number }>(`select count(*) as total ${fits}`, [status ?? null])
  const { rows } = await via.query<ImportRow>(`select * ${fits} order by created_at desc, id limit $2 offset $3`, [
    status ?? null,
    perPage,
    (page - 1) * perPage,
  ])
  return { imports: rows.map(toImport), total: counted.rows[0]?.total ?? 0 }
}

/** How many lines stand how. */
export async function countLines(via: Queryable, importId: string): Promise<Record<LineStatus, number>> {
  const { rows } = await via.query<{ status: LineStatus; count: number }>(
    'select status, count(*) as count from reward_import_lines where import_id = $1 group by status',
    [importId],
  )
  const counts = Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  return { waiting: 0, granted: 0, failed: 0, cancelled: 0, ...counts }
}

/** Moves an import from one status to another; false when it was no more where it was thought to be. */
export async function moveImport(
  tx: Queryable,
  id: string,
  { from, to, nowMs }: { from: ImportStatus; to: 'running' | 'cancelled' | 'done'; nowMs: number },
): Promise<boolean> {
  const stamp = to === 'running' ? 'started_at' : 'ended_at'
  const { rowCount } = await tx.query(
    `update reward_imports set status = $3, ${stamp} = to_timestamp($4::bigint / 1000.0) where id = $1 and status = $2`,
    [id, from, to, nowMs],
  )
  return rowCount === 1
}

export async function cancelWaitingLines(tx: Queryable, importId: string): Promise<void> {
  await tx.query(`update reward_import_lines set status = 'cancelled' where import_id = $1 and status = 'waiting'`, [
    importId,
  ])
}
