import { HOME_ZONE } from '@casino-club/shared'
import type { PageContext, PageResult, SqlJob } from '../jobs/index.ts'
import { JobFault } from '../jobs/index.ts'
import { raiseMany, sayable } from '../notify/index.ts'
import { BUILT_IN, findTemplate, wordMessage } from '../notify/templates/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import {
  ALERT_TYPES,
  type AlertType,
  countDue,
  type DueAlert,
  type DueTerms,
  dropLate,
  findZones,
  queueDue,
  takeDue,
} from './due.store.ts'
import { reminderHours, zonesOnce } from './local-hours.ts'
import { valuesOf } from './word-alert.ts'

/** `player`: nine and six o'clock where each player is. Else one zone for everybody. */
export type AlertsZone = 'player' | typeof HOME_ZONE

const MINUTE_MS = 60_000
/** A reminder of this morning is none at noon. */
export const LATEST_MINUTES = 30
/** Until the next reminders at the latest; sooner where the vault ends. */
const WORTH_MS = 9 * 60 * MINUTE_MS
/** What waits for a player lies on his home screen. */
const PATH = '/'

/** Which type is at hand, and whether everybody to be told of it was found. */
interface Cursor {
  readonly type: number
  readonly found: boolean
}
const BEGIN: Cursor = { type: 0, found: false }

/**
 * Reminders of vaults at nine and six o'clock, once a type, player and local date. It looks every quarter of an hour for
 * whom it is that time; what is late is left out. Whether a reminder goes out is asked again when it does.
 */
export function alertsJob({ alertsZone }: { readonly alertsZone: AlertsZone }): SqlJob {
  const zones = zonesOnce(findZones)
  const termsAt = async (tx: Queryable, { nowMs, dueAtMs }: PageContext): Promise<DueTerms> => ({
    nowMs,
    hours: reminderHours(alertsZone === 'player' ? await zones(tx) : [HOME_ZONE], dueAtMs),
    defaultZone: alertsZone === 'player' ? HOME_ZONE : null,
  })
  return {
    name: 'alerts.vaults',
    cron: '*/15 * * * *',
    shardByTime: true,
    catchUp: { withinMinutes: LATEST_MINUTES },
    repeatable: true,
    async page(context, tx) {
      const { nowMs, dueAtMs, dryRun, cursor = BEGIN } = context
      const late = dryRun ? 0 : await dropLate(tx, nowMs - LATEST_MINUTES * MINUTE_MS)
      if (nowMs - dueAtMs > LATEST_MINUTES * MINUTE_MS) return { worked: 0, skipped: late }
      const { type: place, found } = cursor as Cursor
      const type = ALERT_TYPES[place]
      if (type === undefined) return { worked: 0, skipped: late }
      if (found) return tellPage(context, tx, place, type)
      const terms = await termsAt(tx, context)
      if (terms.hours.length === 0) return { worked: 0, skipped: late }
      if (dryRun) return { worked: await countDue(tx, type, dueAtMs, terms), skipped: 0, ...after(place) }
      const due = await queueDue(tx, type, dueAtMs, terms)
      return { worked: 0, skipped: late, ...(due === 0 ? after(place) : { cursor: { type: place, found: true } }) }
    },
  }
}

const after = (place: number): Pick<PageResult, 'cursor'> =>
  place + 1 < ALERT_TYPES.length ? { cursor: { type: place + 1, found: false } satisfies Cursor } : {}

async function tellPage(context: PageContext, tx: Queryable, place: number, type: AlertType): Promise<PageResult> {
  const { nowMs, dueAtMs, limit, cursor } = context
  const taken = await takeDue(tx, type, dueAtMs, limit)
  // A page may come late in its run: by now a vault may be over.
  const due = taken.filter(({ expiresMs }) => expiresMs > nowMs)
  const worked = await raiseAlerts(tx, type, due, nowMs)
  return { worked, skipped: taken.length - worked, ...(taken.length === limit ? { cursor } : after(place)) }
}

/** Tells them, each in his own figures; gives how many had not been told before. */
async function raiseAlerts(tx: Queryable, type: AlertType, due: readonly DueAlert[], nowMs: number): Promise<number> {
  if (due.length === 0) return 0
  const name = type.toLowerCase().replace('_', '-')
  const builtIn = BUILT_IN.get(name)
  if (builtIn === undefined) throw new JobFault(`there are no words for ${type}`)
  const template = (await findTemplate(tx, name)) ?? builtIn
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
        // Words that were written anew and cannot be filled must not keep all others from being told.
        text: sayable(() => wordMessage(template, values)) ?? wordMessage(builtIn, values),
        deadlineMs: expiresMs,
      }
    }),
  )
  return raised.size
}
