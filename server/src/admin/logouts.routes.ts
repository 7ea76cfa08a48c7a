import { createHash } from 'node:crypto'
import {
  accept,
  adminIdParams,
  forcedLogoutReply,
  type LogoutManyReply,
  logoutManyBody,
  logoutManyReply,
  refuse,
} from '@casino-club/shared'
import type { z } from 'zod'
import type { Sessions } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Orm } from '../platform/postgres/orm.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type AuditActor, type AuditRecord, insertAudit, insertAudits } from './audit.store.ts'
import { COMMAND_TARGET, findAsked, findEnded, findKnown, LOGOUT, LOGOUT_MANY, lockCommand } from './logouts.store.ts'
import { findPlayer } from './players.store.ts'

const TAG = 'admin'
const ACCESS = { permission: 'players:logout' }

export interface LogoutDependencies {
  readonly pool: Pool
  readonly orm: Orm
  readonly sessions: Sessions
  readonly clock: Clock
}

/** Putting players out: all their sessions end, and their rooms close at once in every process. */
export function logoutRoutes(deps: LogoutDependencies): AnyRoute[] {
  return [manyRoute(deps), oneRoute(deps)]
}

function oneRoute({ pool, orm, sessions, clock }: LogoutDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/logout',
    summary: 'Ends every session of a player; his rooms close at once',
    tag: TAG,
    access: ACCESS,
    params: adminIdParams,
    reply: forcedLogoutReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal, params: { id }, request }) => {
      if ((await findPlayer(orm, id, clock.nowMs())) === undefined) return refuse('NOT_FOUND', 'no such player')
      const ended = await inTransaction(pool, async (tx) => {
        const count = await sessions.endIn(tx, { userId: id }, 'FORCED')
        const record = { targetType: 'player', targetId: String(id), reason: null, before: null, atMs: clock.nowMs() }
        await insertAudit(tx, { admin: principal, request }, { ...record, action: LOGOUT, after: { sessions: count } })
        return count
      })
      return accept({ loggedOut: true, sessions: ended })
    },
  })
}

type Command = z.output<typeof logoutManyBody>

function manyRoute(deps: LogoutDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/logout',
    summary: 'Ends every session of up to 1,000 players, once per command id; their rooms close at once',
    tag: TAG,
    access: ACCESS,
    body: logoutManyBody,
    reply: logoutManyReply,
    reasons: ['COMMAND_ID_REUSED'],
    handle: ({ principal, body, request }) => {
      const { userIds, reason } = body
      const asked = createHash('sha256')
        .update(JSON.stringify([principal.adminId, userIds, reason]))
        .digest('hex')
      return inTransaction(deps.pool, async (tx) => {
        await lockCommand(tx, body.commandId)
        const before = await findAsked(tx, body.commandId)
        if (before === undefined) return accept(await logOut(deps, tx, { admin: principal, request }, body, asked))
        if (before !== asked) return refuse('COMMAND_ID_REUSED', 'this command id logged others out')
        return accept({ ...replyOf(body, await findEnded(tx, body.commandId, userIds)), replayed: true as const })
      })
    },
  })
}

/** An entry a player, so that each one's history is whole, and one of the command, which a repeat is known by. */
async function logOut(
  { sessions, clock }: LogoutDependencies,
  tx: Queryable,
  actor: AuditActor,
  command: Command,
  asked: string,
): Promise<LogoutManyReply> {
  const { commandId, userIds, reason } = command
  const known = await findKnown(tx, userIds)
  const counts = await sessions.endAllIn(tx, [...known], 'FORCED')
  const ended = new Map([...known].map((userId) => [userId, counts.get(userId) ?? 0]))
  const reply = replyOf(command, ended)
  const shared = { reason, before: null, atMs: clock.nowMs() }
  const entries: AuditRecord[] = [...ended].map(([userId, count]) => ({
    ...{ action: LOGOUT, targetType: 'player', targetId: String(userId) },
    after: { sessions: count, commandId },
    ...shared,
  }))
  const after = { players: reply.players, sessions: reply.sessions, named: userIds.length, asked }
  entries.push({ action: LOGOUT_MANY, targetType: COMMAND_TARGET, targetId: commandId, after, ...shared })
  await insertAudits(tx, actor, entries)
  return reply
}

function replyOf({ commandId, userIds }: Command, ended: ReadonlyMap<number, number>): LogoutManyReply {
  const results = userIds.map((userId) => {
    const sessions = ended.get(userId)
    return sessions === undefined
      ? { userId, outcome: 'NOT_FOUND' as const, sessions: 0 }
      : { userId, outcome: 'LOGGED_OUT' as const, sessions }
  })
  const sessions = results.reduce((sum, result) => sum + result.sessions, 0)
  return { ok: true, commandId, players: ended.size, sessions, results }
}
