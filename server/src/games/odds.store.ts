import type { Pool, Queryable } from '../platform/postgres/pool.ts'

export type OddsStatus = 'draft' | 'published' | 'retired'

/** A version of a game's odds; `body` is the canonical JSON its hash is over. */
export interface OddsVersion {
  readonly game: string
  readonly version: number
  readonly status: OddsStatus
  readonly body: string
  readonly hash: string
  readonly note: string
  readonly createdAt: Date
  readonly publishedAt: Date | null
  readonly retiredAt: Date | null
}

interface OddsRow {
  game: string
  version: number
  status: OddsStatus
  body: string
  hash: string
  note: string
  created_at: Date
  published_at: Date | null
  retired_at: Date | null
}

const COLUMNS = 'game, version, status, body::text as body, hash, note, created_at, published_at, retired_at'

const toVersion = (row: OddsRow): OddsVersion => ({
  game: row.game,
  version: row.version,
  status: row.status,
  body: row.body,
  hash: row.hash,
  note: row.note,
  createdAt: row.created_at,
  publishedAt: row.published_at,
  retiredAt: row.retired_at,
})

export async function findPublishedOdds(via: Queryable, game: string): Promise<OddsVersion | undefined> {
  const { rows } = await via.query<OddsRow>(
    `select ${COLUMNS} from odds_tables where game = $1 and status = 'published'`,
    [game],
  )
  return rows[0] && toVersion(rows[0])
}

/** With `for update` nobody else changes it until the transaction ends. */
export async function findOddsVersion(
  via: Queryable,
  game: string,
  version: number,
  lock: '' | 'for update' = '',
): Promise<OddsVersion | undefined> {
  const { rows } = await via.query<OddsRow>(
    `select ${COLUMNS} from odds_tables where game = $1 and version = $2 ${lock}`,
    [game, version],
  )
  return rows[0] && toVersion(rows[0])
}

/** All versions of a game, newest first. */
export async function listOdds(pool: Pool, game: string): Promise<OddsVersion[]> {
  const { rows } = await pool.query<OddsRow>(
    `select ${COLUMNS} from odds_tables where game = $1 order by version desc`,
    [game],
  )
  return rows.map(toVersion)
}

export interface OddsFilter {
  readonly game?: string | undefined
  readonly status?: OddsStatus | undefined
  readonly page: number
  readonly perPage: number
}

/** A page of versions, the latest first, and how many fit the filter. */
export async function findOddsPage(
  pool: Pool,
  { game, status, page, perPage }: OddsFilter,
): Promise<{ versions: OddsVersion[]; total: number }> {
  const where = 'where ($1::text is null or game = $1) and ($2::text is null or status = $2)'
  const values = [game ?? null, status ?? null]
  const { rows } = await pool.query<OddsRow>(
    `select ${COLUMNS} from odds_tables ${where} order by created_at desc, game, version desc limit $3 offset $4`,
    [...values, perPage, (page - 1) * perPage],
  )
  const count = await pool.query<{ total: number }>(`select count(*) as total from odds_tables ${where}`, values)
  return { versions: rows.map(toVersion), total: count.rows[0]?.total ?? 0 }
}

interface DraftRow {
  readonly game: string
  readonly body: string
  readonly hash: string
  readonly note: string
}

function only(rows: readonly OddsRow[]): OddsVersion {
  const [row] = rows
  if (row === undefined) throw new Error('an odds table that was just written is missing')
  return toVersion(row)
}

/** Adds a draft under the next version number of its game. */
export async function insertDraft(tx: Queryable, draft: DraftRow & { nowMs: number }): Promise<OddsVersion> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('odds:' || $1))`, [draft.game])
  const { rows } = await tx.query<OddsRow>(
    `insert into odds_tables (game, version, status, body, hash, note, created_at)
     select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4, to_timestamp($5::bigint / 1000.0)
     from odds_tables where game = $1 returning ${COLUMNS}`,
    [draft.game, draft.body, draft.hash, draft.note, draft.nowMs],
  )
  return only(rows)
}

/** Gives a draft another table; the caller holds its row. */
export async function updateDraft(tx: Queryable, draft: DraftRow & { version: number }): Promise<OddsVersion> {
  const { rows } = await tx.query<OddsRow>(
    `update odds_tables set body = $3, hash = $4, note = $5
     where game = $1 and version = $2 and status = 'draft' returning ${COLUMNS}`,
    [draft.game, draft.version, draft.body, draft.hash, draft.note],
  )
  return only(rows)
}

/** Retires the published version and publishes a draft in its place; the caller holds the draft's row. */
export async function publishDraft(tx: Queryable, game: string, version: number, nowMs: number): Promise<OddsVersion> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('odds:' || $1))`, [game])
  await tx.query(
    `update odds_tables set status = 'retired', retired_at = to_timestamp($2::bigint / 1000.0)
     where game = $1 and status = 'published'`,
    [game, nowMs],
  )
  const { rows } = await tx.query<OddsRow>(
    `update odds_tables set status = 'published', published_at = to_timestamp($2::bigint / 1000.0)
     where game = $1 and version = $3 and status = 'draft' returning ${COLUMNS}`,
    [game, nowMs, version],
  )
  return only(rows)
}

/** Retires a published version; undefined where it is not in force any more, and nothing has changed. */
export async function retireOdds(
  tx: Queryable,
  game: string,
  version: number,
  nowMs: number,
): Promise<OddsVersion | undefined> {
  const { rows } = await tx.query<OddsRow>(
    `update odds_tables set status = 'retired', retired_at = to_timestamp($3::bigint / 1000.0)
     where game = $1 and version = $2 and status = 'published' returning ${COLUMNS}`,
    [game, version, nowMs],
  )
  return rows[0] && toVersion(rows[0])
}
