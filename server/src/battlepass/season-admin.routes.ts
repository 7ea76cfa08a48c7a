import {
  accept,
  adminSeasonDetailSchema,
  adminSeasonsQuery,
  adminSeasonsReply,
  type Reason,
  refuse,
  seasonCreateBody,
  seasonDraftBody,
  seasonParams,
  seasonPublishBody,
  seasonStandingsQuery,
  seasonStandingsReply,
} from '@casino-club/shared'
import type { AuditActor, Edited } from '../admin/index.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { type SeasonEditingDependencies, seasonEditing } from './season-editing.service.ts'
import { findSeason, findSeasons } from './seasons.store.ts'
import { findStandings } from './standings.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/battle-pass'
const READ = { permission: 'battlepass:read' }
const EDIT = { permission: 'battlepass:edit' }
const UNKNOWN = refuse('NOT_FOUND', 'no such season')

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })
const isAscending = ({ order }: { readonly order: string }) => order.toUpperCase() === 'ASC'

async function detailOf({ pool }: SeasonEditingDependencies, id: string) {
  const season = await findSeason(pool, id)
  return season ? accept(season) : UNKNOWN
}

/** Seasons of the battle pass as those who write them list, draft and publish them, and who stands where. */
export function battlePassAdminRoutes(deps: SeasonEditingDependencies): AnyRoute[] {
  return [...readRoutes(deps), ...writeRoutes(deps)]
}

function readRoutes(deps: SeasonEditingDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Seasons of the battle pass, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminSeasonsQuery,
      reply: adminSeasonsReply,
      handle: async ({ query, total }) => {
        const found = await findSeasons(deps.pool, { ...query, ascending: isAscending(query) })
        total(found.total)
        return accept(found.seasons)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One season with its versions, and how it goes',
      tag: TAG,
      access: READ,
      params: seasonParams,
      reply: adminSeasonDetailSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) => detailOf(deps, id),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/standings`,
      summary: 'Who stands where in a season, by pass XP, paged',
      tag: TAG,
      access: READ,
      params: seasonParams,
      query: seasonStandingsQuery,
      reply: seasonStandingsReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id: season }, query, total }) => {
        const found = await findStandings(deps.pool, { ...query, season, ascending: isAscending(query) })
        if (found === undefined) return UNKNOWN
        total(found.total)
        return accept(found.standings)
      },
    }),
  ]
}

function writeRoutes(deps: SeasonEditingDependencies): AnyRoute[] {
  const editing = seasonEditing(deps)
  const shown = async (edited: Edited<Reason>) => (edited.ok ? detailOf(deps, edited.value) : edited)
  const common = { tag: TAG, access: EDIT, reply: adminSeasonDetailSchema } as const
  return [
    route({
      ...common,
      method: 'post',
      path: PATH,
      summary: 'A new season with its first draft',
      body: seasonCreateBody,
      reasons: ['CONFLICT'],
      handle: async (asked) => shown(await editing.create(asked.body.id, {}, asked.body.body, actorOf(asked))),
    }),
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:id/draft`,
      summary: 'Corrects the draft of a season, or begins the next one; not once the season has begun',
      params: seasonParams,
      body: seasonDraftBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'SEASON_FIXED'],
      handle: async (asked) => {
        const { seenRevision, body } = asked.body
        return shown(await editing.draft(asked.params.id, seenRevision, body, actorOf(asked)))
      },
    }),
    route({
      ...common,
      access: { permission: 'battlepass:publish' },
      stepUp: true,
      method: 'post',
      path: `${PATH}/:id/publish`,
      summary: 'Publishes the draft of a season, a minute before it begins at the latest',
      params: seasonParams,
      body: seasonPublishBody,
      reasons: [
        'NOT_FOUND',
        'CONFLICT',
        'NOTHING_TO_CHANGE',
        'ITEM_UNKNOWN',
        'SEASON_FIXED',
        'SEASON_OVERLAPS',
        'SEASON_TOO_SOON',
      ],
      handle: async (asked) => {
        const { seenRevision, reason } = asked.body
        return shown(await editing.publish(asked.params.id, seenRevision, reason, actorOf(asked)))
      },
    }),
  ]
}
