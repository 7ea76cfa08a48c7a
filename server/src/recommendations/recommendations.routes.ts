import {
  accept,
  type Kindness,
  type RecommendationsReply,
  recommendationFeedbackBody,
  recommendationFeedbackReply,
  recommendationReportQuery,
  recommendationReportReply,
  recommendationsReply,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import { chosenBy, type OpenMission, type OpenOffer, recommend } from './rank.rule.ts'
import { reportOf } from './report.rule.ts'
import { countReasons, countServings, findHistory, writeFeedback, writeServings } from './servings.store.ts'

const TAG = 'recommendations'
const DAY_MS = 86_400_000

export interface RecommendationDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** Who of these is neither paused nor excluded nor at a limit. */
  readonly mayContact: MayContact
  readonly mayOffer: (userId: number, nowMs: number) => Promise<boolean>
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
  readonly missionsOf: (userId: number) => Promise<readonly OpenMission[]>
  readonly offersOf: (userId: number) => Promise<readonly Omit<OpenOffer, 'boughtBefore'>[]>
  /** Whether a segment protects him, as of the last run: then he is recommended nothing to buy. */
  readonly isProtected: (userId: number) => Promise<boolean>
  readonly kindnessOf: (userId: number, day: string) => Promise<Kindness>
}

/** What is recommended to a player, what he says of it, and whether it is better than chance. */
export function recommendationRoutes(deps: RecommendationDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/recommend/personalized',
      summary: 'Missions and an offer that may suit one, each with its reason; nothing while one holds oneself back',
      tag: TAG,
      access: 'player',
      reply: recommendationsReply,
      handle: async ({ principal: { userId } }) => accept(await recommendTo(deps, userId)),
    }),
    route({
      method: 'post',
      path: '/api/recommend/feedback',
      summary: 'That a recommendation was opened, was useful, or was not: then it stays away for a month',
      tag: TAG,
      access: 'player',
      body: recommendationFeedbackBody,
      reply: recommendationFeedbackReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { userId }, body }) => {
        const taken = await writeFeedback(deps.pool, userId, body, deps.clock.nowMs())
        return taken ? accept({ ok: true as const }) : refuse('NOT_FOUND', 'nothing of this was recommended to you')
      },
    }),
    reportRoute(deps),
  ]
}

async function recommendTo(deps: RecommendationDependencies, userId: number): Promise<RecommendationsReply> {
  const { pool, clock, mayContact, mayOffer, dayOf } = deps
  const nowMs = clock.nowMs()
  const by = chosenBy(userId)
  if (!(await mayContact([userId], nowMs)).has(userId)) return { closed: 'HELD_BACK', chosenBy: by, items: [] }
  const day = new Date(dayOf(nowMs) * DAY_MS).toISOString().slice(0, 10)
  const [missions, offers, offered, guarded, kindness, own] = await Promise.all([
    deps.missionsOf(userId),
    deps.offersOf(userId),
    mayOffer(userId, nowMs),
    deps.isProtected(userId),
    deps.kindnessOf(userId, day),
    findHistory(pool, userId, nowMs),
  ])
  const shown = offered && !guarded && !kindness.hidesOffers ? offers : []
  const items = recommend(
    missions,
    shown.map((offer) => ({ ...offer, boughtBefore: own.bought.has(offer.sku) })),
    { ...own, userId, day, gentle: kindness.gentleMissions },
  )
  const served = await writeServings(pool, { userId, day, chosenBy: by, nowMs }, items)
  const numbered = items.flatMap((item, index) => {
    const serving = served[index]
    return serving ? [{ ...item, ...serving }] : []
  })
  return { closed: null, chosenBy: by, items: numbered }
}

function reportRoute({ pool, clock }: RecommendationDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/recommendations/report',
    summary: 'Whether recommendations by history are opened more than those by chance',
    tag: 'admin',
    access: { permission: 'experiments:read' },
    query: recommendationReportQuery,
    reply: recommendationReportReply,
    handle: async ({ query: { days } }) => {
      const nowMs = clock.nowMs()
      const sinceMs = nowMs - days * DAY_MS
      const [counts, reasons] = await Promise.all([countServings(pool, sinceMs), countReasons(pool, sinceMs)])
      return accept({ days, ...reportOf(counts), reasons, countedAt: new Date(nowMs).toISOString() })
    },
  })
}
