import { at as instant } from '../platform/postgres/instant.ts'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'
import type { PlayerFacts } from './assign.rule.ts'

interface FactsRow extends Record<string, unknown> {
  readonly tier: string | null
  readonly locale: string
  readonly created_at: Date
  readonly xp: number
  readonly variant: string | null
}

/** What decides about a player, and which variant he has met; undefined: there is no such player. */
export async function findStandingFacts(
  via: Queryable,
  userId: number,
  experiment: string,
): Promise<{ player: PlayerFacts; met: string | undefined } | undefined> {
  const { rows } = await via.query<FactsRow>(
    prepared(
      'experiment-facts',
      `select s.tier, u.locale, u.created_at, coalesce((p.state ->> 'xp')::bigint, 0) as xp, e.variant
       from users u join players p on p.user_id = u.id left join vip_standings s on s.user_id = u.id
       left join experiment_exposures e on e.user_id = u.id and e.experiment = $2 where u.id = $1`,
      [userId, experiment],
    ),
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { tier, locale, created_at, xp, variant } = row
  const player = { userId, tier, locale, registeredAtMs: created_at.getTime(), xp, segments: [] }
  return { player, met: variant ?? undefined }
}

export interface Exposure {
  readonly experiment: string
  readonly variant: string
  readonly version: number
}

/** False: it lets nobody in any more, or he has met it. */
export async function insertExposure(
  tx: Queryable,
  { experiment, variant, version }: Exposure,
  { userId, seq, occurredAtMs }: EventPosition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into experiment_exposures (experiment, user_id, variant, version, seq, exposed_at)
     select id, $2, $3, $4, $5, ${instant('$6')} from experiments where id = $1 and phase = 'running'
     on conflict do nothing`,
    [experiment, userId, variant, version, seq, occurredAtMs],
  )
  return rowCount === 1
}

/** How many met each variant by each version. */
export async function countExposures(
  via: Queryable,
  experiment: string,
): Promise<{ variant: string; version: number; players: number }[]> {
  const { rows } = await via.query<{ variant: string; version: number; players: number }>(
    `select variant, version, count(*) as players from experiment_exposures where experiment = $1
     group by variant, version`,
    [experiment],
  )
  return rows
}

export interface ExposedPlayer {
  readonly userId: number
  readonly variant: string
  readonly version: number
  readonly seq: number
  readonly at: string
}

/** Who met it, by id, after one of them: a page. */
export async function findExposed(
  via: Queryable,
  experiment: string,
  after: number,
  limit: number,
): Promise<ExposedPlayer[]> {
  const { rows } = await via.query<Omit<ExposedPlayer, 'userId' | 'at'> & { user_id: number; exposed_at: Date }>(
    `select user_id, variant, version, seq, exposed_at from experiment_exposures
     where experiment = $1 and user_id > $2 order by user_id limit $3`,
    [experiment, after, limit],
  )
  return rows.map(({ user_id, exposed_at, variant, version, seq }) => ({
    ...{ userId: user_id, variant, version, seq },
    at: exposed_at.toISOString(),
  }))
}
