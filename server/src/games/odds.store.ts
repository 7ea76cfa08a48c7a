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

export async function findOddsVersion(via: Queryable, game: string, version: number): Promise<OddsVersion | undefined> {
  const { rows } = await via.query<OddsRow>(`select ${COLUMNS} from odds_tables where game = $1 and version = $2`, [
    game,
    version,
  ])
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

/** Adds a draft under the next version number of its game. */
export async function insertDraft(
  tx: Queryable,
  draft: { game: string; body: string; hash: string; note: string; nowMs: number },
): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('odds:' || $1))`, [draft.game])
  const { rows } = await tx.query<{ version: number }>(
    `insert into odds_tables (game, version, status, body, hash, note, created_at)
     select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4, to_timestamp($5::bigint / 1000.0)
     from odds_tables where game = $1 returning version`,
    [draft.game, draft.body, draft.hash, draft.note, draft.nowMs],
  )
  const version = rows[0]?.version
  if (version === undefined) throw new Error('the draft has no version')
  return version
}

/** Retires the published version and publishes a draft in its place; false when it is no draft. */
export async function publishDraft(tx: Queryable, game: string, version: number, nowMs: number): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('odds:' || $1))`, [game])
  await tx.query(
    `update odds_tables set status = 'retired', retired_at = to_timestamp($2::bigint / 1000.0)
     where game = $1 and status = 'published'
       and exists (select from odds_tables d where d.game = $1 and d.version = $3 and d.status = 'draft')`,
    [game, nowMs, version],
  )
  const { rowCount } = await tx.query(
    `update odds_tables set status = 'published', published_at = to_timestamp($2::bigint / 1000.0)
     where game = $1 and version = $3 and status = 'draft'`,
    [game, nowMs, version],
  )
  return rowCount === 1
}
