import { CURRENCIES, type Currency, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { RefusedInTransaction } from '../player/index.ts'
import { needsFreshProof } from './fresh-proof.ts'

const HOUR_MS = 3_600_000
/** More acts than this in an hour are no admin's; those before them are not looked at. */
const ACTS = 5_000

const sumOf = (currency: Currency): string =>
  `coalesce(sum(abs((after ->> '${currency}')::numeric - (before ->> '${currency}')::numeric)
     + coalesce((after #>> '{itemsWorth,${currency}}')::numeric, 0)), 0)::float8 as ${currency}`

/** What an admin has moved of players' money since an instant, this transaction's act included. */
async function movedSince(tx: Queryable, adminId: number, sinceMs: number): Promise<Record<Currency, number>> {
  const { rows } = await tx.query<Record<Currency, number>>(
    `select ${CURRENCIES.map(sumOf).join(', ')} from (
       select action, before, after, occurred_at from admin_audit_logs where admin_id = $1 order by id desc limit ${ACTS}
     ) lately
     where action in ('players.correct', 'rewards.grant') and occurred_at >= to_timestamp($2::bigint / 1000.0)`,
    [adminId, sinceMs],
  )
  return rows[0] ?? { coins: 0, gems: 0, tickets: 0 }
}

/** Whose act it is, and until when his session was proven, ms since the epoch. */
export interface Mover {
  readonly adminId: number
  readonly provenUntilMs: number
}

/**
 * Throws STEP_UP_REQUIRED where somebody without a fresh proof would get past the threshold by many small acts within an
 * hour. To be asked after the audit row of the act; an admin's acts come one after the other here, so that none overlooks
 * another.
 */
export async function refuseManyUnproven(
  tx: Queryable,
  { adminId, provenUntilMs }: Mover,
  nowMs: number,
): Promise<void> {
  if (nowMs < provenUntilMs) return
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`unproven:${adminId}`])
  if (!needsFreshProof(await movedSince(tx, adminId, Math.max(provenUntilMs, nowMs - HOUR_MS)))) return
  throw new RefusedInTransaction(
    refuse('STEP_UP_REQUIRED', 'much was moved within the hour: prove this session once more'),
  )
}
