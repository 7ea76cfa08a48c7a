import { type MissionBody, type Refusal, refuse, totalOf } from '@casino-club/shared'
import { Drafts } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { findUnknownTargets } from '../segments/index.ts'
import { missionDrafts } from './editing.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: {
    /** Whether these items may be granted; the answer holds until the transaction ends. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
  }
}

/** Writes missions. A published one is in force at once; who has begun it goes on with what he began with. */
export const missionEditing = ({ catalogue, ...deps }: EditingDependencies) =>
  new Drafts(deps, {
    ...{ name: 'mission', targetType: 'mission', actions: 'missions' },
    store: missionDrafts<MissionBody>('mission'),
    async refusePublish(
      tx,
      _,
      { rewards, segments = [] },
    ): Promise<Refusal<'ITEM_UNKNOWN' | 'SEGMENT_UNKNOWN'> | undefined> {
      const refused = await catalogue.refuseGrants(tx, [...totalOf(rewards).items.keys()])
      if (refused) return refused
      const unknown = await findUnknownTargets(tx, segments)
      return unknown.length > 0 ? refuse('SEGMENT_UNKNOWN', `there is no segment ${unknown.join(', ')}`) : undefined
    },
  })
