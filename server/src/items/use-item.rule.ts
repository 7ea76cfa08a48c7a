import { accept, type Item, type Result, refuse, type UseEffect } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { takeFromStock } from './inventory.store.ts'

export interface UsePayload {
  readonly item: string
  readonly quantity: number
}

export type UseRefusal = 'ITEM_UNKNOWN' | 'ITEM_NOT_USABLE'

const times = (effect: UseEffect, quantity: number): UseEffect => ({ ...effect, amount: effect.amount * quantity })

/**
 * Uses items up for what they do. Whether the player has them is seen where they are taken, in the transaction of the
 * event; one that is granted no more can still be used by whoever has it.
 */
export function useItemRule(find: (id: string) => Item | undefined): PersistingRule<UsePayload, UsePayload, Queryable> {
  return {
    type: 'inventory.use',
    decide({ payload }): Result<Decision<UsePayload>, UseRefusal> {
      const { item, quantity } = payload
      const known = find(item)
      if (known === undefined) return refuse('ITEM_UNKNOWN', `there is no item ${item}`)
      if (known.useEffect === null) return refuse('ITEM_NOT_USABLE', `${item} does nothing by itself`)
      const effect = times(known.useEffect, quantity)
      const { currency, amount } = effect
      return accept({
        event: { type: 'inventory.used', schemaVersion: 1 },
        postings: [{ currency, amount, counterAccount: 'house:items', reason: 'item.used' }],
        outcome: (after) => ({ item, quantity, effect, ...after }),
        detail: payload,
      })
    },
    async persist(tx, { item, quantity }, at) {
      const taken = await takeFromStock(tx, at, item, quantity)
      if (taken < quantity)
        throw new RefusedInTransaction(refuse('NOT_ENOUGH_ITEMS', `only ${taken} ${item} are there`))
    },
  }
}
