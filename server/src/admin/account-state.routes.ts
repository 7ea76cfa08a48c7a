import {
  accept,
  adminIdParams,
  banBody,
  banReply,
  bansReply,
  rankChangeBody,
  rankChangeReply,
  refuse,
  unbanBody,
  unbanReply,
} from '@casino-club/shared'
import { findBans, insertBan, liftBan, lockAccount, refuseBanned, type Sessions } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { insertAudit } from './audit.store.ts'
import { rankChangeRule } from './rank-change.rule.ts'

const TAG = 'admin'

export interface AccountStateDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly sessions: Sessions
  readonly bus: Bus
  readonly clock: Clock
}

/** Whether an account may come in, and of what rank it is. */
export function accountStateRoutes(deps: AccountStateDependencies): AnyRoute[] {
  return [bansRoute(deps), banRoute(deps), unbanRoute(deps), rankRoute(deps)]
}

function bansRoute({ pool, clock }: AccountStateDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/players/:id/bans',
    summary: 'A player’s bans, newest first',
    tag: TAG,
    access: { permission: 'players:read' },
    params: adminIdParams,
    reply: bansReply,
    handle: async ({ params: { id } }) => accept(await findBans(pool, id, clock.nowMs())),
  })
}

function banRoute({ pool, sessions, clock }: AccountStateDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/ban',
    summary: 'Bans a player: his sessions end, his rooms close at once, and he cannot log in',
    tag: TAG,
    access: { permission: 'players:ban' },
    params: adminIdParams,
    body: banBody,
    reply: banReply,
    reasons: ['NOT_FOUND', 'CONFLICT', 'INVALID_PAYLOAD'],
    handle: async ({ principal, params: { id }, body: { reason, until }, request }) => {
      const untilMs = until === null ? null : Date.parse(until)
      return inTransaction(pool, async (tx) => {
        // A session is opened under a share of this lock: a log-in under way waits, and then finds the ban.
        const found = await lockAccount(tx, id)
        const nowMs = clock.nowMs()
        if (untilMs !== null && untilMs <= nowMs) return refuse('INVALID_PAYLOAD', 'a ban ends in the future')
        if (!found) return refuse('NOT_FOUND', 'no such player')
        if (await refuseBanned(tx, id, nowMs)) return refuse('CONFLICT', 'this player is banned already')
        const banId = await insertBan(tx, { userId: id, reason, adminId: principal.adminId, untilMs, nowMs })
        const ended = await sessions.endIn(tx, { userId: id }, 'FORCED')
        const record = { action: 'players.ban', targetType: 'player', targetId: String(id), reason, atMs: nowMs }
        await insertAudit(
          tx,
          { admin: principal, request },
          { ...record, before: { banned: false }, after: { banned: true, until, sessions: ended } },
        )
        return accept({ banned: true, id: banId, sessions: ended })
      })
    },
  })
}

function unbanRoute({ pool, clock }: AccountStateDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/unban',
    summary: 'Lifts the ban in force',
    tag: TAG,
    access: { permission: 'players:ban' },
    params: adminIdParams,
    body: unbanBody,
    reply: unbanReply,
    reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
    handle: async ({ principal, params: { id }, body: { reason }, request }) => {
      return inTransaction(pool, async (tx) => {
        if (!(await lockAccount(tx, id))) return refuse('NOT_FOUND', 'no such player')
        // After the wait: a ban may have come in meanwhile, and ends after it began.
        const nowMs = clock.nowMs()
        const banId = await liftBan(tx, { userId: id, reason, adminId: principal.adminId, nowMs })
        if (banId === undefined) return refuse('NOTHING_TO_CHANGE', 'this player is not banned')
        const record = { action: 'players.unban', targetType: 'player', targetId: String(id), reason, atMs: nowMs }
        await insertAudit(
          tx,
          { admin: principal, request },
          { ...record, before: { banned: true }, after: { banned: false } },
        )
        return accept({ lifted: true, id: banId })
      })
    },
  })
}

function rankRoute({ actors, bus }: AccountStateDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/rank',
    summary: 'Changes a player’s rank, live in his open rooms, once per command id',
    tag: TAG,
    access: { permission: 'players:rank' },
    stepUp: true,
    params: adminIdParams,
    body: rankChangeBody,
    reply: rankChangeReply,
    reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE', 'COMMAND_ID_REUSED', 'SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, params: { id }, body: { commandId, ...payload }, request }) => {
      const rule = rankChangeRule({ admin: principal, request }, bus)
      const answer = await actors.execute(id, rule, { commandId, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
