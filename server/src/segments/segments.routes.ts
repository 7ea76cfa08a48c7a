import { accept, isTargetable, type RuleSet, type UserSegmentsReply, userSegmentsReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { findFacts } from './facts.store.ts'
import { findMemberships } from './members.store.ts'
import type { SegmentDependencies } from './rules.service.ts'
import { findRuleVersions } from './rules.store.ts'
import { findStanding } from './standing.ts'

/** What a segment is called, by the rules that put somebody there; its key where they do not name it any more. */
export function nameIn(rules: RuleSet | undefined, segment: string): { en: string; ko: string } {
  const named = rules && [...rules.rules, rules.otherwise].find((each) => each.segment === segment)
  return named?.name ?? { en: segment, ko: segment }
}

/** What a player may read of where he is: all that anything is aimed by. */
export function segmentRoutes(deps: SegmentDependencies): AnyRoute[] {
  const { pool } = deps
  return [
    route({
      method: 'get',
      path: '/api/user-segments',
      summary: 'The groups that the player is in by what offers, missions and messages may be aimed at',
      tag: 'activity',
      access: 'player',
      reply: userSegmentsReply,
      handle: async ({ principal: { userId } }) => {
        const { live } = await findStanding(pool, deps, await findRuleVersions(pool))
        const rulesOf = (dimension: string) => live.find((each) => each.dimension === dimension)?.rules
        const segments: UserSegmentsReply['segments'] = (await findMemberships(pool, userId))
          .filter(({ dimension }) => isTargetable(dimension))
          .map(({ dimension, segment, since }) => ({
            ...{ dimension, segment, since: since.toISOString() },
            name: nameIn(rulesOf(dimension), segment),
          }))
        return accept({ segments, asOf: (await findFacts(pool, userId))?.asOf ?? null })
      },
    }),
  ]
}
