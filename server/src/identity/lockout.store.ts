import { integerArray, textArray } from '../platform/postgres/arrays.ts'
import { at } from '../platform/postgres/instant.ts'
import { isOfOneRow } from '../platform/postgres/one-by-one.ts'
import { inTransaction, type Pool, prepared, type Queryable } from '../platform/postgres/pool.ts'

export type LockoutScope = 'account' | 'admin' | 'address' | 'factor' | 'proof' | 'device' | 'devices'

export interface LockoutPolicy {
  readonly maxFailures: number
  readonly maxFailuresPerAddress: number
  readonly lockoutSeconds: number
}

/** What an attempt is counted for. */
export interface CountedName {
  readonly scope: LockoutScope
  readonly subject: string
}

interface CountRow {
  readonly scope: LockoutScope
  readonly subject: string
  /** Those of this statement too. */
  readonly failures: number
  readonly wait_seconds: number
}

const LOCKOUT = 'make_interval(secs => $2::double precision)'
/** What all devices of an account are allowed together: of their limit so many times. */
const DEVICES_TOGETHER = 10
const limitOf = (scope: string) =>
  `case ${scope} when 'address' then $4::integer when 'devices' then $3::integer * ${DEVICES_TOGETHER} else $3::integer end`
const IS_STALE = `(coalesce(f.locked_until, f.last_failed_at + ${LOCKOUT}) <= excluded.last_failed_at)`
const IN_ORDER = `order by scope <> 'address', scope, subject`
/** Names are locked in one order, addresses first, as by all who lock several of them. */
const COUNT = `
  insert into login_failures as f (scope, subject, failures, last_failed_at, locked_until)
  select scope, subject, count, ${at('$1')},
    case when count >= ${limitOf('scope')} then ${at('$1')} + ${LOCKOUT} end
  from unnest($5::text[], $6::text[], $7::integer[]) as i(scope, subject, count)
  ${IN_ORDER}
  on conflict (scope, subject) do update set
    failures = case when ${IS_STALE} then excluded.failures else f.failures + excluded.failures end,
    last_failed_at = excluded.last_failed_at,
    locked_until = case
      when ${IS_STALE} then excluded.locked_until
      when f.locked_until is not null then f.locked_until
      when f.failures + excluded.failures >= ${limitOf('excluded.scope')} then excluded.last_failed_at + ${LOCKOUT}
    end
  returning scope, subject, failures,
    greatest(1, ceil(extract(epoch from locked_until - last_failed_at)))::integer as wait_seconds`

const keyOf = ({ scope, subject }: CountedName): string => `${scope} ${subject}`
const lowered = ({ scope, subject }: CountedName): CountedName => ({ scope, subject: subject.toLowerCase() })

/**
 * Counts attempts, each under all its names, before they are judged, so that a hundred at once get no more guesses than five
 * in a row. Gives for each 0 when it may go on, else the seconds until the last lock ends. The last allowed attempt already
 * sets the lock; a success takes it away again.
 */
export async function countAttempts(
  via: Queryable,
  attempts: readonly (readonly CountedName[])[],
  policy: LockoutPolicy,
  nowMs: number,
): Promise<number[]> {
  const counts = new Map<string, CountedName & { count: number }>()
  for (const name of attempts.flat().map(lowered)) {
    counts.set(keyOf(name), { ...name, count: (counts.get(keyOf(name))?.count ?? 0) + 1 })
  }
  const names = [...counts.values()]
  const { maxFailures, maxFailuresPerAddress, lockoutSeconds } = policy
  const { rows } = await via.query<CountRow>(
    prepared('count-attempts', COUNT, [
      ...[nowMs, lockoutSeconds, maxFailures, maxFailuresPerAddress],
      textArray(names.map(({ scope }) => scope)),
      textArray(names.map(({ subject }) => subject)),
      integerArray(names.map(({ count }) => count)),
    ]),
  )
  const found = new Map(rows.map((row) => [keyOf(row), row]))
  return attempts.map((attempt) => Math.max(...attempt.map((name) => waitOf(lowered(name), counts, found, policy))))
}

/** They have waited together before. */
const WAIT_ALONE = "set local lock_timeout = '100ms'"

/** The same, and one by one where that fails, so that nobody fails for another: then an answer may be an error. */
export async function countEach(
  pool: Pool,
  attempts: readonly (readonly CountedName[])[],
  policy: LockoutPolicy,
  nowMs: number,
): Promise<(number | Error)[]> {
  try {
    return await countAttempts(pool, attempts, policy, nowMs)
  } catch (error) {
    if (attempts.length === 1 || !isOfOneRow(error)) throw error
  }
  const waits: (number | Error)[] = []
  for (const attempt of attempts) {
    const counted = inTransaction(pool, async (tx) => {
      await tx.query(WAIT_ALONE)
      return countAttempts(tx, [attempt], policy, nowMs)
    })
    waits.push(...(await counted.catch((error: Error) => [error])))
  }
  return waits
}

/** Of several attempts under a name each is the next one: those that are over the limit have to wait. */
function waitOf(
  name: CountedName,
  left: Map<string, CountedName & { count: number }>,
  found: ReadonlyMap<string, CountRow>,
  policy: LockoutPolicy,
): number {
  const [row, later] = [found.get(keyOf(name)), left.get(keyOf(name))]
  if (row === undefined || later === undefined) throw new Error('an attempt was not counted')
  later.count--
  const failures = row.failures - later.count
  return failures > mostOf(name.scope, policy) ? row.wait_seconds : 0
}

function mostOf(scope: LockoutScope, { maxFailures, maxFailuresPerAddress }: LockoutPolicy): number {
  if (scope === 'address') return maxFailuresPerAddress
  return scope === 'devices' ? maxFailures * DEVICES_TOGETHER : maxFailures
}

/** Locks the rows of `named` (scope, subject, count) in the order of all who lock several: they are changed by way of it alone. */
const HELD = `held as materialized (
    select f.scope, f.subject, n.count from named n join login_failures f using (scope, subject) ${IN_ORDER} for update of f
  )`
/** Scopes whose names others are counted under too. */
const FOR_MANY = `('address', 'devices')`
const IS_HELD = '(f.scope, f.subject) = (held.scope, held.subject)'

/**
 * Parts of a statement that take the attempts of `named` back: a name that succeeded starts anew, and one that counts for
 * many gets so many back.
 */
export const TAKE_BACK = `${HELD}, returned as (
    update login_failures f set failures = greatest(0, f.failures - held.count), locked_until = null
    from held where held.scope in ${FOR_MANY} and ${IS_HELD}
  ), forgotten as (
    delete from login_failures f using held where held.scope not in ${FOR_MANY} and ${IS_HELD}
  )`

/** Their scopes and their subjects, as they are counted: parameters of a statement. */
export const scopesOf = (names: readonly CountedName[]) => textArray(names.map(({ scope }) => scope))
export const subjectsOf = (names: readonly CountedName[]) =>
  textArray(names.map(({ subject }) => subject.toLowerCase()))

/** An attempt that succeeded was none, under none of its names. */
export async function takeAttemptBack(via: Queryable, names: readonly CountedName[]): Promise<void> {
  const text = `with named as (select scope, subject, 1 as count from unnest($1::text[], $2::text[]) as i(scope, subject)),
    ${TAKE_BACK} select`
  await via.query(prepared('take-attempt-back', text, [scopesOf(names), subjectsOf(names)]))
}

/** Takes all failures of these names away, and with them a lock-out. */
export async function forgetFailures(tx: Queryable, names: readonly CountedName[]): Promise<void> {
  const text = `with named as (select scope, subject, 0 as count from unnest($1::text[], $2::text[]) as i(scope, subject)),
    ${HELD} delete from login_failures f using held where ${IS_HELD}`
  await tx.query(text, [scopesOf(names), subjectsOf(names)])
}
