import {
  accept,
  adminContentSchema,
  adminContentsReply,
  contentDraftBody,
  contentParams,
  contentPublishBody,
  type Refusal,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import { findPublished } from '../missions/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { tiersInForce } from '../vip/index.ts'
import { countRevision, findContents, insertContent, lockContent, publishDraft, writeDraft } from './contents.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/contents'

export interface ContentAdminDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

type Edited = Result<true, 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE'>
interface Change {
  readonly id: string
  readonly seenRevision: number | null
  readonly actor: AuditActor
  readonly action: string
  readonly reason: string | null
  readonly after: object
}

/** Changes a content that still is what its editor saw, or makes it where he saw none; audited. */
function changing(
  { pool, clock }: ContentAdminDependencies,
  { id, seenRevision, actor, action, reason, after }: Change,
  work: (tx: Queryable, nowMs: number) => Promise<number | undefined>,
  refuseWork?: (tx: Queryable) => Promise<Refusal<'CONFLICT'> | undefined>,
): Promise<Edited> {
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx): Promise<Edited> => {
    if (seenRevision === null) {
      if (!(await insertContent(tx, id, nowMs))) return refuse('CONFLICT', 'there is one of this id already')
    } else {
      const revision = await lockContent(tx, id)
      if (revision === undefined) return refuse('NOT_FOUND', 'no such content')
      if (revision !== seenRevision) return refuse('CONFLICT', 'somebody else has changed this content')
    }
    const refused = await refuseWork?.(tx)
    if (refused) return refused
    const version = await work(tx, nowMs)
    if (version === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
    if (seenRevision !== null) await countRevision(tx, id, nowMs)
    const target = { targetType: 'content', targetId: id, atMs: nowMs }
    await insertAudit(tx, actor, { ...target, action, reason, before: null, after: { version, ...after } })
    return accept(true as const)
  })
}

/** Why nobody could ever open what is drafted. */
async function refuseUnknown(tx: Queryable, id: string): Promise<Refusal<'CONFLICT'> | undefined> {
  const [content] = await findContents(tx, id)
  const asked = (content?.draft?.body.stages ?? []).map(({ conditions }) => conditions)
  const missions = asked.flatMap(({ mission }) => mission ?? [])
  const [tiers, published] = [await tiersInForce(tx), await findPublished(tx, missions)]
  const tier = asked.map((each) => each.tier).find((each) => each !== null && !tiers.has(each))
  if (tier) return refuse('CONFLICT', `there is no tier ${tier} in force`)
  const mission = missions.find((each) => !published.has(each))
  return mission === undefined ? undefined : refuse('CONFLICT', `there is no mission ${mission} in force`)
}

async function shown({ pool }: ContentAdminDependencies, id: string) {
  const [content] = await findContents(pool, id)
  return content ? accept(content) : refuse('NOT_FOUND', 'no such content')
}

/** Staged content as those who write it list, draft and publish it. */
export function adminUnlockRoutes(deps: ContentAdminDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Staged contents with their stages and conditions, and how many players unlocked each',
      tag: TAG,
      access: { permission: 'contents:read' },
      reply: adminContentsReply,
      handle: async () => accept(await findContents(deps.pool)),
    }),
    ...writeRoutes(deps),
  ]
}

function writeRoutes(deps: ContentAdminDependencies): AnyRoute[] {
  const common = { tag: TAG, params: contentParams, reply: adminContentSchema } as const
  return [
    route({
      ...common,
      access: { permission: 'contents:edit' },
      method: 'put',
      path: `${PATH}/:id/draft`,
      summary: 'Makes a content, corrects its draft, or begins the next one',
      body: contentDraftBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ params: { id }, body: { seenRevision, body }, principal, request }) => {
        const change = { id, seenRevision, actor: { admin: principal, request }, action: 'contents.draft' }
        const done = await changing(deps, { ...change, reason: null, after: body }, (tx, nowMs) =>
          writeDraft(tx, id, body, nowMs),
        )
        return done.ok ? shown(deps, id) : done
      },
    }),
    route({
      ...common,
      access: { permission: 'contents:publish' },
      method: 'post',
      path: `${PATH}/:id/publish`,
      summary: 'Publishes the draft of a content at once; what was unlocked stays unlocked',
      body: contentPublishBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: async ({ params: { id }, body: { seenRevision, reason }, principal, request }) => {
        const change = { id, seenRevision, actor: { admin: principal, request }, action: 'contents.publish' }
        const done = await changing(
          deps,
          { ...change, reason, after: {} },
          (tx, nowMs) => publishDraft(tx, id, nowMs),
          (tx) => refuseUnknown(tx, id),
        )
        return done.ok ? shown(deps, id) : done
      },
    }),
  ]
}
