import { type AchievementBody, type Refusal, refuse, totalOf } from '@casino-club/shared'
import { Drafts } from '../admin/index.ts'
import { missionDrafts } from '../missions/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { findLasting, waitsFor } from './editing.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: {
    /** Whether these items may be granted; the answer holds until the transaction ends. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
  }
}

/** Writes achievements. A published one is in force at once; who has begun goes on with what he began with. */
export const achievementEditing = ({ catalogue, ...deps }: EditingDependencies) =>
  new Drafts(deps, {
    ...{ name: 'achievement', targetType: 'achievement', actions: 'achievements' },
    store: missionDrafts<AchievementBody>('achievement'),
    async refusePublish(
      tx,
      id,
      { parts, requires, rewards },
    ): Promise<Refusal<'CONFLICT' | 'ITEM_UNKNOWN'> | undefined> {
      const needed = [...parts, ...requires]
      const lasting = await findLasting(tx, needed)
      const missing = needed.find((other) => other === id || !lasting.has(other))
      if (missing !== undefined) return refuse('CONFLICT', `${missing} is no other achievement that is had for good`)
      if (await waitsFor(tx, needed, id))
        return refuse('CONFLICT', `what it asks for waits for ${id}: nobody could have either`)
      return catalogue.refuseGrants(tx, [...totalOf(rewards).items.keys()])
    },
  })
