import {
  accept,
  achievementCreateBody,
  achievementDraftBody,
  achievementParams,
  achievementPublishBody,
  adminAchievementSchema,
  adminAchievementsQuery,
  adminAchievementsReply,
  type Reason,
  refuse,
} from '@casino-club/shared'
import type { AuditActor, Edited } from '../admin/index.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { achievementEditing, type EditingDependencies } from './editing.service.ts'
import { findAchievement, findAchievements } from './editing.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/achievements'
const READ = { permission: 'achievements:read' }
const EDIT = { permission: 'achievements:edit' }

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })

async function detailOf({ pool }: EditingDependencies, id: string) {
  const achievement = await findAchievement(pool, id)
  return achievement ? accept(achievement) : refuse('NOT_FOUND', 'no such achievement')
}

/** Achievements as those who write them list, draft and publish them. */
export function achievementAdminRoutes(deps: EditingDependencies): AnyRoute[] {
  return [...readRoutes(deps), ...writeRoutes(deps)]
}

function readRoutes(deps: EditingDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Achievements, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminAchievementsQuery,
      reply: adminAchievementsReply,
      handle: async ({ query, total }) => {
        const found = await findAchievements(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.achievements)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One achievement with its draft, and how often it was unlocked',
      tag: TAG,
      access: READ,
      params: achievementParams,
      reply: adminAchievementSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) => detailOf(deps, id),
    }),
  ]
}

function writeRoutes(deps: EditingDependencies): AnyRoute[] {
  const editing = achievementEditing(deps)
  const shown = async (edited: Edited<Reason>) => (edited.ok ? detailOf(deps, edited.value) : edited)
  const common = { tag: TAG, access: EDIT, reply: adminAchievementSchema } as const
  return [
    route({
      ...common,
      method: 'post',
      path: PATH,
      summary: 'A new achievement with its first draft',
      body: achievementCreateBody,
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
      summary: 'Corrects the draft of an achievement, or begins the next one beside what is published',
      params: achievementParams,
      body: achievementDraftBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async (asked) => {
        const { seenRevision, body } = asked.body
        return shown(await editing.draft(asked.params.id, seenRevision, body, actorOf(asked)))
      },
    }),
    route({
      ...common,
      access: { permission: 'achievements:publish' },
      stepUp: true,
      method: 'post',
      path: `${PATH}/:id/publish`,
      summary: 'Publishes the draft of an achievement at once; who has begun it goes on with what he began with',
      params: achievementParams,
      body: achievementPublishBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE', 'ITEM_UNKNOWN'],
      handle: async (asked) => {
        const { seenRevision, reason } = asked.body
        return shown(await editing.publish(asked.params.id, seenRevision, reason, actorOf(asked)))
      },
    }),
  ]
}
