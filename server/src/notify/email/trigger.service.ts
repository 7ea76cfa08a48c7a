import { createHash } from 'node:crypto'
import {
  accept,
  canonicalJson,
  type EmailTriggerBody,
  type Result,
  refuse,
  type TemplateBody,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { raiseMany } from '../raise.store.ts'
import { findTemplate, wordMessage } from '../templates/index.ts'
import { MOST_BODY, MOST_TITLE, type Text } from '../wording.ts'
import { countTargets, findReached, insertTrigger, lockTrigger } from './trigger.store.ts'

export interface Triggered {
  readonly ok: true
  readonly sent: number
  readonly targeted: number
  readonly replayed?: true
}
type Refused = 'NOT_FOUND' | 'TEMPLATE_INVALID' | 'COMMAND_ID_REUSED' | 'RECIPIENTS_LIMIT'

/** More than these are a campaign: that is paced, and can be stopped. */
export const MOST_RECIPIENTS = 10_000
const PAGE = 1_000
const DEADLINE_MS = 3 * 86_400_000

/** Letters that an admin sends by hand, by a template: once a key, all of them or none. */
export class EmailTrigger {
  private readonly deps: { readonly pool: Pool; readonly clock: Clock }

  constructor(deps: { readonly pool: Pool; readonly clock: Clock }) {
    this.deps = deps
  }

  /** Sends, or counts whom it would be sent to. A repeat of a key answers what the first one did. */
  async send(
    body: EmailTriggerBody,
    actor: AuditActor & { admin: { adminId: number } },
  ): Promise<Result<Triggered, Refused>> {
    const requestHash = createHash('sha256')
      .update(canonicalJson({ ...body, reason: '' }))
      .digest()
    return inTransaction(this.deps.pool, async (tx): Promise<Result<Triggered, Refused>> => {
      const before = await lockTrigger(tx, body.key)
      if (before) {
        if (!before.requestHash.equals(requestHash)) return refuse('COMMAND_ID_REUSED', 'another letter has this key')
        return accept({ ok: true, sent: before.sent, targeted: before.targeted, replayed: true })
      }
      const template = await findTemplate(tx, body.template)
      if (template === undefined) return refuse('NOT_FOUND', 'no such template')
      const text = wordingOf(template, body)
      if (!text.ok) return text
      const { targeted, reached } = await countTargets(tx, body.to, template.category)
      if (reached > MOST_RECIPIENTS) {
        return refuse(
          'RECIPIENTS_LIMIT',
          `${reached} letters are more than the ${MOST_RECIPIENTS} that may be sent at once`,
        )
      }
      if (body.dryRun) return accept({ ok: true, sent: reached, targeted })
      const sent = await this.raise(tx, template, text.value, body)
      await this.keep(tx, body, { requestHash, targeted, sent }, actor)
      return accept({ ok: true, sent, targeted })
    })
  }

  private async raise(tx: Queryable, { category }: TemplateBody, text: Text, body: EmailTriggerBody): Promise<number> {
    const nowMs = this.deps.clock.nowMs()
    const terms = {
      template: body.template,
      category,
      path: null,
      priority: 'normal',
      deadlineMs: nowMs + DEADLINE_MS,
      channels: ['email'],
      atMs: nowMs,
    } as const
    const params = { trigger: body.key, values: body.params }
    let sent = 0
    for (let afterId = 0; ; ) {
      const userIds = await findReached(tx, body.to, { category, afterId, limit: PAGE })
      const messages = userIds.map((userId) => ({ userId, dedupeKey: `trigger:${body.key}:${userId}`, params, text }))
      sent += (await raiseMany(tx, terms, messages)).size
      afterId = userIds.at(-1) ?? 0
      if (userIds.length < PAGE) return sent
    }
  }

  private async keep(
    tx: Queryable,
    { key, template, to, params, reason }: EmailTriggerBody,
    came: { readonly requestHash: Buffer; readonly targeted: number; readonly sent: number },
    actor: AuditActor & { admin: { adminId: number } },
  ): Promise<void> {
    const nowMs = this.deps.clock.nowMs()
    await insertTrigger(tx, { key, template, ...came, adminId: actor.admin.adminId, nowMs })
    const { targeted, sent } = came
    await insertAudit(tx, actor, {
      action: 'email.trigger',
      targetType: 'email',
      targetId: key,
      reason,
      before: null,
      after: { template, to, params, targeted, sent },
      atMs: nowMs,
    })
  }
}

/** The words of the letter, if the template is one for letters and its variables are those that were given. */
function wordingOf(template: TemplateBody, { params }: EmailTriggerBody): Result<Text, 'TEMPLATE_INVALID'> {
  if (!template.channels.includes('email')) return refuse('TEMPLATE_INVALID', 'this message is no e-mail')
  const declared = template.variables.map(({ name }) => name)
  const missing = declared.filter((name) => !Object.hasOwn(params, name))
  const unknown = Object.keys(params).filter((name) => !declared.includes(name))
  if (missing.length > 0) return refuse('TEMPLATE_INVALID', `no value for ${missing.join(', ')}`)
  if (unknown.length > 0) return refuse('TEMPLATE_INVALID', `no variable ${unknown.join(', ')}`)
  const text = wordMessage(template, params)
  const unsayable = Object.values(text).some(({ title, body }) =>
    [title, body].some((words, part) => words.trim() === '' || words.length > (part === 0 ? MOST_TITLE : MOST_BODY)),
  )
  return unsayable ? refuse('TEMPLATE_INVALID', 'with these values it is empty or too long') : accept(text)
}
