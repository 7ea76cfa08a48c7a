import {
  accept,
  achievementClaimBody,
  achievementClaimReply,
  achievementParams,
  achievementsOfParams,
  achievementsReply,
  type OwnAchievement,
  refuse,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import { EVER, missionWindows } from '../missions/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import type { PayDependencies } from '../rewards/index.ts'
import { claimRule } from './claim.rule.ts'
import { findHeld, findStandings, findUnlocked, isPublished, type Standing } from './own-achievements.store.ts'

const TAG = 'achievements'

export interface AchievementRouteDependencies extends PayDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly clock: Clock
  readonly policy: { readonly zone: string }
}

/** What a hidden one does not tell before it is unlocked. */
const UNTOLD = { title: null, description: null, counts: null, progress: null, target: null, rewards: null }

function shown({ id, period, body, began, progress, unlockedAt, claimed }: Standing, held: ReadonlySet<string>) {
  const isHidden = body.hidden && unlockedAt === null
  const { title, description, counts, target, rewards, until } = body
  const has = (list: readonly string[]) => (isHidden ? [] : list.map((part) => ({ id: part, has: held.has(part) })))
  const isReady = body.requires.every((needed) => held.has(needed))
  const status = claimed ? 'claimed' : unlockedAt ? 'unlocked' : isReady ? 'open' : 'locked'
  return {
    ...{ id, period, hidden: isHidden, status, began, until: isHidden ? null : until },
    ...(isHidden ? UNTOLD : { title, description, counts, progress, target, rewards }),
    ...{ requires: has(body.requires), parts: has(body.parts) },
    unlockedAt: unlockedAt?.toISOString() ?? null,
  } satisfies OwnAchievement
}

/** A player's achievements, and taking what they pay. Nobody sees those of somebody else. */
export function achievementRoutes(deps: AchievementRouteDependencies): AnyRoute[] {
  const windows = missionWindows(deps.policy.zone)
  const listOf = async (userId: number) => {
    const nowMs = deps.clock.nowMs()
    const [day, monday] = [windows('daily', nowMs).began, windows('weekly', nowMs).began]
    const held = await findHeld(deps.pool, userId)
    const standings = await findStandings(deps.pool, { userId, day, monday, ever: EVER, nowMs })
    return accept({ achievements: standings.map((standing) => shown(standing, held)) })
  }
  return [
    route({
      method: 'get',
      path: '/api/achievements',
      summary: 'One’s achievements: those one has, how far the others are, and how many are hidden',
      tag: TAG,
      access: 'player',
      reply: achievementsReply,
      handle: ({ principal }) => listOf(principal.userId),
    }),
    route({
      method: 'get',
      path: '/api/games/achievements/:userId',
      summary: 'The same under its older name; only one’s own',
      tag: TAG,
      access: 'player',
      params: achievementsOfParams,
      reply: achievementsReply,
      reasons: ['FORBIDDEN'],
      handle: async ({ principal, params }) => {
        if (params.userId === principal.userId) return listOf(principal.userId)
        return refuse('FORBIDDEN', 'these are the achievements of somebody else')
      },
    }),
    claimRoute(deps),
  ]
}

function claimRoute({ pool, actors, catalogue }: AchievementRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/achievements/:id/claim',
    summary: 'Takes the rewards of an achievement one has: all of them or none, once each time it was unlocked',
    tag: TAG,
    access: 'player',
    params: achievementParams,
    body: achievementClaimBody,
    reply: achievementClaimReply,
    reasons: [
      'NOT_FOUND',
      'ACHIEVEMENT_LOCKED',
      'ACHIEVEMENT_CLAIMED',
      'PAUSED',
      'SELF_EXCLUDED',
      'ITEM_UNKNOWN',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal: { userId }, params: { id }, body, request }) => {
      const commandId = commandIdOf(body.commandId, request)
      if (!commandId.ok) return commandId
      const unlocked = await findUnlocked(pool, userId, id, body.began ?? null)
      if (unlocked === undefined) {
        const exists = await isPublished(pool, id)
        return exists
          ? refuse('ACHIEVEMENT_LOCKED', 'this achievement is not unlocked')
          : refuse('NOT_FOUND', 'no such achievement')
      }
      const payload = { achievement: id, ...(body.began !== undefined && { began: body.began }) }
      const answer = await actors.execute(userId, claimRule(unlocked, { catalogue }), {
        commandId: commandId.value,
        payload,
      })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
