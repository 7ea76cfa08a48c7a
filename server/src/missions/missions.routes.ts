import {
  accept,
  missionClaimBody,
  missionClaimReply,
  missionParams,
  missionsReply,
  type OwnMission,
  refuse,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import type { PayDependencies } from '../rewards/index.ts'
import { type Audience, audienceOf, NOBODY } from '../segments/index.ts'
import { claimRule } from './claim.rule.ts'
import { findPeriod, findStandings, type Standing } from './own-missions.store.ts'
import { missionWindows } from './window.ts'

const TAG = 'missions'

export interface MissionRouteDependencies extends PayDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly clock: Clock
  readonly policy: { readonly zone: string }
}

/** A player's missions, and taking what they pay. */
export function missionRoutes(deps: MissionRouteDependencies): AnyRoute[] {
  const windows = missionWindows(deps.policy.zone)
  /** What is open to a player now, and when each of it ends. */
  const openTo = async (userId: number, mission: string | null = null) => {
    const nowMs = deps.clock.nowMs()
    const ends = { daily: windows('daily', nowMs), weekly: windows('weekly', nowMs) }
    const [day, monday] = [ends.daily.began, ends.weekly.began]
    const standings = await findStandings(deps.pool, { userId, day, monday, nowMs }, mission)
    return standings.map((standing) => ({ ...standing, endsAtMs: ends[standing.period].endsAtMs }))
  }
  return [listRoute(deps, openTo), claimRoute(deps, openTo)]
}

type OpenTo = (userId: number, mission?: string) => Promise<(Standing & { readonly endsAtMs: number })[]>

const shown = (
  own: Audience,
  { mission, body, endsAtMs, done, claimed, ...rest }: Awaited<ReturnType<OpenTo>>[number],
): OwnMission => {
  const { title, description, counts, game, target, rewards, segments = [] } = body
  const audience = segments.flatMap((segment) => own.get(segment) ?? [])
  return {
    ...{ id: mission, period: rest.period, version: rest.version, began: rest.began, progress: rest.progress },
    ...{ title, description, counts, game, target, rewards },
    audience: audience.length > 0 ? audience : null,
    status: claimed ? 'claimed' : done ? 'done' : 'open',
    endsAt: new Date(endsAtMs).toISOString(),
  }
}

function listRoute({ pool }: MissionRouteDependencies, openTo: OpenTo): AnyRoute {
  return route({
    method: 'get',
    path: '/api/missions',
    summary: 'The missions of this day and this week, and how far one is',
    tag: TAG,
    access: 'player',
    reply: missionsReply,
    handle: async ({ principal }) => {
      const open = await openTo(principal.userId)
      const aimed = open.some(({ body }) => body.segments?.length)
      const own = aimed ? await audienceOf(pool, principal.userId) : NOBODY
      return accept({ missions: open.map((each) => shown(own, each)) })
    },
  })
}

function claimRoute({ pool, actors, catalogue }: MissionRouteDependencies, openTo: OpenTo): AnyRoute {
  return route({
    method: 'post',
    path: '/api/missions/:id/claim',
    summary: 'Takes the rewards of a finished mission: all of them or none, once in its day or week',
    tag: TAG,
    access: 'player',
    params: missionParams,
    body: missionClaimBody,
    reply: missionClaimReply,
    reasons: [
      'NOT_FOUND',
      'MISSION_UNFINISHED',
      'MISSION_CLAIMED',
      'MISSION_OVER',
      'PAUSED',
      'SELF_EXCLUDED',
      'ITEM_UNKNOWN',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal: { userId }, params: { id: mission }, body, request }) => {
      const commandId = commandIdOf(body.commandId, request)
      if (!commandId.ok) return commandId
      const payload = { mission, ...(body.began !== undefined && { began: body.began }) }
      const asked = { commandId: commandId.value, payload }
      const [standing] = await openTo(userId, mission)
      if (standing === undefined) {
        // It may have been taken before it was switched off: then its command still has an answer.
        const known = await actors.findAnswer(userId, 'mission.claim', asked)
        if (known) return known.ok ? accept(known as never) : known
        const exists = await findPeriod(pool, mission)
        return exists
          ? refuse('MISSION_OVER', 'this mission is not offered to you now')
          : refuse('NOT_FOUND', 'no such mission')
      }
      const answer = await actors.execute(userId, claimRule(standing, { catalogue }), asked)
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
