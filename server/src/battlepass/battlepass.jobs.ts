import { earnedPassClaims, expectedPassLevel } from '@casino-club/shared'
import { type CommandJob, type Fence, JobFault, type PageContext, type PageResult, type SqlJob } from '../jobs/index.ts'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import type { PayDependencies } from '../rewards/index.ts'
import type { MayContact } from '../safe-play/index.ts'
import { isBehind } from '../stream/index.ts'
import { claimRule } from './claim.rule.ts'
import { isoWeekOf } from './iso-week.ts'
import { findStanding } from './own-pass.store.ts'
import { PASS_READER } from './pass-reader.ts'
import {
  findBehind,
  findEnded,
  findRunning,
  findUnpaid,
  insertCoupons,
  type LiveSeason,
  type NewCoupons,
  settle,
} from './season-end.store.ts'
import { tellCoupons } from './tell-levels.ts'

export interface SeasonEndDependencies extends PayDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly log: Log
}

/** The season that is being worked at, and the last player of it. */
interface Cursor {
  readonly endsAtMs: number
  readonly userId: number
}

const DAY_MS = 86_400_000

/**
 * Hands out what was earned in seasons that are over and not taken, a command a player, once all of their events are
 * counted. A season of which nothing is left is settled; whoever could not be paid now is paid by a later run.
 */
export function seasonEndJob(deps: SeasonEndDependencies): CommandJob {
  return {
    name: 'battlepass.end',
    cron: '40 0 * * *',
    catchUp: 'latest',
    repeatable: true,
    commands: (context, fence) => endPage(deps, context, fence),
  }
}

async function endPage(deps: SeasonEndDependencies, context: PageContext, fence: Fence): Promise<PageResult> {
  const { pool } = deps
  const { nowMs, limit, dryRun, signal } = context
  const { endsAtMs: fromMs, userId: after } = (context.cursor as Cursor | undefined) ?? { endsAtMs: 0, userId: 0 }
  const season = await findEnded(pool, nowMs, fromMs)
  if (season === undefined) return { worked: 0, skipped: 0 }
  const { id, endsAtMs } = season
  if (!dryRun && (await isBehind(pool, PASS_READER, endsAtMs))) {
    throw new JobFault('events of the season are not counted yet')
  }
  const page = await findUnpaid(pool, season, { after: fromMs === endsAtMs ? after : 0, limit })
  let [worked, failed] = [0, 0]
  for (const userId of page) {
    if (signal.aborted) return { worked, skipped: 0, failed, cursor: { endsAtMs, userId: userId - 1 } }
    if (dryRun || (await handOut(deps, season, userId, { nowMs, fence }))) worked++
    else failed++
  }
  if (page.length === limit) return { worked, skipped: 0, failed, cursor: { endsAtMs, userId: page.at(-1) } }
  const isLeft = dryRun || (await findUnpaid(pool, season, { after: 0, limit: 1 })).length > 0
  if (!isLeft) await settle(pool, id, nowMs)
  return { worked, skipped: 0, failed, cursor: { endsAtMs: endsAtMs + 1, userId: 0 } }
}

/** False where it is left to a later run. What it is done by is the same however often it is repeated. */
async function handOut(
  { pool, actors, catalogue, log }: SeasonEndDependencies,
  { id }: LiveSeason,
  userId: number,
  { nowMs, fence }: { readonly nowMs: number; readonly fence: Fence },
): Promise<boolean> {
  const standing = await findStanding(pool, userId, nowMs, id)
  if (standing === undefined) return false
  const earned = earnedPassClaims(standing.body.levels, standing)
  const commandId = idFromWords(`battlepass.end ${id} ${userId} ${JSON.stringify(earned)}`)
  const rule = fence.around(claimRule(standing, { kind: 'end' }, { catalogue }))
  const answer = await actors.execute(userId, rule, { commandId, payload: { season: id } })
  if (answer.ok) return true
  log.info({ userId, reason: answer.reason }, 'rewards of a season are left to the next run')
  return false
}

/**
 * Gives a coupon of pass XP, on Mondays, to who is in the season and behind what it expects; one a player and ISO week.
 * Nobody who has paused, excluded himself or reached a limit is given any.
 */
export function passCouponJob({ mayContact }: { readonly mayContact: MayContact }): SqlJob {
  return {
    name: 'battlepass.coupons',
    cron: '0 1 * * 1',
    catchUp: 'latest',
    repeatable: true,
    async page({ businessDate, dueAtMs, nowMs, cursor, limit, dryRun }, tx) {
      const season = await findRunning(tx, nowMs)
      if (season === undefined) return { worked: 0, skipped: 0 }
      const { coupon: terms, levels } = season.body
      const expected = levels[expectedPassLevel(season.body, dueAtMs) - 1]
      if (terms === null || expected === undefined) return { worked: 0, skipped: 0 }
      const asked = { season: season.id, xp: expected.xp, after: typeof cursor === 'number' ? cursor : 0, limit }
      const behind = await findBehind(tx, asked)
      const may = await mayContact(behind, nowMs)
      const given = behind.filter((userId) => may.has(userId))
      const coupons = {
        ...{ season: season.id, isoWeek: isoWeekOf(businessDate), xp: terms.xp, grantedAtMs: nowMs },
        expiresAtMs: Math.min(nowMs + terms.days * DAY_MS, season.endsAtMs),
      }
      const worked = dryRun ? given.length : await giveCoupons(tx, given, coupons)
      const skipped = behind.length - worked
      return { worked, skipped, ...(behind.length === limit && { cursor: behind.at(-1) }) }
    },
  }
}

/** Gives them and tells of them, together; gives how many. */
async function giveCoupons(tx: Queryable, userIds: readonly number[], coupons: NewCoupons): Promise<number> {
  const given = await insertCoupons(tx, userIds, coupons)
  await tellCoupons(tx, given, coupons)
  return given.length
}
