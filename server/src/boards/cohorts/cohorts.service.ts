import {
  accept,
  type CohortPreview,
  type CohortTerms,
  type CohortTermsVersion,
  type CohortView,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { findBoards } from '../boards.store.ts'
import { seasonAt } from '../season.rule.ts'
import { findCohort, findStanding } from './members.store.ts'
import { findLast } from './results.store.ts'
import { countSeason, findTerms, insertTerms } from './terms.store.ts'
import { zoneOf } from './zone.rule.ts'

export interface CohortDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** Who is not to be seen by whom. */
  readonly friends: { unseenBy(userId: number, ids: readonly number[]): Promise<ReadonlySet<number>> }
}

const isoOf = (ms: number) => new Date(ms).toISOString()
const isSame = (one: CohortTerms, other: CohortTerms) =>
  (Object.keys(one) as (keyof CohortTerms)[]).every((name) => one[name] === other[name])

/** Cohorts of weekly boards, as players and those who run the club see them. */
export class Cohorts {
  private readonly deps: CohortDependencies

  constructor(deps: CohortDependencies) {
    this.deps = deps
  }

  private async seasonOf(boardId: string) {
    const board = (await findBoards(this.deps.pool)).find(({ id }) => id === boardId)
    if (board?.period !== 'week') return undefined
    const { startsAtMs, endsAtMs } = seasonAt('week', this.deps.clock.nowMs())
    return { boardId, startsAtMs, endsAtMs: endsAtMs ?? startsAtMs, enabled: board.enabled }
  }

  /** The cohort a player is in this season, and how his last one ended; null: the board has none. */
  async view(userId: number, boardId: string): Promise<Result<CohortView | null>> {
    const { pool, clock, friends } = this.deps
    const season = await this.seasonOf(boardId)
    const standing = season?.enabled ? await findStanding(pool, season, userId) : undefined
    if (season === undefined || standing === undefined) return accept(null)
    const { terms, tier, joined } = standing
    const cohort = joined ? await findCohort(pool, season, userId, clock.nowMs()) : []
    const unseen = await friends.unseenBy(
      userId,
      cohort.map((row) => row.userId),
    )
    const rows = cohort.flatMap((row, index) => {
      if (row.hidden || unseen.has(row.userId)) return []
      const zone = zoneOf(terms, { rank: index + 1, members: cohort.length, tier, score: row.score })
      return [{ rank: index + 1, nickname: row.nickname, score: row.score, you: row.userId === userId, zone }]
    })
    const { tiers, promoted, demoted, promotedCoins, stayedCoins } = terms
    return accept({
      ...{ tiers, promoted, demoted, promotedCoins, stayedCoins, tier, joined, rows },
      endsAt: isoOf(season.endsAtMs),
      last: await findLast(pool, boardId, userId),
    })
  }

  async versions(boardId: string): Promise<Result<CohortTermsVersion[], 'NOT_FOUND'>> {
    if ((await this.seasonOf(boardId)) === undefined) return refuse('NOT_FOUND', 'no weekly board of this id')
    return accept(await findTerms(this.deps.pool, boardId))
  }

  /** What terms would mean with as many players as have a score now. Nothing is written. */
  async preview(boardId: string, terms: CohortTerms): Promise<Result<CohortPreview, 'NOT_FOUND'>> {
    const season = await this.seasonOf(boardId)
    if (season === undefined) return refuse('NOT_FOUND', 'no weekly board of this id')
    const { players, begun } = await countSeason(this.deps.pool, season)
    // Each tier may end with a cohort that is not full.
    const cohorts = Math.min(players, Math.ceil(players / terms.size) + terms.tiers - 1)
    const up = Math.min(players, cohorts * terms.promoted)
    return accept({
      ...{ players, cohorts },
      fromSeason: isoOf(begun ? season.endsAtMs : season.startsAtMs),
      coinsAtMost: terms.enabled
        ? Math.max(up * terms.promotedCoins + (players - up) * terms.stayedCoins, players * terms.stayedCoins)
        : 0,
    })
  }

  /** Writes the next version of a board's cohorts; a season that has begun keeps its terms. */
  async define(
    {
      boardId,
      seenVersion,
      terms,
      reason,
    }: { boardId: string; seenVersion: number; terms: CohortTerms; reason: string },
    actor: AuditActor,
  ): Promise<Result<CohortTermsVersion[], 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE'>> {
    const { pool, clock } = this.deps
    if ((await this.seasonOf(boardId)) === undefined) return refuse('NOT_FOUND', 'no weekly board of this id')
    const refused = await inTransaction(pool, async (tx) => {
      const [before] = await findTerms(tx, boardId)
      const conflict = () => refuse('CONFLICT', 'somebody else has changed the cohorts meanwhile')
      if ((before?.id ?? 0) !== seenVersion) return conflict()
      if (before && isSame(before.terms, terms)) return refuse('NOTHING_TO_CHANGE', 'they are so already')
      const nowMs = clock.nowMs()
      const version = seenVersion + 1
      if (!(await insertTerms(tx, { boardId, version, terms, reason, adminId: actor.admin.adminId, nowMs })))
        return conflict()
      await insertAudit(tx, actor, {
        action: 'boards.cohorts',
        targetType: 'board',
        targetId: boardId,
        reason,
        before: before ? { ...before.terms } : null,
        after: { ...terms },
        atMs: nowMs,
      })
      return undefined
    })
    return refused ?? this.versions(boardId)
  }
}
