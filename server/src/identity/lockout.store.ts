import type { Pool, Queryable } from '../platform/postgres/pool.ts'

export type LockoutScope = 'account' | 'admin' | 'address' | 'factor' | 'proof'

export interface LockoutPolicy {
  readonly maxFailures: number
  readonly lockoutSeconds: number
}

/**
 * Counts an attempt before it is judged, so that a hundred at once get no more guesses than five in a row.
 * Gives 0 when it may go on, else the seconds until the lock ends. The last allowed attempt already sets the lock; a
 * success takes it away again.
 */
export async function countAttempt(
  pool: Pool,
  scope: LockoutScope,
  subject: string,
  policy: LockoutPolicy,
  nowMs: number,
): Promise<number> {
  const { rows } = await pool.query<{ failures: number; wait_seconds: number }>(
    `insert into login_failures as f (scope, subject, failures, last_failed_at, locked_until)
     values ($1, $2, 1, to_timestamp($3::bigint / 1000.0),
       case when $4::integer <= 1 then to_timestamp($3::bigint / 1000.0) + make_interval(secs => $5::double precision) end)
     on conflict (scope, subject) do update set
       failures = case when stale.is then 1 else f.failures + 1 end,
       last_failed_at = excluded.last_failed_at,
       locked_until = case
         when stale.is then excluded.locked_until
         when f.locked_until is not null then f.locked_until
         when f.failures + 1 >= $4::integer then excluded.last_failed_at + make_interval(secs => $5::double precision)
       end
     returning failures,
       greatest(0, ceil(extract(epoch from locked_until - last_failed_at)))::integer as wait_seconds`.replaceAll(
      'stale.is',
      '(coalesce(f.locked_until, f.last_failed_at + make_interval(secs => $5::double precision)) <= excluded.last_failed_at)',
    ),
    [scope, subject.toLowerCase(), nowMs, policy.maxFailures, policy.lockoutSeconds],
  )
  const row = rows[0]
  if (row === undefined || row.failures <= policy.maxFailures) return 0
  return Math.max(1, row.wait_seconds)
}

/** An attempt that succeeded was none: its account starts anew, its address gets the attempt back. */
export async function forgetAttempt(pool: Pool, scope: LockoutScope, subject: string): Promise<void> {
  const text =
    scope === 'address'
      ? `update login_failures set failures = greatest(0, failures - 1), locked_until = null where scope = $1 and subject = $2`
      : `delete from login_failures where scope = $1 and subject = $2`
  await pool.query(text, [scope, subject.toLowerCase()])
}

/** Takes the failures of these names away, and with them a lock-out. */
export async function forgetFailures(tx: Queryable, scope: LockoutScope, subjects: readonly string[]): Promise<void> {
  const names = subjects.map((subject) => subject.toLowerCase())
  await tx.query('delete from login_failures where scope = $1 and subject = any($2::text[])', [scope, names])
}
