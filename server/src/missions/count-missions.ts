import { publishAll } from '../platform/postgres/bus.ts'
import type { ConsumeAfter } from '../stream/index.ts'
import { countMissionsAfter, type MissionDone } from './progress.store.ts'

/** Version 0: nothing of the player's row has changed. */
const toldOf = ({ userId, mission, title }: MissionDone) => ({
  userId,
  version: 0,
  notice: { kind: 'missionDone', mission, title } as const,
})

/** Counts events into missions, and tells whoever finished one: with the commit, or not at all. */
export const missionCounter =
  (zone: string): ConsumeAfter =>
  async (tx, after, limit) => {
    const { done, ...advance } = await countMissionsAfter(tx, after, { limit, zone })
    if (done.length > 0) await publishAll(tx, 'player', done.map(toldOf))
    return advance
  }
