import {
  accept,
  adminIdParams,
  ageChecksQuery,
  ageChecksReply,
  ageDecisionBody,
  ageDecisionReply,
  refuse,
} from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { type CheckDecision, decideCheck, findCheck, findChecks } from './age.store.ts'
import { verifyAgeRule } from './verify-age.rule.ts'

const TAG = 'admin'

export interface AgeReviewDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly bus: Bus
  readonly clock: Clock
}

/** Ages that a person has to look at. */
export function ageReviewRoutes(deps: AgeReviewDependencies): AnyRoute[] {
  return [listRoute(deps.pool), decideRoute(deps)]
}

function listRoute(pool: Pool): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/age-checks',
    summary: 'Age checks, filtered and paged; the day of birth only while one is pending',
    tag: TAG,
    access: { permission: 'age-checks:read' },
    query: ageChecksQuery,
    reply: ageChecksReply,
    handle: async ({ query, total }) => {
      const found = await findChecks(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
      total(found.total)
      return accept(found.checks)
    },
  })
}

function decideRoute({ pool, actors, bus, clock }: AgeReviewDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/age-checks/:id/decide',
    summary: 'Decides a pending check; the day of birth is forgotten',
    tag: TAG,
    access: { permission: 'age-checks:decide' },
    params: adminIdParams,
    body: ageDecisionBody,
    reply: ageDecisionReply,
    reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE', 'COMMAND_ID_REUSED', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, params: { id }, body: { commandId, decision, reason }, request }) => {
      const check = await findCheck(pool, id)
      if (check === undefined) return refuse('NOT_FOUND', 'no such check')
      const actor = { admin: principal, request }
      if (decision === 'VERIFIED') {
        const payload = { checkId: id, provider: check.provider, reason }
        const answer = await actors.execute(check.userId, verifyAgeRule(actor, bus), { commandId, payload })
        return answer.ok ? accept({ decided: decision }) : answer
      }
      const nowMs = clock.nowMs()
      return inTransaction(pool, async (tx) => {
        const decided: CheckDecision = { id, status: 'REJECTED', adminId: principal.adminId, reason, nowMs }
        if (!(await decideCheck(tx, decided))) return refuse('CONFLICT', 'this check is decided already')
        const record = {
          action: 'age.reject',
          targetType: 'player',
          targetId: String(check.userId),
          reason,
          atMs: nowMs,
        }
        await insertAudit(tx, actor, {
          ...record,
          before: { verified: false },
          after: { verified: false, checkId: id },
        })
        return accept({ decided: decision })
      })
    },
  })
}
