import {
  accept,
  refuse,
  rewardBody,
  rewardReply,
  userRewardsParams,
  userRewardsQuery,
  userRewardsReply,
} from '@casino-club/shared'
import {
  type AuditActor,
  insertAudit,
  type Mover,
  needsFreshProof,
  refuseManyUnproven,
  roleMay,
} from '../admin/index.ts'

import { commandIdOf } from '../games/index.ts'
import type { SecondFactors } from '../identity/index.ts'
import type { Catalogue } from '../items/index.ts'
import { type AnyRoute, type Principal, route } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { type EventPosition, type PlayerActors, RefusedInTransaction } from '../player/index.ts'
import { type RewardDetail, rewardRule } from './reward.rule.ts'
import { claimCommand, findRewards } from './rewards.store.ts'
import { itemsWorth, worthOf } from './worth-of.ts'

const TAG = 'rewards'

export interface RewardRouteDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly factors: SecondFactors
}

/** Giving to players, and what they were given. */
export function rewardRoutes(deps: RewardRouteDependencies): AnyRoute[] {
  return [grantRoute(deps), historyRoute(deps.pool)]
}

/** Claims the command id for this one player, and writes who granted what. */
function audited(actor: AuditActor, mover: Mover, catalogue: Catalogue) {
  return async (tx: Queryable, { rewards, reason, before, after }: RewardDetail, at: EventPosition) => {
    if (!(await claimCommand(tx, at))) {
      throw new RefusedInTransaction(refuse('COMMAND_ID_REUSED', 'this command id rewarded another player'))
    }
    await insertAudit(tx, actor, {
      action: 'rewards.grant',
      targetType: 'player',
      targetId: String(at.userId),
      reason,
      before: { ...before },
      after: { ...after, rewards, itemsWorth: itemsWorth(rewards, (id) => catalogue.find(id)) },
      atMs: at.occurredAtMs,
    })
    await refuseManyUnproven(tx, mover, at.occurredAtMs)
  }
}

function grantRoute({ actors, catalogue, bus, factors }: RewardRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/rewards',
    summary: 'Grants rewards to a player: all of them or none, once per command id',
    tag: TAG,
    access: { permission: 'rewards:grant' },
    stepUp: ({ rewards }) => needsFreshProof(worthOf(rewards, (id) => catalogue.find(id))),
    body: rewardBody,
    reply: rewardReply,
    reasons: [
      'NOT_FOUND',
      'ITEM_UNKNOWN',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, request, body: { commandId: inBody, userId, ...payload } }) => {
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const { adminId, sessionId } = principal
      const mover = { adminId, provenUntilMs: await factors.provenUntilMs(sessionId) }
      const rule = rewardRule({ catalogue, bus, beside: audited({ admin: principal, request }, mover, catalogue) })
      const answer = await actors.execute(userId, rule, { commandId: commandId.value, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}

const mayRead = (principal: Principal, userId: number): boolean =>
  principal.kind === 'player' ? principal.userId === userId : roleMay(principal.role, 'rewards:read')

function historyRoute(pool: Pool): AnyRoute {
  return route({
    method: 'get',
    path: '/api/rewards/users/:id/rewards',
    summary: 'What a player was given: his own for a player, anybody’s for an admin',
    tag: TAG,
    access: 'any',
    params: userRewardsParams,
    query: userRewardsQuery,
    reply: userRewardsReply,
    reasons: ['FORBIDDEN'],
    handle: async ({ principal, params: { id }, query, total }) => {
      if (!mayRead(principal, id)) return refuse('FORBIDDEN', 'these are the rewards of somebody else')
      const found = await findRewards(pool, { ...query, userId: id, ascending: query.order.toUpperCase() === 'ASC' })
      total(found.total)
      return accept(found.rewards)
    },
  })
}
