import { kindnessFor, type MissionBody } from '@casino-club/shared'
import { adminExperimentRoutes, experimentRoutes } from '../experiments/index.ts'
import { findStandings, missionWindows } from '../missions/index.ts'
import { findMood } from '../mood/index.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { type RecommendationDependencies, recommendationRoutes } from '../recommendations/index.ts'
import { audienceOf, isProtected } from '../segments/index.ts'
import { showCatalog } from '../shop/index.ts'
import type { Core } from './core.ts'

/** What is tried out on players, and what is recommended to them. */
export function triedRoutes(core: Core): AnyRoute[] {
  return [
    ...experimentRoutes(core.experiments),
    ...adminExperimentRoutes(core),
    ...recommendationRoutes({ ...core, ...sourcesOf(core) }),
  ]
}

/** Where recommendations find what there is to recommend. */
function sourcesOf({
  pool,
  clock,
  policy,
  shopping,
}: Core): Pick<RecommendationDependencies, 'missionsOf' | 'offersOf' | 'kindnessOf' | 'isProtected'> {
  const windows = missionWindows(policy.zone)
  return {
    missionsOf: async (userId) => {
      const nowMs = clock.nowMs()
      const [day, monday] = [windows('daily', nowMs).began, windows('weekly', nowMs).began]
      const [open, own] = await Promise.all([
        findStandings(pool, { userId, day, monday, nowMs }),
        audienceOf(pool, userId),
      ])
      const groupOf = ({ segments = [] }: MissionBody) => segments.flatMap((each) => own.get(each) ?? [])[0] ?? null
      return open
        .filter(({ done }) => !done)
        .map(({ mission, body, progress }) => ({
          ...{ id: mission, title: body.title, counts: body.counts, game: body.game, progress, target: body.target },
          group: groupOf(body),
        }))
    },
    offersOf: async (userId) =>
      (await showCatalog(shopping, userId, null)).products
        .filter(({ closed }) => closed === null)
        .map(({ sku, name, discount, audience }) => ({
          ...{ sku, title: name, discountPercent: discount?.percent ?? 0, group: audience?.[0] ?? null },
        })),
    isProtected: (userId) => isProtected(pool, userId),
    kindnessOf: async (userId, day) => kindnessFor((await findMood(pool, userId, day)).today ?? null),
  }
}
