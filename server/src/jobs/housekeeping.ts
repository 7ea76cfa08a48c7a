import type { Config } from '../config.ts'
import { forgetOidc, forgetSignIns } from '../identity/index.ts'
import { type Clock, utcDay } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Pool } from '../platform/postgres/pool.ts'

const EVERY_MS = 3_600_000
const DAY_MS = 86_400_000
/** Yesterday, today, and a week ahead: a job that misses some days does no harm. */
const PARTITION_DAYS = 9
const FORGET_AFTER_DAYS = 30

export interface HousekeepingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly metrics: Pick<Metrics, 'eventsOutsidePartitions'>
  readonly log: Log
  readonly config: Pick<Config, 'signInHistoryDays'>
}

/** Makes the coming days' partitions; gives how many it made. */
export async function ensurePartitions(pool: Pool, clock: Clock): Promise<number> {
  const firstDay = utcDay(clock.nowMs() - DAY_MS)
  const { rows } = await pool.query<{ made: number }>('select ensure_event_partitions($1, $2) as made', [
    firstDay,
    PARTITION_DAYS,
  ])
  return rows[0]?.made ?? 0
}

/** One round: partitions ahead, the alarm for rows outside them, and what nobody needs any more. */
export async function keepHouse({ pool, clock, metrics, config }: HousekeepingDependencies): Promise<void> {
  await ensurePartitions(pool, clock)
  const { rows } = await pool.query<{ outside: number }>('select count(*) as outside from player_events_default')
  metrics.eventsOutsidePartitions.set(rows[0]?.outside ?? 0)
  const before = new Date(clock.nowMs() - FORGET_AFTER_DAYS * DAY_MS)
  await pool.query('delete from sessions where expires_at < $1 or revoked_at < $1', [before])
  // Until then letters to an address tell how many it has got within the hour; those to a player are his to look up.
  await pool.query(
    `delete from mail_outbox where status <> 'waiting'
       and created_at < case when user_id is null then $2::timestamptz else $1::timestamptz end`,
    [before, new Date(clock.nowMs() - DAY_MS)],
  )
  await pool.query('delete from login_failures where last_failed_at < $1', [before])
  const nowMs = clock.nowMs()
  await forgetSignIns(pool, new Date(nowMs - config.signInHistoryDays * DAY_MS), new Date(nowMs))
  await forgetOidc(pool, new Date(nowMs))
  // A process that was killed could not take its own row away.
  await pool.query(`delete from game_processes where heartbeat_at < now() - interval '1 hour'`)
}

/** Keeps house every hour; one round more than needed does nothing. */
export function startHousekeeping(deps: HousekeepingDependencies): { stop(): void } {
  const timer = setInterval(() => {
    keepHouse(deps).catch((error: unknown) => deps.log.error({ err: error }, 'housekeeping failed'))
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
