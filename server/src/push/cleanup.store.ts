import type { PushCleanupCounts, PushCleanupOrder } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface CleanupQuestion {
  readonly order: PushCleanupOrder
  readonly nowMs: number
  /** Push services that are not listed any more; nothing where that is not asked about. */
  readonly refusedOrigins: readonly string[]
}

const DAY_MS = 86_400_000

/**
 * What is to become of each subscription; the first that holds. `$1` now, `$2` the last moment of what is old, `$3` failures
 * that are too many, `$4` whether those that sleep go, `$5` whether the rules of now are asked, `$6` origins they refuse.
 */
const JUDGED = `
select s.id, s.user_id, s.device_id, s.is_active, case
    when s.deleted_at is not null then case when s.deleted_at < ${at('$2')} then 'old' end
    when s.fail_count >= $3 then 'failing'
    when $4 and not s.is_active then 'asleep'
    when $5 and (s.origin = any($6::text[]) or k.state = 'retired') then 'expired'
  end as verdict
from push_subscriptions s join push_vapid_keys k on k.id = s.vapid_key_id
where $1::bigint is not null`

const COUNTED = `
count(*) as total, count(*) filter (where verdict is null and is_active) as valid,
  count(*) filter (where verdict = 'failing') as failing, count(*) filter (where verdict = 'asleep') as asleep,
  count(*) filter (where verdict = 'expired') as expired, count(*) filter (where verdict = 'old') as old`

interface CountRow {
  total: number
  valid: number
  failing: number
  asleep: number
  expired: number
  old: number
}

const valuesOf = ({ order, nowMs, refusedOrigins }: CleanupQuestion): unknown[] => [
  nowMs,
  nowMs - order.deleteAfterDays * DAY_MS,
  order.failCountThreshold,
  order.cleanupInactive,
  order.realTimeCheck,
  refusedOrigins,
]

function toCounts(row: CountRow | undefined, { forceDelete }: PushCleanupOrder): PushCleanupCounts {
  const { total = 0, valid = 0, failing = 0, asleep = 0, expired = 0, old = 0 } = row ?? {}
  return {
    cleanedCount: failing + asleep + expired + old,
    validCount: valid,
    totalChecked: total,
    stats: {
      failCountCleaned: failing,
      inactiveCleaned: asleep,
      expiredCleaned: expired,
      forceDeleted: forceDelete ? failing + asleep + expired : 0,
      oldSoftDeletedCleaned: old,
    },
  }
}

export const NOTHING_CLEANED: PushCleanupCounts = toCounts(undefined, { forceDelete: false } as PushCleanupOrder)

/** Both sums as one. */
export const addCleanup = (one: PushCleanupCounts, other: PushCleanupCounts): PushCleanupCounts => ({
  cleanedCount: one.cleanedCount + other.cleanedCount,
  validCount: one.validCount + other.validCount,
  totalChecked: one.totalChecked + other.totalChecked,
  stats: {
    failCountCleaned: one.stats.failCountCleaned + other.stats.failCountCleaned,
    inactiveCleaned: one.stats.inactiveCleaned + other.stats.inactiveCleaned,
    expiredCleaned: one.stats.expiredCleaned + other.stats.expiredCleaned,
    forceDeleted: one.stats.forceDeleted + other.stats.forceDeleted,
    oldSoftDeletedCleaned: one.stats.oldSoftDeletedCleaned + other.stats.oldSoftDeletedCleaned,
  },
})

/** What a clean-up would do now. Nothing is written. */
export async function countCleanup(via: Queryable, question: CleanupQuestion): Promise<PushCleanupCounts> {
  const { rows } = await via.query<CountRow & Record<string, unknown>>(
    `with judged as (${JUDGED}) select ${COUNTED} from judged`,
    valuesOf(question),
  )
  return toCounts(rows[0], question.order)
}

/** Cleans up so many subscriptions after an id, in its order; the id of the last one, undefined when there are no more. */
export async function cleanPage(
  tx: Queryable,
  question: CleanupQuestion,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<{ counts: PushCleanupCounts; lastId: string | undefined }> {
  const { rows } = await tx.query<CountRow & { last: string | null } & Record<string, unknown>>(
    `with judged as (${JUDGED} and ($7::uuid is null or s.id > $7) order by s.id limit $8 for update of s),
     deleted as (
       delete from push_subscriptions using judged j
       where push_subscriptions.id = j.id and (j.verdict = 'old' or $9 and j.verdict is not null)),
     ended as (
       update push_subscriptions s set is_active = false, deleted_at = ${at('$1')}, updated_at = ${at('$1')} from judged j
       where s.id = j.id and not $9 and j.verdict in ('failing', 'asleep', 'expired')),
     written as (
       insert into push_subscription_log (user_id, device_id, action, reason, at)
       select user_id, device_id, 'UNSUBSCRIBE', 'cleaned', ${at('$1')} from judged
       where verdict is not null and is_active)
     select ${COUNTED}, (array_agg(id order by id desc))[1] as last from judged`,
    [...valuesOf(question), afterId ?? null, limit, question.order.forceDelete],
  )
  const [row] = rows
  const isLast = (row?.total ?? 0) < limit
  return { counts: toCounts(row, question.order), lastId: isLast ? undefined : (row?.last ?? undefined) }
}

/** The push services that active subscriptions belong to. */
export async function findUsedOrigins(via: Queryable): Promise<string[]> {
  const { rows } = await via.query<{ origin: string }>(
    'select distinct origin from push_subscriptions where is_active order by origin',
  )
  return rows.map(({ origin }) => origin)
}
