import { accept, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { RandomSource } from '../../platform/ids.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { newSigningKey } from './key-ring.ts'
import { findSigningKeys, insertSigningKey, lockSigningKeys, retireSigningKeys } from './keys.store.ts'
import { keysToRetire, type RetireRefusal } from './rotate-keys.ts'

export interface KeyView {
  readonly kid: string
  readonly createdAt: Date
  readonly state: 'signs' | 'verifies' | 'retired'
}

export interface KeysCommandDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly tokenLifetimeMs: number
  readonly publish: Bus['publish']
  /** Writes the audit row in the same transaction. */
  readonly audit: (tx: Queryable, action: 'keys.rotate' | 'keys.retire', kids: readonly string[]) => Promise<void>
}

/** What an operator does with the signing keys; every process follows when the transaction commits. */
export function keysCommand({ pool, clock, random, tokenLifetimeMs, publish, audit }: KeysCommandDependencies) {
  const told = async (tx: Queryable, action: 'keys.rotate' | 'keys.retire', kids: readonly string[]) => {
    await audit(tx, action, kids)
    await publish(tx, 'keys', {})
  }
  return {
    async list(): Promise<KeyView[]> {
      const rows = await findSigningKeys(pool)
      const newest = rows.find(({ retired_at }) => retired_at === null)
      return rows.map((row) => ({
        kid: row.kid,
        createdAt: row.created_at,
        state: row.retired_at !== null ? 'retired' : row === newest ? 'signs' : 'verifies',
      }))
    },

    /** Makes a new key, which signs from now on; those before go on verifying. */
    rotate(): Promise<string> {
      return inTransaction(pool, async (tx) => {
        await lockSigningKeys(tx)
        const { kid, salt } = newSigningKey(random)
        await insertSigningKey(tx, kid, salt, clock.nowMs())
        await told(tx, 'keys.rotate', [kid])
        return kid
      })
    },

    /** Retires one key, or all that are spent; without `apply` only says which. */
    retire(kid: string | undefined, apply: boolean): Promise<Result<readonly string[], RetireRefusal>> {
      return inTransaction(pool, async (tx) => {
        await lockSigningKeys(tx)
        const nowMs = clock.nowMs()
        const found = keysToRetire(await findSigningKeys(tx), kid, tokenLifetimeMs, nowMs)
        if (!found.ok || !apply) return found.ok ? accept(found.value) : refuse(found.reason, found.message)
        await retireSigningKeys(tx, found.value, nowMs)
        await told(tx, 'keys.retire', found.value)
        return found
      })
    },
  }
}
