import { type Pool, prepared, type Queryable } from '../platform/postgres/pool.ts'

export type LockoutScope = 'account' | 'admin' | 'address' | 'factor' | 'proof'

export interface LockoutPolicy {
  readonly maxFailures: number
  readonly lockoutSeconds: number
}

/** An attempt as it counts for one name. */
export interface CountedAttempt {
  readonly scope: LockoutScope
  readonly subject: string
  readonly policy: LockoutPolicy
}

/** The statement's part for the attempt at this place; each takes the one before it as its source, so they lock in order. */
function counting(place: number): string {
  const [scope, subject, maxFailures, seconds] = [2, 3, 4, 5].map((parameter) => `$${4 * place + parameter}`)
  const now = 'to_timestamp($1::bigint / 1000.0)'
  const lockout = `make_interval(secs => ${seconds}::double precision)`
  const isStale = `(coalesce(f.locked_until, f.last_failed_at + ${lockout}) <= excluded.last_failed_at)`
  return `counted_${place} as (
    insert into login_failures as f (scope, subject, failures, last_failed_at, locked_until)
    select ${scope}::text, ${subject}::text, 1, ${now}, case when ${maxFailures}::integer <= 1 then ${now} + ${lockout} end
    ${place === 0 ? '' : `from counted_${place - 1}`}
    on conflict (scope, subject) do update set
      failures = case when ${isStale} then 1 else f.failures + 1 end,
      last_failed_at = excluded.last_failed_at,
      locked_until = case
        when ${isStale} then excluded.locked_until
        when f.locked_until is not null then f.locked_until
        when f.failures + 1 >= ${maxFailures}::integer then excluded.last_failed_at + ${lockout}
      end
    returning failures > ${maxFailures}::integer as locked,
      greatest(1, ceil(extract(epoch from locked_until - last_failed_at)))::integer as wait_seconds)`
}

/**
 * Counts an attempt for each of its names before it is judged, so that a hundred at once get no more guesses than five in
 * a row. Gives 0 when it may go on, else the seconds until the last lock ends. The last allowed attempt already sets the
 * lock; a success takes it away again. Whoever counts several names at once gives them in the order of `forgetAttempts`.
 */
export async function countAttempts(
  pool: Pool,
  attempts: readonly [CountedAttempt, ...CountedAttempt[]],
  nowMs: number,
): Promise<number> {
  const waits = attempts.map((_, place) => `select wait_seconds from counted_${place} where locked`)
  const text = `with ${attempts.map((_, place) => counting(place)).join(', ')} ${waits.join(' union all ')}`
  const values = attempts.flatMap(({ scope, subject, policy }) => [
    scope,
    subject.toLowerCase(),
    policy.maxFailures,
    policy.lockoutSeconds,
  ])
  const { rows } = await pool.query<{ wait_seconds: number }>(
    prepared(`count-attempts-${attempts.length}`, text, [nowMs, ...values]),
  )
  return Math.max(0, ...rows.map(({ wait_seconds }) => wait_seconds))
}

/** An attempt that succeeded was none: its name starts anew. */
export async function forgetAttempt(pool: Pool, scope: LockoutScope, subject: string): Promise<void> {
  await pool.query('delete from login_failures where scope = $1 and subject = $2', [scope, subject.toLowerCase()])
}

/** The same for one that was counted for an address too, which gets this attempt back; the address first. */
export async function forgetAttempts(
  via: Queryable,
  address: string,
  scope: LockoutScope,
  subject: string,
): Promise<void> {
  const text = `with returned as (
      update login_failures set failures = greatest(0, failures - 1), locked_until = null
      where scope = 'address' and subject = $1 returning 1)
    delete from login_failures where (select count(*) from returned) >= 0 and scope = $2 and subject = $3`
  await via.query(prepared('forget-attempts', text, [address.toLowerCase(), scope, subject.toLowerCase()]))
}

/** Takes the failures of these names away, and with them a lock-out. */
export async function forgetFailures(tx: Queryable, scope: LockoutScope, subjects: readonly string[]): Promise<void> {
  const names = subjects.map((subject) => subject.toLowerCase())
  await tx.query('delete from login_failures where scope = $1 and subject = any($2::text[])', [scope, names])
}
