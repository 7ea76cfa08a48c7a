import { accept, type Result } from '@casino-club/shared'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import { inTransaction, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Runs `work` in one transaction that a thrown `Refused` takes back. `taken` names the refusals for unique indexes.
 */
export async function orRefused<T>(
  pool: Pool,
  work: (tx: Queryable) => Promise<T>,
  taken: Readonly<Record<string, TimedRefusal>> = {},
): Promise<Result<T> | TimedRefusal> {
  try {
    return accept(await inTransaction(pool, work))
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    const refusal = sqlState(error) === UNIQUE_VIOLATION ? taken[constraintOf(error)] : undefined
    if (refusal === undefined) throw error
    return refusal
  }
}

function constraintOf(error: unknown): string {
  return error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
}
