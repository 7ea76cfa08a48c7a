import {
  accept,
  adminIdParams,
  adminVipPlayerReply,
  adminVipPlayersQuery,
  adminVipPlayersReply,
  adminVipReply,
  refuse,
  type VipTerms,
  vipDraftBody,
  vipDryRunBody,
  vipDryRunReply,
  vipManualBody,
  vipManualEndBody,
  vipPublishBody,
} from '@casino-club/shared'
import type { AuditActor, TermsVersion } from '../admin/index.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { dryRun, type EditingDependencies, vipEditing } from './editing.service.ts'
import { findFacts } from './facts.store.ts'
import { changeManual, type ManualOrder } from './manual.service.ts'
import { countFor } from './standing.rule.ts'
import { findTerms, vipTerms } from './terms.store.ts'
import { countPlayers, findChanges, findNicknames, findVipPlayers } from './vip-admin.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/vip'
/** As the audit log calls them. */
const TIERS = 'tiers'
const READ = { permission: 'vip:read' }
const EDIT = { permission: 'vip:edit' }

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })

const toVersion = ({ version, status, terms, changedAt, publishedAt }: TermsVersion<VipTerms>) => ({
  ...{ version, status, terms },
  changedAt: changedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
})

async function tiersNow({ pool }: EditingDependencies) {
  const versions = (await vipTerms.findVersions(pool)).map(toVersion)
  return accept({
    revision: await vipTerms.findRevision(pool),
    live: versions.find(({ status }) => status === 'published') ?? null,
    draft: versions.find(({ status }) => status === 'draft') ?? null,
    versions: versions.map(({ terms: _, ...rest }) => rest),
    players: await countPlayers(pool),
  })
}

/** Tiers as those who run the club write them, and the players who have one. */
export function adminVipRoutes(deps: EditingDependencies): AnyRoute[] {
  return [...termsRoutes(deps, vipEditing(deps)), ...playerRoutes(deps), ...manualRoutes(deps)]
}

function termsRoutes(deps: EditingDependencies, editing: ReturnType<typeof vipEditing>): AnyRoute[] {
  const tiers = { tag: TAG, reply: adminVipReply } as const
  return [
    route({
      ...tiers,
      access: READ,
      method: 'get',
      path: PATH,
      summary: 'The tiers in force, their draft and versions, and how many players have one',
      handle: () => tiersNow(deps),
    }),
    route({
      ...tiers,
      access: EDIT,
      method: 'put',
      path: `${PATH}/draft`,
      summary: 'Corrects the draft of the tiers, or begins the next one',
      body: vipDraftBody,
      reasons: ['CONFLICT'],
      handle: async (asked) => {
        const done = await editing.draft(TIERS, asked.body.seenRevision, asked.body.terms, actorOf(asked))
        return done.ok ? tiersNow(deps) : done
      },
    }),
    route({
      ...tiers,
      access: { permission: 'vip:publish' },
      stepUp: true,
      method: 'post',
      path: `${PATH}/publish`,
      summary: 'Publishes the draft of the tiers: raised at once, lowered only after notice and grace',
      body: vipPublishBody,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE', 'VIP_TERMS_INVALID'],
      handle: async (asked) => {
        const done = await editing.publish(TIERS, asked.body.seenRevision, asked.body.reason, actorOf(asked))
        return done.ok ? tiersNow(deps) : done
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/dry-run`,
      summary: 'Who would stand elsewhere by these tiers, and what keeps them from being published; changes nothing',
      tag: TAG,
      access: EDIT,
      body: vipDryRunBody,
      reply: vipDryRunReply,
      handle: async ({ body }) => accept(await dryRun(deps, body.terms)),
    }),
  ]
}

async function playerNow({ pool, clock, dayOf }: EditingDependencies, id: number) {
  const { players } = await findVipPlayers(pool, { userId: id, ascending: true, page: 1, perPage: 1 })
  const nickname = (await findNicknames(pool, [id])).get(id)
  if (nickname === undefined) return refuse('NOT_FOUND', 'no such player')
  const nothing = { tier: null, earned: null, reachedAt: null, keptUntil: null, notice: null, manual: null }
  const nowMs = clock.nowMs()
  const facts = (await findFacts(pool, [id], nowMs)).get(id) ?? { spends: [], days: [] }
  const { live } = await findTerms(pool)
  return accept({
    ...(players[0] ?? { id, nickname, ...nothing }),
    history: await findChanges(pool, id),
    counted: (live?.tiers ?? []).map((tier) => ({
      tier: tier.id,
      ...countFor(tier, facts, { nowMs, today: dayOf(nowMs) }),
    })),
  })
}

function playerRoutes(deps: EditingDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/players`,
      summary: 'Players who have or had a tier, highest first',
      tag: TAG,
      access: READ,
      query: adminVipPlayersQuery,
      reply: adminVipPlayersReply,
      handle: async ({ query, total }) => {
        const found = await findVipPlayers(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.players)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/players/:id`,
      summary: 'How one player stands, what counted, and every change of it',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      reply: adminVipPlayerReply,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) => playerNow(deps, id),
    }),
  ]
}

function manualRoutes(deps: EditingDependencies): AnyRoute[] {
  const change = async (asked: Asked, id: number, order: ManualOrder, reason: string) => {
    const by = { adminId: asked.principal.adminId, reason, actor: actorOf(asked) }
    const done = await changeManual(deps, id, order, by)
    return done.ok ? playerNow(deps, id) : done
  }
  const common = {
    method: 'post',
    tag: TAG,
    access: { permission: 'vip:set' },
    stepUp: true,
    params: adminIdParams,
  } as const
  return [
    route({
      ...common,
      path: `${PATH}/players/:id/set`,
      summary: 'Sets a player’s tier until an end, up or down; what he earns himself goes on beneath',
      body: vipManualBody,
      reply: adminVipPlayerReply,
      reasons: ['NOT_FOUND', 'VIP_TIER_UNKNOWN', 'INVALID_PAYLOAD', 'TEMPORARILY_UNAVAILABLE'],
      handle: (asked) => {
        const { tier, until, reason } = asked.body
        return change(asked, asked.params.id, { tier, untilMs: Date.parse(until) }, reason)
      },
    }),
    route({
      ...common,
      path: `${PATH}/players/:id/unset`,
      summary: 'Ends now what was set for a player',
      body: vipManualEndBody,
      reply: adminVipPlayerReply,
      reasons: ['NOT_FOUND', 'VIP_TIER_UNKNOWN', 'NOTHING_TO_CHANGE', 'TEMPORARILY_UNAVAILABLE'],
      handle: (asked) => change(asked, asked.params.id, null, asked.body.reason),
    }),
  ]
}
