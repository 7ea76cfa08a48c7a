import type { PageContext, PageResult, SqlJob } from '../jobs/index.ts'
import { JobFault } from '../jobs/index.ts'
import { raiseMany } from '../notify/index.ts'
import { findTemplate, wordMessage } from '../notify/templates/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { ALERT_TYPES, type AlertType, type DueAlert, findDue, findZones } from './due.store.ts'
import { type ReminderHour, reminderHours, zonesOnce } from './local-hours.ts'
import { valuesOf } from './word-alert.ts'

/** `player`: nine and six o'clock where each player is. Else one zone for everybody. */
export type AlertsZone = 'player' | 'Asia/Seoul'

const HOME = 'Asia/Seoul'
const MINUTE_MS = 60_000
/** A reminder of this morning is none at noon. */
export const LATEST_MINUTES = 30
/** Until the next reminders at the latest; sooner where the vault ends. */
const WORTH_MS = 9 * 60 * MINUTE_MS
/** What waits for a player lies on his home screen. */
const PATH = '/'

interface Cursor {
  readonly type: number
  readonly afterUser: number
}

/**
 * Reminders of vaults at nine and six o'clock, once a type, player and local date. It looks every quarter of an hour for
 * whom it is that time; what is late is left out. Whether a reminder goes out is asked again when it does.
 */
export function alertsJob({ alertsZone }: { readonly alertsZone: AlertsZone }): SqlJob {
  const zones = zonesOnce(findZones)
  const hoursAt = async (tx: Queryable, dueAtMs: number): Promise<ReminderHour[]> =>
    reminderHours(alertsZone === 'player' ? await zones(tx) : [HOME], dueAtMs)
  return {
    name: 'alerts.vaults',
    cron: '*/15 * * * *',
    shardByTime: true,
    catchUp: { withinMinutes: LATEST_MINUTES },
    repeatable: true,
    async page(context, tx) {
      const { nowMs, dueAtMs, limit } = context
      if (nowMs - dueAtMs > LATEST_MINUTES * MINUTE_MS) return { worked: 0, skipped: 0 }
      const hours = await hoursAt(tx, dueAtMs)
      if (hours.length === 0) return { worked: 0, skipped: 0 }
      const { type: place, afterUser } = (context.cursor as Cursor | undefined) ?? { type: 0, afterUser: 0 }
      const type = ALERT_TYPES[place]
      if (type === undefined) return { worked: 0, skipped: 0 }
      const defaultZone = alertsZone === 'player' ? HOME : null
      const due = await findDue(tx, type, { nowMs, hours, defaultZone, afterUser, limit })
      const worked = context.dryRun ? due.length : await raiseAlerts(tx, type, due, nowMs)
      return { worked, skipped: due.length - worked, ...nextOf(place, due, limit) }
    },
  }
}

function nextOf(place: number, due: readonly DueAlert[], limit: PageContext['limit']): Pick<PageResult, 'cursor'> {
  const last = due.at(-1)
  if (last && due.length === limit) return { cursor: { type: place, afterUser: last.userId } satisfies Cursor }
  return place + 1 < ALERT_TYPES.length ? { cursor: { type: place + 1, afterUser: 0 } satisfies Cursor } : {}
}

/** Tells them, each in his own figures; gives how many had not been told before. */
async function raiseAlerts(tx: Queryable, type: AlertType, due: readonly DueAlert[], nowMs: number): Promise<number> {
  if (due.length === 0) return 0
  const template = await findTemplate(tx, type.toLowerCase().replace('_', '-'))
  if (template === undefined) throw new JobFault(`there are no words for ${type}`)
  const raised = await raiseMany(
    tx,
    {
      template: type,
      category: template.category,
      type: 'vaults',
      path: PATH,
      priority: type === 'EXPIRY_D0' ? 'high' : 'normal',
      deadlineMs: nowMs + WORTH_MS,
      channels: template.channels,
      atMs: nowMs,
    },
    due.map((alert) => {
      const { userId, vaultId, vaultType, day, expiresMs } = alert
      const values = valuesOf(alert)
      return {
        userId,
        dedupeKey: `${type}:${userId}:${day}`,
        params: { vaultType, vaultId: String(vaultId), values },
        text: wordMessage(template, values),
        deadlineMs: expiresMs,
      }
    }),
  )
  return raised.size
}
