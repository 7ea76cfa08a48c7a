import {
  accept,
  adminIdParams,
  deadLettersQuery,
  deadLettersReply,
  holdReleaseBody,
  holdReleaseReply,
  notificationHoldsReply,
  notificationTraceQuery,
  notificationTraceReply,
  redriveBody,
  redriveReply,
  refuse,
} from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { Channel } from './channel.ts'
import { countRedrivable, findDeadLetters, findHolds, redrive, releaseHold, traceNotifications } from './desk.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/notifications'
const READ = { permission: 'notifications:read' } as const
const REDRIVE = { permission: 'notifications:redrive' } as const
const MINUTE_SECONDS = 60

interface DeskDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly channels: readonly Channel[]
}

/** What support and operators see of notifications, and what they decide about those that could not be sent. */
export function adminNotificationRoutes(deps: DeskDependencies): AnyRoute[] {
  return [...readingRoutes(deps), redriveRoute(deps), releaseRoute(deps)]
}

function readingRoutes({ pool }: DeskDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/players/:id/notifications',
      summary: 'Why did he not get it: a player’s notifications with every step of every delivery',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      query: notificationTraceQuery,
      reply: notificationTraceReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await traceNotifications(pool, id, query)
        total(found.total)
        return accept(found.traces)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/dead-letters`,
      summary: 'What could not be sent, and what was decided about it',
      tag: TAG,
      access: READ,
      query: deadLettersQuery,
      reply: deadLettersReply,
      handle: async ({ query, total }) => {
        const found = await findDeadLetters(pool, query)
        total(found.total)
        return accept(found.letters)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/holds`,
      summary: 'Origins that refuse us, and what waits for them',
      tag: TAG,
      access: READ,
      reply: notificationHoldsReply,
      handle: async ({ total }) => {
        const holds = await findHolds(pool)
        total(holds.length)
        return accept(holds)
      },
    }),
  ]
}

function redriveRoute({ pool, clock }: DeskDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/dead-letters/redrive`,
    summary: 'Takes dead letters up again, so many a minute; a dry run only counts them',
    tag: TAG,
    access: REDRIVE,
    body: redriveBody,
    reply: redriveReply,
    handle: ({ principal, request, body: { dryRun, perMinute, reason, ...filter } }) =>
      inTransaction(pool, async (tx) => {
        const nowMs = clock.nowMs()
        const counts = await countRedrivable(tx, filter, nowMs)
        const secondsFor = (letters: number) => Math.ceil((Math.max(0, letters - 1) * MINUTE_SECONDS) / perMinute)
        if (dryRun) return accept({ ...counts, redriven: 0, seconds: secondsFor(counts.matching) })
        const ids = await redrive(tx, filter, { nowMs, perMinute, adminId: principal.adminId, reason })
        const after = { ...filter, perMinute, redriven: ids.length, first: ids[0] ?? null, last: ids.at(-1) ?? null }
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            ...{ action: 'notifications.redrive', targetType: 'notifications', targetId: 'dead-letters' },
            ...{ reason, before: null, after, atMs: nowMs },
          },
        )
        return accept({ ...counts, redriven: ids.length, seconds: secondsFor(ids.length) })
      }),
  })
}

function releaseRoute({ pool, clock, channels }: DeskDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/holds/:id/release`,
    summary: 'What waits for an origin goes on, and it is asked again at once: its configuration has been mended',
    tag: TAG,
    access: REDRIVE,
    params: adminIdParams,
    body: holdReleaseBody,
    reply: holdReleaseReply,
    reasons: ['NOT_FOUND'],
    handle: ({ principal, request, params: { id }, body: { reason } }) =>
      inTransaction(pool, async (tx) => {
        const nowMs = clock.nowMs()
        const hold = await releaseHold(tx, { id }, { nowMs, adminId: principal.adminId })
        if (hold === undefined) return refuse('NOT_FOUND', 'no such origin is held')
        // What the channel itself has against it ends in the same act, or the first message would be held again.
        const channel = channels.find(({ name }) => name === hold.channel)
        const reopened = (await channel?.release?.(tx, hold.origin, nowMs)) ?? false
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            ...{ action: 'notifications.release', targetType: 'notifications', targetId: hold.origin },
            ...{ reason, before: null, after: { ...hold, reopened }, atMs: nowMs },
          },
        )
        return accept({ released: hold.released })
      }),
  })
}
