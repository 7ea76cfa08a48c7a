import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { arriveInCentre } from './centre.store.ts'
import { type Channel, MOST_TOGETHER, type Outcome } from './channel.ts'

/**
 * The centre of a player: a message is sent when it lies there, whether he is online or not. Devices that are there are
 * told at once, by room and stream.
 */
export function inAppChannel({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): Channel {
  const arrivals = new Batches<number, undefined>({
    lanes: 1,
    max: MOST_TOGETHER,
    work: async (ids) => {
      await inTransaction(pool, (tx) => arriveInCentre(tx, ids, clock.nowMs()))
      return ids.map(() => undefined)
    },
  })
  return {
    name: 'in_app',
    targets: async () => [''],
    async send({ notificationId }): Promise<Outcome> {
      await arrivals.hand(Number(notificationId))
      return { kind: 'sent' }
    },
    bring: arriveInCentre,
  }
}
