import { type PassBody, type Refusal, refuse, totalOf } from '@casino-club/shared'
import { Drafts } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { isTaken, type LockedSeason, lockWindows, SEASON_DRAFTS } from './seasons.store.ts'

export interface SeasonEditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: {
    /** Whether these items may be granted; the answer holds until the transaction ends. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
  }
}

type SeasonRefusal = 'ITEM_UNKNOWN' | 'SEASON_FIXED' | 'SEASON_OVERLAPS' | 'SEASON_TOO_SOON'

/** So long before its beginning a season is in force for every process, whatever their clocks say. */
const LEAD_MS = 60_000
const FIXED = refuse('SEASON_FIXED', 'the season has begun: what it promised holds')

const rewardsIn = ({ levels }: PassBody) => levels.flatMap(({ free, paid }) => [...free, ...paid])

/** Also where it begins within the minute: somebody may be counting by it already. */
const hasBegun = ({ startsAtMs }: LockedSeason, nowMs: number) => startsAtMs !== null && startsAtMs < nowMs + LEAD_MS

/** Writes seasons, and none once it has begun. A published one is in force, and runs from its beginning on. */
export const seasonEditing = ({ catalogue, ...deps }: SeasonEditingDependencies) =>
  new Drafts(deps, {
    ...{ name: 'season', targetType: 'pass-season', actions: 'battlepass' },
    store: SEASON_DRAFTS,
    refuseChange: (season, nowMs) => (hasBegun(season, nowMs) ? FIXED : undefined),
    async refusePublish(tx, id, body, nowMs): Promise<Refusal<SeasonRefusal> | undefined> {
      if (Date.parse(body.startsAt) < nowMs + LEAD_MS) {
        return refuse('SEASON_TOO_SOON', 'a season must begin a minute from now or later')
      }
      await lockWindows(tx)
      if (await isTaken(tx, id, body)) return refuse('SEASON_OVERLAPS', 'another season runs at that time')
      return catalogue.refuseGrants(tx, [...totalOf(rewardsIn(body)).items.keys()])
    },
  })
