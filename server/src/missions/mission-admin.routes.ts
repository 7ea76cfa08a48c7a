import {
  accept,
  adminMissionDetailSchema,
  adminMissionsQuery,
  adminMissionsReply,
  missionCreateBody,
  missionDraftBody,
  missionParams,
  missionPublishBody,
  type Reason,
  refuse,
} from '@casino-club/shared'
import type { AuditActor, Edited } from '../admin/index.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { type EditingDependencies, missionEditing } from './editing.service.ts'
import { findMission, findMissions } from './editing.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/missions'
const READ = { permission: 'missions:read' }
const EDIT = { permission: 'missions:edit' }

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })

async function detailOf({ pool }: EditingDependencies, id: string) {
  const mission = await findMission(pool, id)
  return mission ? accept(mission) : refuse('NOT_FOUND', 'no such mission')
}

/** Missions as those who write them list, draft and publish them. */
export function missionAdminRoutes(deps: EditingDependencies): AnyRoute[] {
  return [...readRoutes(deps), ...writeRoutes(deps)]
}

function readRoutes(deps: EditingDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Missions, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminMissionsQuery,
      reply: adminMissionsReply,
      handle: async ({ query, total }) => {
        const found = await findMissions(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.missions)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One mission with its versions, and how many finished it in its last windows',
      tag: TAG,
      access: READ,
      params: missionParams,
      reply: adminMissionDetailSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) => detailOf(deps, id),
    }),
  ]
}

function writeRoutes(deps: EditingDependencies): AnyRoute[] {
  const editing = missionEditing(deps)
  const shown = async (edited: Edited<Reason>) => (edited.ok ? detailOf(deps, edited.value) : edited)
  const common = { tag: TAG, access: EDIT, reply: adminMissionDetailSchema } as const
  return [
    route({
      ...common,
      method: 'post',
      path: PATH,
      summary: 'A new mission with its first draft',
      body: missionCreateBody,
      reasons: ['CONFLICT'],
      handle: async (asked) => {
        const { id, period, body } = asked.body
        return shown(await editing.create(id, { period }, body, actorOf(asked)))
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:id/draft`,
      summary: 'Corrects the draft of a mission, or begins the next one beside what is published',
      params: missionParams,
      body: missionDraftBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async (asked) => {
        const { seenRevision, body } = asked.body
        return shown(await editing.draft(asked.params.id, seenRevision, body, actorOf(asked)))
      },
    }),
    route({
      ...common,
      access: { permission: 'missions:publish' },
      stepUp: true,
      method: 'post',
      path: `${PATH}/:id/publish`,
      summary: 'Publishes the draft of a mission at once; who has begun it goes on with what he began with',
      params: missionParams,
      body: missionPublishBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE', 'ITEM_UNKNOWN', 'SEGMENT_UNKNOWN'],
      handle: async (asked) => {
        const { seenRevision, reason } = asked.body
        return shown(await editing.publish(asked.params.id, seenRevision, reason, actorOf(asked)))
      },
    }),
  ]
}
