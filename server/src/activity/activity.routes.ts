import {
  type ActionBody,
  accept,
  actionBody,
  actionReply,
  actionsBulkBody,
  actionsBulkReply,
  activityBody,
  activityReply,
  type Result,
  refuse,
  scrub,
  siteVisitBody,
  siteVisitReply,
} from '@casino-club/shared'
import type { ZodError } from 'zod'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { findBrokenText } from '../platform/http/well-formed.ts'
import { type RandomSource, systemRandom } from '../platform/ids.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { type Action, countOn, findActivity, insertActions, insertVisit } from './actions.store.ts'

const TAG = 'activity'
const DAY_MS = 86_400_000
/** A thousand actions of four kilobytes, and what JSON puts around them. */
const BULK_LIMIT = 5_000_000
/** Far more than an app has to tell of one player. */
const MOST_A_DAY = 100_000

export interface ActivityDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly metrics: Pick<Metrics, 'actions'>
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
  readonly random?: RandomSource
}

interface Told {
  readonly action: Action
  readonly removed: number
}

function toAction({ eventId, type, occurredAt, props }: ActionBody, nowMs: number): Told {
  const scrubbed = scrub(props)
  const occurredAtMs = occurredAt === undefined ? nowMs : Date.parse(occurredAt)
  return { action: { eventId, type, occurredAtMs, props: scrubbed.props }, removed: scrubbed.removed }
}

/** Takes what players' apps tell. */
export function activityRoutes(deps: ActivityDependencies): AnyRoute[] {
  const { pool, clock, metrics, dayOf } = deps
  const momentAt = (nowMs: number) => ({ nowMs, day: new Date(dayOf(nowMs) * DAY_MS).toISOString().slice(0, 10) })
  const keep: Keep = async (userId, actions, nowMs) => {
    const moment = momentAt(nowMs)
    if ((await countOn(pool, userId, moment.day)) >= MOST_A_DAY) {
      metrics.actions.inc({ result: 'rejected' }, actions.length)
      return refuse('RATE_LIMITED', 'nobody does as much in a day')
    }
    // Tried again where it met another device with the same ids.
    const fresh = await inTransaction(pool, (tx) => insertActions(tx, userId, actions, moment))
    metrics.actions.inc({ result: 'counted' }, fresh.size)
    metrics.actions.inc({ result: 'duplicate' }, actions.length - fresh.size)
    return accept(fresh)
  }
  return [
    ...actionRoutes(deps, keep),
    route({
      method: 'post',
      path: '/api/activity/record',
      summary: 'Counts a play, a used bonus or time played, as the app tells it; with an id once',
      tag: TAG,
      access: 'player',
      limit: 'activity',
      body: activityBody,
      reply: activityReply,
      handle: async ({ principal: { userId }, body }) => {
        const nowMs = clock.nowMs()
        const eventId = body.eventId ?? (deps.random ?? systemRandom).uuid()
        const { eventType: type, occurredAt, metadata: props } = body
        const { action } = toAction({ eventId, type, props, ...(occurredAt && { occurredAt }) }, nowMs)
        const kept = await keep(userId, [action], nowMs)
        if (!kept.ok) return kept
        return accept({
          ok: true as const,
          duplicate: kept.value.size === 0,
          activity: await findActivity(pool, userId),
        })
      },
    }),
    route({
      method: 'post',
      path: '/api/activity/visits',
      summary: 'Notes that a page was opened, and from where somebody came to it; once a day for each way',
      tag: TAG,
      access: 'optional',
      limit: 'visit',
      body: siteVisitBody,
      reply: siteVisitReply,
      handle: async ({ principal, body }) => {
        const userId = principal?.kind === 'player' ? principal.userId : null
        await insertVisit(pool, { ...body, userId, ...momentAt(clock.nowMs()) })
        return accept({ ok: true as const })
      },
    }),
  ]
}

type Keep = (
  userId: number,
  actions: readonly Action[],
  nowMs: number,
) => Promise<Result<ReadonlySet<string>, 'RATE_LIMITED'>>

function actionRoutes({ clock, metrics }: ActivityDependencies, keep: Keep): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/actions',
      summary: 'Takes one thing that the player did; told again, it counts once',
      tag: TAG,
      access: 'player',
      limit: 'activity',
      body: actionBody,
      reply: actionReply,
      handle: async ({ principal: { userId }, body }) => {
        const nowMs = clock.nowMs()
        const { action, removed } = toAction(body, nowMs)
        const kept = await keep(userId, [action], nowMs)
        if (!kept.ok) return kept
        const receivedAt = new Date(nowMs).toISOString()
        return accept({ ok: true as const, duplicate: kept.value.size === 0, receivedAt, scrubbed: removed })
      },
    }),
    route({
      method: 'post',
      path: '/api/actions/bulk',
      summary: 'Takes up to a thousand of them; a row that is wrong is named, and the others count',
      tag: TAG,
      access: 'player',
      limit: 'activity',
      body: actionsBulkBody,
      bodyLimit: BULK_LIMIT,
      readsRows: true,
      reply: actionsBulkReply,
      handle: async ({ principal: { userId }, body }) => {
        const nowMs = clock.nowMs()
        const { told, rejected } = readRows(body.actions, nowMs)
        const actions = told.map(({ action }) => action)
        const kept = await keep(userId, actions, nowMs)
        if (!kept.ok) return kept
        metrics.actions.inc({ result: 'rejected' }, rejected.length)
        return accept({
          ok: true as const,
          accepted: kept.value.size,
          duplicates: actions.length - kept.value.size,
          rejected,
          receivedAt: new Date(nowMs).toISOString(),
          scrubbed: told.reduce((sum, { removed }) => sum + removed, 0),
        })
      },
    }),
  ]
}

/** Each row by itself: what can be taken, and what is wrong with the others. */
function readRows(rows: readonly unknown[], nowMs: number) {
  const told: Told[] = []
  const rejected: { index: number; reason: 'INVALID_PAYLOAD'; message: string }[] = []
  for (const [index, row] of rows.entries()) {
    const broken = findBrokenText(row)
    const parsed = actionBody.safeParse(row)
    if (broken === undefined && parsed.success) told.push(toAction(parsed.data, nowMs))
    else rejected.push({ index, reason: 'INVALID_PAYLOAD', message: whatIsWrong(broken, parsed.error) })
  }
  return { told, rejected }
}

/** Names a field by the app's own name only where that can be written. */
function whatIsWrong(broken: string | undefined, error: ZodError | undefined): string {
  if (broken !== undefined) return `${broken || 'row'}: a text that is no Unicode`.slice(0, 200)
  const [issue] = error?.issues ?? []
  return `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'wrong'}`.slice(0, 200)
}
