import {
  accept,
  adminTemplateDetailSchema,
  adminTemplatesReply,
  refuse,
  templateDraftBody,
  templateParams,
  templatePreviewBody,
  templatePreviewReply,
  templatePublishBody,
  templateTestBody,
  templateTestReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../../platform/http/route.ts'
import type { RandomSource } from '../../platform/ids.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { MailDoor } from '../../post/index.ts'
import { refuseTemplate } from './check-template.ts'
import { showTemplate } from './show-template.ts'
import { Templates } from './templates.service.ts'

const TAG = 'admin'
const PATH = '/api/admin/message-templates'
const EDIT = { permission: 'templates:edit' }
const PUBLISH = { permission: 'templates:publish' }
const discardBody = templateDraftBody.pick({ seenRevision: true })

export interface TemplateRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly publicUrl: string
  /** Null: mail is off. */
  readonly door: MailDoor | null
}

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })

/** The words of the club's messages, as those who run it read, write, try and publish them. */
export function templateRoutes(deps: TemplateRouteDependencies): AnyRoute[] {
  const templates = new Templates(deps)
  return [...readRoutes(templates), ...trialRoutes(deps), ...writeRoutes(templates)]
}

function readRoutes(templates: Templates): AnyRoute[] {
  const access = { permission: 'templates:read' }
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Every message the club can send, built in or written, by name',
      tag: TAG,
      access,
      query: z.object({}),
      reply: adminTemplatesReply,
      handle: async () => accept(await templates.list()),
    }),
    route({
      method: 'get',
      path: `${PATH}/:name`,
      summary: 'One message: what is sent now, its draft and its versions',
      tag: TAG,
      access,
      params: templateParams,
      reply: adminTemplateDetailSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { name } }) => templates.find(name),
    }),
  ]
}

function trialRoutes({ pool, clock, random, publicUrl, door }: TemplateRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/preview`,
      summary: 'How a message looks with the samples of its variables; nothing is kept',
      tag: TAG,
      access: EDIT,
      body: templatePreviewBody,
      reply: templatePreviewReply,
      reasons: ['TEMPLATE_INVALID'],
      handle: async ({ body: { body } }) =>
        refuseTemplate(body) ??
        accept({ ko: showTemplate(body, 'ko', publicUrl), en: showTemplate(body, 'en', publicUrl) }),
    }),
    route({
      method: 'post',
      path: `${PATH}/test`,
      summary: 'Sends a message with its samples to an address of one’s own; the address is not kept',
      tag: TAG,
      access: EDIT,
      limit: 'account',
      body: templateTestBody,
      reply: templateTestReply,
      reasons: ['TEMPLATE_INVALID', 'TEMPORARILY_UNAVAILABLE'],
      handle: async ({ body: { to, language, body }, ...asked }) => {
        const refused = refuseTemplate(body)
        if (refused) return refused
        if (door === null) return refuse('TEMPORARILY_UNAVAILABLE', 'mail is off')
        const { title, text, html } = showTemplate(body, language, publicUrl)
        const end = await door({ id: `test-${random.uuid()}`, to, subject: `[test] ${title}`, text, html })
        const record = {
          action: 'templates.test',
          targetType: 'template',
          targetId: 'test',
          reason: null,
          before: null,
        }
        await insertAudit(pool, actorOf(asked), {
          ...record,
          after: { language, title, end: end.kind },
          atMs: clock.nowMs(),
        })
        if (end.kind !== 'taken') return refuse('TEMPORARILY_UNAVAILABLE', `the mail server: ${end.why}`)
        return accept({ ok: true })
      },
    }),
  ]
}

function writeRoutes(templates: Templates): AnyRoute[] {
  const common = { tag: TAG, params: templateParams, reply: adminTemplateDetailSchema } as const
  return [
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:name/draft`,
      summary: 'Corrects a message’s draft, or begins one: beside what is sent now, or of a new message',
      access: EDIT,
      body: templateDraftBody,
      reasons: ['CONFLICT', 'TEMPLATE_INVALID'],
      handle: ({ params: { name }, body: { seenRevision, body }, ...asked }) =>
        templates.draft(name, seenRevision, body, actorOf(asked)),
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:name/draft/discard`,
      summary: 'Throws a message’s draft away',
      access: EDIT,
      body: discardBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ params: { name }, body: { seenRevision }, ...asked }) =>
        templates.discard(name, seenRevision, actorOf(asked)),
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:name/publish`,
      summary: 'Sends a message by its draft from now on; what is on its way keeps its title and text',
      access: PUBLISH,
      body: templatePublishBody,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE', 'TEMPLATE_INVALID'],
      handle: ({ params: { name }, body: { seenRevision, reason }, ...asked }) =>
        templates.publish(name, seenRevision, reason, actorOf(asked)),
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:name/reset`,
      summary: 'Sends a message as it is built in from now on; what was written stays among its versions',
      access: PUBLISH,
      body: templatePublishBody,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ params: { name }, body: { seenRevision, reason }, ...asked }) =>
        templates.reset(name, seenRevision, reason, actorOf(asked)),
    }),
  ]
}
