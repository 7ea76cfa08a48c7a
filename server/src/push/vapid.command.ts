import { accept, type Result, refuse } from '@casino-club/shared'
import type { SecretBox } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findVapidKeys, lockVapidKeys, retireVapidKey, type VapidState } from './vapid.store.ts'
import { makeVapidKey } from './vapid-keys.ts'

export interface VapidView {
  readonly id: number
  readonly publicKey: string
  readonly createdAt: Date
  readonly state: VapidState
  /** Active subscriptions that were made with it. */
  readonly active: number
}

export interface VapidCommandDependencies {
  readonly pool: Pool
  readonly box: SecretBox
  readonly clock: Clock
  readonly random: RandomSource
  readonly publish: Bus['publish']
  /** Writes the audit row in the same transaction. */
  readonly audit: (tx: Queryable, action: 'push.key-rotate' | 'push.key-retire', keyId: number) => Promise<void>
}

/** What an operator does with the keys of web push; every process follows when the transaction commits. */
export function vapidCommand({ pool, box, clock, random, publish, audit }: VapidCommandDependencies) {
  return {
    async list(): Promise<VapidView[]> {
      const rows = await findVapidKeys(pool)
      return rows.map(({ id, public_key: publicKey, created_at: createdAt, state, active }) => ({
        ...{ id, publicKey, createdAt, state, active },
      }))
    },

    /** Makes a new key for new subscriptions; the one before goes on signing for those that were made with it. */
    rotate(): Promise<number> {
      return inTransaction(pool, async (tx) => {
        await lockVapidKeys(tx)
        const id = await makeVapidKey(tx, { box, clock, random })
        await audit(tx, 'push.key-rotate', id)
        await publish(tx, 'pushKeys', {})
        return id
      })
    },

    /** Ends the overlap of a key, and the subscriptions that are still bound to it; gives how many those are. */
    retire(id: number, apply: boolean): Promise<Result<number, 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE'>> {
      return inTransaction(pool, async (tx) => {
        await lockVapidKeys(tx)
        const key = (await findVapidKeys(tx)).find((one) => one.id === id)
        if (key === undefined) return refuse('NOT_FOUND', 'there is no such key')
        if (key.state === 'current') return refuse('CONFLICT', 'this key is the current one: rotate first')
        if (key.state === 'retired') return refuse('NOTHING_TO_CHANGE', 'this key is retired already')
        if (!apply) return accept(key.active)
        const ended = await retireVapidKey(tx, id, clock.nowMs())
        await audit(tx, 'push.key-retire', id)
        await publish(tx, 'pushKeys', {})
        return accept(ended)
      })
    },
  }
}
