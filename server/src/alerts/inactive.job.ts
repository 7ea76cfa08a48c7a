import type { SqlJob } from '../jobs/index.ts'
import { CONSENT_MS, tellByTemplate } from '../notify/index.ts'
import type { MayContact } from '../safe-play/index.ts'
import { findAbsent } from './inactive.store.ts'
import { daytimeLeft } from './local-hours.ts'

const DAY_MS = 86_400_000
/** Until the next look; how late it may be said is decided by the clock of its player. */
const LATEST_MINUTES = 59
/** Within so many days of the day he is due; who has been gone for longer was told, or was gone before there was this job. */
const WINDOW_DAYS = 7

/**
 * Tells whoever consented to it, and has not been here for so many days, that the club is still there: once an absence, between
 * nine and nine where he is, and by then or not at all. It looks every hour. Whoever holds himself back is left alone.
 */
export function inactiveJob({
  mayContact,
  afterDays,
}: {
  readonly mayContact: MayContact
  readonly afterDays: number
}): SqlJob {
  return {
    name: 'alerts.inactive',
    cron: '20 * * * *',
    shardByTime: true,
    catchUp: { withinMinutes: LATEST_MINUTES },
    repeatable: true,
    async page({ nowMs, cursor, limit, dryRun }, tx) {
      const untilMs = nowMs - afterDays * DAY_MS
      const windows = { untilMs, sinceMs: untilMs - WINDOW_DAYS * DAY_MS, consentSinceMs: nowMs - CONSENT_MS }
      const absent = await findAbsent(tx, {
        ...{ nowMs, ...windows, afterId: typeof cursor === 'number' ? cursor : 0, limit },
      })
      const awake = absent.flatMap((player) => {
        const leftMs = daytimeLeft(nowMs, player.zone)
        return leftMs === undefined ? [] : [{ ...player, deadlineMs: nowMs + leftMs }]
      })
      const ids = awake.map(({ userId }) => userId)
      const may = await mayContact(ids, nowMs)
      const told = awake.filter(({ userId }) => may.has(userId))
      const terms = { type: 'news', path: '/', priority: 'low', deadlineMs: nowMs + DAY_MS, atMs: nowMs } as const
      const players = told.map(({ userId, nickname, lastSeenMs, deadlineMs }) => ({
        userId,
        about: String(lastSeenMs),
        values: { nickname, days: String(Math.floor((nowMs - lastSeenMs) / DAY_MS)) },
        deadlineMs,
      }))
      const worked = dryRun ? players.length : (await tellByTemplate(tx, 'inactive', terms, players)).length
      const next = absent.length === limit ? { cursor: absent.at(-1)?.userId } : {}
      return { worked, skipped: absent.length - worked, ...next }
    },
  }
}
