import {
  type AdminSegment,
  accept,
  adminIdParams,
  adminSegmentsReply,
  holds,
  overrideBody,
  overrideEndBody,
  type PlayerSegmentsReply,
  playerSegmentsReply,
  refuse,
  segmentFor,
  segmentMembersQuery,
  segmentMembersReply,
  segmentModelReply,
  segmentMovesQuery,
  segmentMovesReply,
} from '@casino-club/shared'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { findFacts } from './facts.store.ts'
import { countMembers, findMembers, findMemberships, findNickname } from './members.store.ts'
import { findModel } from './model.store.ts'
import { findMoves } from './moves.store.ts'
import { setOverride, unsetOverride } from './overrides.service.ts'
import { findOverrides, toOverride } from './overrides.store.ts'
import { type SegmentDependencies, SegmentRules } from './rules.service.ts'
import { findRuleVersions } from './rules.store.ts'
import { segmentRuleRoutes } from './segment-rules.routes.ts'
import { nameIn } from './segments.routes.ts'
import { findStanding } from './standing.ts'

const TAG = 'admin'
const DAY_MS = 86_400_000
const READ = { permission: 'segments:read' }

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked) => ({ admin: principal, request })

/** Segments as those who run the club see them. */
export function adminSegmentRoutes(deps: SegmentDependencies): AnyRoute[] {
  return [
    ...memberRoutes(deps),
    movesRoute(deps),
    ...overrideRoutes(deps),
    ...segmentRuleRoutes(new SegmentRules(deps)),
  ]
}

const liveNow = async (deps: SegmentDependencies) =>
  (await findStanding(deps.pool, deps, await findRuleVersions(deps.pool))).live

/** Every segment of the rules of the last run, also those that nobody is in, and those that somebody still is in. */
async function segmentsNow(deps: SegmentDependencies): Promise<AdminSegment[]> {
  const counted = await countMembers(deps.pool, deps.clock.nowMs() - DAY_MS)
  const live = await liveNow(deps)
  const rows = new Map(counted.map((row) => [`${row.dimension}:${row.segment}`, row]))
  for (const { dimension, rules } of live) {
    for (const { segment } of [...rules.rules, rules.otherwise]) {
      const nobody = { dimension, segment, players: 0, overridden: 0, entered: 0, left: 0 }
      rows.set(`${dimension}:${segment}`, rows.get(`${dimension}:${segment}`) ?? nobody)
    }
  }
  const all = [...rows].sort(([a], [b]) => a.localeCompare(b))
  const totalOf = (dimension: string) =>
    counted.reduce((sum, row) => sum + (row.dimension === dimension ? row.players : 0), 0)
  return all.map(([id, row]) => {
    const total = totalOf(row.dimension)
    const rules = live.find(({ dimension }) => dimension === row.dimension)?.rules
    const share = total === 0 ? null : Math.round((row.players * 10_000) / total) / 100
    return { id, ...row, name: nameIn(rules, row.segment), share }
  })
}

async function whyHere(deps: SegmentDependencies, id: number) {
  const { pool, clock } = deps
  const nickname = await findNickname(pool, id)
  if (nickname === undefined) return refuse('NOT_FOUND', 'no such player')
  const known = await findFacts(pool, id)
  const memberships = await findMemberships(pool, id)
  const overrides = await findOverrides(pool, id, clock.nowMs())
  const dimensions = (await liveNow(deps)).map(({ dimension, rules }): PlayerSegmentsReply['dimensions'][number] => {
    const here = memberships.find((each) => each.dimension === dimension)
    const override = overrides.find((each) => each.dimension === dimension)
    return {
      dimension,
      segment: here?.segment ?? null,
      since: here?.since.toISOString() ?? null,
      version: here?.version ?? null,
      byRules: known ? segmentFor(rules, known.facts) : null,
      rules: rules.rules.map(({ segment, name, when }) => ({
        ...{ segment, name, when },
        holds: known !== undefined && holds(when, known.facts),
      })),
      choices: [...rules.rules, rules.otherwise].map(({ segment }) => segment),
      override: override ? toOverride(override) : null,
    }
  })
  const facts = known ? { ...known.facts } : null
  return accept({ id, nickname, asOf: known?.asOf ?? null, facts, dimensions })
}

function memberRoutes(deps: SegmentDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/segments',
      summary: 'All segments, how many players each has, and who came and went within a day',
      tag: TAG,
      access: READ,
      reply: adminSegmentsReply,
      handle: async ({ total }) => {
        const segments = await segmentsNow(deps)
        total(segments.length)
        return accept(segments)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/segments/members',
      summary: 'The players of one segment',
      tag: TAG,
      access: READ,
      query: segmentMembersQuery,
      reply: segmentMembersReply,
      handle: async ({ query, total }) => {
        const found = await findMembers(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.members)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/segments/model',
      summary: 'What spending is expected by, and how far that was off in weeks it had not seen',
      tag: TAG,
      access: READ,
      reply: segmentModelReply,
      handle: async () => {
        const model = await findModel(deps.pool)
        if (model === undefined) return accept(null)
        const { percentiles, ...rest } = model
        const at = (percent: number) => percentiles[percent - 1] ?? null
        return accept({ ...rest, cells: { ...rest.cells }, percentiles: { p50: at(50), p90: at(90), p99: at(99) } })
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/segments/players/:id',
      summary: 'Why a player is where he is: facts, rules, and what was set by hand',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      reply: playerSegmentsReply,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) => whyHere(deps, id),
    }),
  ]
}

function movesRoute(deps: SegmentDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/segments/players/:id/moves',
    summary: 'Every move of a player between segments, the newest first, by dimension and cause, page by page',
    tag: TAG,
    access: READ,
    params: adminIdParams,
    query: segmentMovesQuery,
    reply: segmentMovesReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ params: { id }, query }) => {
      if ((await findNickname(deps.pool, id)) === undefined) return refuse('NOT_FOUND', 'no such player')
      return accept(await findMoves(deps.pool, id, query))
    },
  })
}

function overrideRoutes(deps: SegmentDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/admin/segments/overrides',
      summary: 'Puts a player into a segment until an end, whatever the rules say',
      tag: TAG,
      access: { permission: 'segments:override' },
      body: overrideBody,
      reply: playerSegmentsReply,
      reasons: ['NOT_FOUND', 'INVALID_PAYLOAD'],
      handle: async (asked) => {
        const done = await setOverride(deps, asked.body, actorOf(asked))
        return done.ok ? whyHere(deps, asked.body.userId) : done
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/segments/overrides/:id/end',
      summary: 'Ends now what was set for a player by hand',
      tag: TAG,
      access: { permission: 'segments:override' },
      params: adminIdParams,
      body: overrideEndBody,
      reply: playerSegmentsReply,
      reasons: ['NOT_FOUND'],
      handle: async (asked) => {
        const done = await unsetOverride(deps, asked.params.id, asked.body.reason, actorOf(asked))
        return done.ok ? whyHere(deps, done.value) : done
      },
    }),
  ]
}
