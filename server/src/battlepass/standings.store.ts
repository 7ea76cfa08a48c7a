import { type PassTrack, passLevelOf, type SeasonStanding } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { findSeason } from './seasons.store.ts'

export interface StandingsPage {
  readonly season: string
  /** Those with the paid track, or those without; undefined: all. */
  readonly track?: PassTrack | undefined
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

type StandingRow = Omit<SeasonStanding, 'level'>

/** A page of players by their pass XP, and how many there are; undefined: there is no such season. */
export async function findStandings(
  via: Queryable,
  { season, track, ascending, page, perPage }: StandingsPage,
): Promise<{ standings: SeasonStanding[]; total: number } | undefined> {
  const found = await findSeason(via, season)
  if (found === undefined) return undefined
  const fits = `from pass_progress p join users u on u.id = p.user_id
    left join pass_tracks t on t.season = p.season and t.user_id = p.user_id
    where p.season = $1 and ($2::text is null or (t.seq is not null) = ($2 = 'paid'))`
  const counted = await via.query<{ total: number }>(`select count(*) as total ${fits}`, [season, track ?? null])
  const { rows } = await via.query<StandingRow & Record<string, unknown>>(
    `select p.user_id as id, u.nickname, p.xp, t.seq is not null as paid,
       (select count(*) from pass_claims c where c.season = p.season and c.user_id = p.user_id) as claims
     ${fits} order by p.xp ${ascending ? 'asc' : 'desc'}, p.user_id limit $3 offset $4`,
    [season, track ?? null, perPage, (page - 1) * perPage],
  )
  const { levels } = found.body
  return {
    standings: rows.map((row) => ({ ...row, level: passLevelOf(levels, row.xp) })),
    total: counted.rows[0]?.total ?? 0,
  }
}
