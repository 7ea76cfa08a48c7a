import { refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { RefusedInTransaction } from '../player/index.ts'
import { type Fence, RunTakenOver } from './job.types.ts'

/** A fence around what `check` lets through; `lost` is told when it does not. */
export function fenceOf(check: (tx: Queryable) => Promise<void>, lost: (error: RunTakenOver) => void): Fence {
  return {
    check,
    around: (rule) => ({
      ...rule,
      async persist(tx, detail, at) {
        try {
          await check(tx)
        } catch (error) {
          if (!(error instanceof RunTakenOver)) throw error
          lost(error)
          throw new RefusedInTransaction(refuse('CONFLICT', error.message))
        }
        await rule.persist(tx, detail, at)
      },
    }),
  }
}
