import {
  accept,
  adminStreakTermsReply,
  SHIELD_ITEM,
  type StreakTerms,
  streakDraftBody,
  streakPreviewBody,
  streakPreviewReply,
  streakPublishBody,
} from '@casino-club/shared'
import type { AuditActor, TermsVersion } from '../admin/index.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import { type EditingDependencies, preview, streakEditing } from './editing.service.ts'
import { streakTerms } from './terms.store.ts'

const PATH = '/api/admin/streaks/terms'
/** As the audit log calls them. */
const TERMS = 'terms'
const EDIT = { permission: 'streaks:edit' }

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })

const toVersion = ({ version, status, terms, changedAt, publishedAt }: TermsVersion<StreakTerms>) => ({
  ...{ version, status, terms },
  changedAt: changedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
})

async function termsNow({ pool }: EditingDependencies) {
  const versions = (await streakTerms.findVersions(pool)).map(toVersion)
  const live = versions.find(({ status }) => status === 'published')
  if (live === undefined) throw new Error('no terms of streaks are in force')
  return accept({
    revision: await streakTerms.findRevision(pool),
    ...{ live, versions },
    draft: versions.find(({ status }) => status === 'draft') ?? null,
    shieldItem: SHIELD_ITEM,
  })
}

/** What streaks are held to, for those who run the club. */
export function adminStreakRoutes(deps: EditingDependencies): AnyRoute[] {
  const editing = streakEditing(deps)
  const terms = { tag: 'admin', reply: adminStreakTermsReply } as const
  return [
    route({
      ...terms,
      method: 'get',
      path: PATH,
      summary: 'What streaks are held to: rewards by day, grace, shields, changes of zone; in versions, with the draft',
      access: { permission: 'streaks:read' },
      handle: () => termsNow(deps),
    }),
    route({
      ...terms,
      method: 'put',
      path: `${PATH}/draft`,
      summary: 'Corrects the draft of the terms, or begins the next one',
      access: EDIT,
      body: streakDraftBody,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: async (asked) => {
        const done = await editing.draft(TERMS, asked.body.seenRevision, asked.body.terms, actorOf(asked))
        return done.ok ? termsNow(deps) : done
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/preview`,
      summary: 'What the next day of everybody’s streak would bring by these terms; nothing is kept',
      tag: 'admin',
      access: EDIT,
      body: streakPreviewBody,
      reply: streakPreviewReply,
      handle: async ({ body }) => accept(await preview(deps, body.terms)),
    }),
    route({
      ...terms,
      method: 'post',
      path: `${PATH}/publish`,
      summary: 'Publishes the draft: it is in force from the next tick on',
      access: { permission: 'streaks:publish' },
      stepUp: true,
      body: streakPublishBody,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE', 'STEP_UP_REQUIRED'],
      handle: async (asked) => {
        const done = await editing.publish(TERMS, asked.body.seenRevision, asked.body.reason, actorOf(asked))
        return done.ok ? termsNow(deps) : done
      },
    }),
  ]
}
