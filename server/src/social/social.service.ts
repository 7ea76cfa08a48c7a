import {
  accept,
  type FollowStanding,
  MAX_FOLLOWED,
  type Refusal,
  type Result,
  refuse,
  type SeenPlayer,
  type SocialSettings,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import {
  countBoth,
  countFollowed,
  deleteFollow,
  findByNickname,
  findFollows,
  findTarget,
  insertFollow,
  lockFollower,
  lockPair,
  type SeenRow,
} from './follows.store.ts'
import { mayFollow } from './may-follow.ts'
import { deleteBlock, findSettings, insertBlock, isAccount, writeSettings } from './settings.store.ts'

export interface SocialDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** Where players stand on the boards they show themselves on; nothing of who hides. */
  readonly ranksOf: (userIds: readonly number[]) => Promise<ReadonlyMap<number, SeenPlayer['ranks']>>
  /** Their levels in the season of the battle pass that runs; nothing of who hides. */
  readonly passes: { levelsOf(userIds: readonly number[]): Promise<ReadonlyMap<number, number>> }
}

export type FollowRefusal = 'NOT_FOUND' | 'FOLLOW_SELF' | 'FOLLOW_REFUSED' | 'FOLLOW_LIMIT'

/** Who follows whom, and who does not want to be followed. */
export class Social {
  private readonly deps: SocialDependencies

  constructor(deps: SocialDependencies) {
    this.deps = deps
  }

  /** Follows a player; who follows him already stays as he is. */
  async follow(userId: number, targetUserId: number): Promise<Result<FollowStanding, FollowRefusal>> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const refused = await inTransaction(pool, async (tx): Promise<Refusal<FollowRefusal> | undefined> => {
      await lockFollower(tx, userId)
      await lockPair(tx, userId, targetUserId)
      const target = await findTarget(tx, userId, targetUserId, nowMs)
      const refusal = mayFollow(
        { userId, targetUserId, target, followed: await countFollowed(tx, userId) },
        MAX_FOLLOWED,
      )
      if (refusal === undefined && target?.followed === false) await insertFollow(tx, userId, targetUserId, nowMs)
      return refusal
    })
    return refused ?? this.standing(userId, targetUserId, true)
  }

  /** Follows a player no more; who did not stays as he is. */
  async unfollow(userId: number, targetUserId: number): Promise<Result<FollowStanding, FollowRefusal>> {
    if (userId === targetUserId) return refuse('FOLLOW_SELF', 'nobody follows himself')
    await inTransaction(this.deps.pool, (tx) => deleteFollow(tx, userId, targetUserId))
    return this.standing(userId, targetUserId, false)
  }

  private async standing(userId: number, targetUserId: number, following: boolean) {
    const { following: followingCount, followers: followerCount } = await this.counts(userId)
    return accept({ targetUserId, following, followingCount, followerCount })
  }

  private counts(userId: number) {
    return countBoth(this.deps.pool, userId, this.deps.clock.nowMs())
  }

  /** A page of whom a player follows, or who follows him. */
  async list(
    list: 'following' | 'followers',
    userId: number,
    page: { readonly page: number; readonly perPage: number },
  ): Promise<{ total: number; players: SeenPlayer[] }> {
    const { pool, clock } = this.deps
    const rows = await findFollows(pool, list, { userId, nowMs: clock.nowMs(), ...page })
    return { total: (await this.counts(userId))[list], players: await this.show(rows) }
  }

  /** Who is called exactly so; nobody, where he does not want to be found by the asking player. */
  async find(userId: number, nickname: string): Promise<SeenPlayer[]> {
    const { pool, clock } = this.deps
    const row = await findByNickname(pool, userId, nickname, clock.nowMs())
    return this.show(row ? [row] : [])
  }

  private async show(rows: readonly SeenRow[]): Promise<SeenPlayer[]> {
    const ids = rows.map(({ id }) => id)
    const [ranks, levels] = await Promise.all([this.deps.ranksOf(ids), this.deps.passes.levelsOf(ids)])
    return rows.map(({ since, ...row }) => ({
      ...row,
      since: since?.toISOString() ?? null,
      ranks: ranks.get(row.id) ?? [],
      passLevel: levels.get(row.id) ?? null,
    }))
  }

  settings(userId: number): Promise<SocialSettings> {
    return findSettings(this.deps.pool, userId)
  }

  async change(userId: number, settings: SocialSettings): Promise<SocialSettings> {
    await writeSettings(this.deps.pool, userId, settings, this.deps.clock.nowMs())
    return settings
  }

  /** Blocks a player, which ends all follows between the two, or lets him be seen again. */
  async block(
    userId: number,
    targetUserId: number,
    blocked: boolean,
  ): Promise<Result<{ targetUserId: number; blocked: boolean }, 'NOT_FOUND' | 'FOLLOW_SELF'>> {
    const { pool, clock } = this.deps
    if (userId === targetUserId) return refuse('FOLLOW_SELF', 'nobody blocks himself')
    return inTransaction(pool, async (tx: Queryable) => {
      if (!(await isAccount(tx, targetUserId))) return refuse('NOT_FOUND', 'no such player')
      await lockPair(tx, userId, targetUserId)
      if (blocked) await insertBlock(tx, userId, targetUserId, clock.nowMs())
      else await deleteBlock(tx, userId, targetUserId)
      return accept({ targetUserId, blocked })
    })
  }
}
