import type { CohortTerms, CohortTermsVersion } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'

/** What a board's cohorts were and are, newest first. */
export async function findTerms(via: Queryable, boardId: string): Promise<CohortTermsVersion[]> {
  const { rows } = await via.query<{ version: number; body: CohortTerms; reason: string; by: string | null; at: Date }>(
    `select t.version, t.body, t.reason, a.site_id as by, t.created_at as at from cohort_terms t
     left join admin_users a on a.id = t.created_by where t.board_id = $1 order by t.version desc limit 50`,
    [boardId],
  )
  return rows.map(({ version, body, reason, by, at: createdAt }) => ({
    ...{ id: version, terms: body, reason, createdBy: by },
    createdAt: createdAt.toISOString(),
  }))
}

/** False: this version was written meanwhile. */
export async function insertTerms(
  tx: Queryable,
  it: { boardId: string; version: number; terms: CohortTerms; reason: string; adminId: number | null; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into cohort_terms (board_id, version, body, reason, created_by, created_at)
     values ($1, $2, $3, $4, $5, ${at('$6')}) on conflict do nothing`,
    [it.boardId, it.version, JSON.stringify(it.terms), it.reason, it.adminId, it.nowMs],
  )
  return rowCount === 1
}

/** How many have a score in a season, and whether its cohorts have begun. */
export async function countSeason(via: Queryable, season: { readonly boardId: string; readonly startsAtMs: number }) {
  const { rows } = await via.query<{ players: number; begun: boolean }>(
    `select (select count(*) from board_scores where board_id = $1 and starts_at = $2) as players,
       exists (select from cohort_seasons where board_id = $1 and starts_at = $2) as begun`,
    [season.boardId, new Date(season.startsAtMs)],
  )
  return rows[0] ?? { players: 0, begun: false }
}
