import {
  accept,
  type OddsPlan,
  oddsIdParams,
  oddsPlanSchema,
  oddsPlansReply,
  oddsRetireBody,
  oddsScheduleBody,
  oddsTableSchema,
  oddsUnscheduleBody,
} from '@casino-club/shared'
import type { OddsSchedule, OddsTables, Plan } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { audited, toReply } from './odds.routes.ts'
import { auditSchedule } from './schedule-audit.ts'

const TAG = 'admin'
const PUBLISH = { permission: 'odds-tables:publish' }

export interface ScheduleRouteDependencies {
  readonly schedule: OddsSchedule
  readonly tables: OddsTables
  readonly clock: Clock
}

const toPlan = ({ publishAt, retireAt, createdAt, settledAt, game: _, hash: _hash, ...plan }: Plan): OddsPlan => ({
  ...plan,
  publishAt: publishAt.toISOString(),
  retireAt: retireAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  settledAt: settledAt?.toISOString() ?? null,
})

/** Tables that come and go by time, and out of force by hand. */
export function scheduleRoutes(deps: ScheduleRouteDependencies): AnyRoute[] {
  return [retireRoute(deps), plansRoute(deps), scheduleRoute(deps), cancelRoute(deps)]
}

function retireRoute({ schedule, tables, clock }: ScheduleRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/odds-tables/:id/retire',
    summary: 'Takes a table out of force; the game is closed until another version is published',
    tag: TAG,
    access: PUBLISH,
    params: oddsIdParams,
    body: oddsRetireBody,
    reply: oddsTableSchema,
    reasons: ['NOT_FOUND', 'TABLE_NOT_PUBLISHED'],
    handle: async ({ principal, request, params: { id }, body: { reason } }) => {
      const beside = audited({ admin: principal, request }, 'odds-tables.retire', reason, clock)
      const retired = await schedule.retire(id, beside)
      return retired.ok ? accept(toReply(tables.analysed(retired.value))) : retired
    },
  })
}

function plansRoute({ schedule }: ScheduleRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/odds-tables/:id/schedule',
    summary: 'When a version comes into force and goes, and what has become of its plans',
    tag: TAG,
    access: { permission: 'odds-tables:read' },
    params: oddsIdParams,
    reply: oddsPlansReply,
    handle: async ({ params: { id } }) => accept({ plans: (await schedule.list(id)).map(toPlan) }),
  })
}

function scheduleRoute({ schedule, clock }: ScheduleRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/odds-tables/:id/schedule',
    summary: 'Plans when a draft comes into force, and when the version before comes back',
    tag: TAG,
    access: PUBLISH,
    stepUp: true,
    params: oddsIdParams,
    body: oddsScheduleBody,
    reply: oddsPlanSchema,
    reasons: [
      'NOT_FOUND',
      'TABLE_NOT_DRAFT',
      'CONFLICT',
      'TABLE_INVALID',
      'RTP_OUT_OF_RANGE',
      'ALREADY_SCHEDULED',
      'SCHEDULE_INVALID',
      'SCHEDULE_OVERLAPS',
    ],
    handle: async ({ principal, request, params: { id }, body: { seenHash, publishAt, retireAt, reason } }) => {
      const span = { publishAtMs: Date.parse(publishAt), retireAtMs: retireAt === null ? null : Date.parse(retireAt) }
      const asked = { ...id, ...span, seenHash, reason, by: principal.siteId }
      const planned = await schedule.schedule(asked, auditSchedule(clock, { admin: principal, request }))
      return planned.ok ? accept(toPlan(planned.value)) : planned
    },
  })
}

function cancelRoute({ schedule, clock }: ScheduleRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/odds-tables/:id/schedule/cancel',
    summary: 'Gives up what is still to come of a plan; a table in force stays in force',
    tag: TAG,
    access: PUBLISH,
    params: oddsIdParams,
    body: oddsUnscheduleBody,
    reply: oddsPlanSchema,
    reasons: ['NOT_SCHEDULED'],
    handle: async ({ principal, request, params: { id }, body: { reason } }) => {
      const cancelled = await schedule.cancel(id, auditSchedule(clock, { admin: principal, request }, reason))
      return cancelled.ok ? accept(toPlan(cancelled.value)) : cancelled
    },
  })
}
