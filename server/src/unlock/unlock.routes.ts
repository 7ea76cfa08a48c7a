import { accept, type OwnContent, refuse, unlockBody, unlockReply, unlocksReply } from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { tiersHeld } from '../vip/index.ts'
import { refuseStage, type UnlockFacts, unlockRule } from './unlock.rule.ts'
import { findLive, findOwnFacts, type LiveContent, type OwnFacts, stagesOf } from './unlocks.store.ts'

const TAG = 'unlock'

export interface UnlockRouteDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly clock: Clock
  /** Whether a player may be shown what costs something. */
  readonly mayOffer: (userId: number, nowMs: number) => Promise<boolean>
}

/** Content that opens stage by stage. */
export function unlockRoutes(deps: UnlockRouteDependencies): AnyRoute[] {
  const { pool, clock, mayOffer } = deps
  return [
    route({
      method: 'get',
      path: '/api/unlock',
      summary: 'Every staged content: which stages one has, and what the others ask for',
      tag: TAG,
      access: 'player',
      reply: unlocksReply,
      handle: async ({ principal: { userId } }) => {
        const [live, own, holdsTier, offered] = await Promise.all([
          findLive(pool),
          findOwnFacts(pool, userId),
          tiersHeld(pool, userId),
          mayOffer(userId, clock.nowMs()),
        ])
        const shown = live.filter(({ body }) => body.enabled).sort((a, b) => a.body.position - b.body.position)
        return accept({ contents: shown.map((content) => show(content, own, { holdsTier, offered })) })
      },
    }),
    buyRoute(deps),
  ]
}

interface Seen {
  readonly holdsTier: UnlockFacts['holdsTier']
  readonly offered: boolean
}

/** What one player is told of a content: of one for adults nothing before his age is proven. */
function show({ id, version, body }: LiveContent, own: OwnFacts, { holdsTier, offered }: Seen): OwnContent {
  const { title, description, rating } = body
  const needsAge = rating === 'adult' && !own.ofAge
  const unlocked = stagesOf(own.unlocked, id)
  const facts = { version, body, unlocked, holdsTier, claimed: own.claimed }
  const stages = body.stages.map(({ title: name, picture, conditions, priceGems }, index) => {
    const stage = index + 1
    const isOpen = unlocked.has(stage)
    const closed = isOpen ? null : (refuseStage(facts, stage, own)?.reason ?? null)
    return { stage, title: name, unlocked: isOpen, picture: isOpen ? picture : null, conditions, priceGems, closed }
  })
  return {
    ...{ id, title, description, rating, needsAge },
    stage: needsAge ? 0 : Math.max(0, ...unlocked),
    stages: needsAge ? [] : stages.filter((stage) => offered || stage.unlocked),
  }
}

async function factsOf(via: Queryable, userId: number, content: string): Promise<UnlockFacts> {
  const [live] = await findLive(via, content)
  const own = await findOwnFacts(via, userId)
  return {
    version: live?.version,
    body: live?.body,
    unlocked: stagesOf(own.unlocked, content),
    holdsTier: await tiersHeld(via, userId),
    claimed: own.claimed,
  }
}

function buyRoute({ pool, actors }: UnlockRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/unlock',
    summary: 'Unlocks the next stage of a content, once, with its price',
    tag: TAG,
    access: 'player',
    body: unlockBody,
    reply: unlockReply,
    reasons: [
      'NOT_FOUND',
      'AGE_UNVERIFIED',
      'CONTENT_UNLOCKED',
      'CONTENT_OUT_OF_ORDER',
      'CONTENT_CONDITION_UNMET',
      'PRICE_CHANGED',
      'INSUFFICIENT_FUNDS',
      'PAUSED',
      'SELF_EXCLUDED',
      'CONFLICT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal: { userId }, body: { commandId: inBody, ...payload }, request }) => {
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const facts = await factsOf(pool, userId, payload.content)
      const rule = unlockRule(facts, (tx) => factsOf(tx, userId, payload.content))
      const answer = await actors.execute(userId, rule, { commandId: commandId.value, payload })
      if (answer.ok) return accept(answer as never)
      return refuse(answer.reason, answer.message)
    },
  })
}
