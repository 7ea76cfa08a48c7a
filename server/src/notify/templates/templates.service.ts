import {
  type AdminTemplate,
  type AdminTemplateDetail,
  accept,
  type Result,
  refuse,
  type TemplateBody,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { BUILT_IN } from './built-in.ts'
import { refuseTemplate } from './check-template.ts'
import {
  countChange,
  deleteDraft,
  findLive,
  findTemplates,
  findVersions,
  type KeptVersion,
  lockTemplate,
  replaceLive,
  type TemplateRow,
  writeDraft,
} from './templates.store.ts'

export type TemplateRefusal = 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE' | 'TEMPLATE_INVALID'
type Changed = Result<AdminTemplateDetail, TemplateRefusal>

interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: TemplateBody | null
  readonly after: TemplateBody | null
}

/** What is sent under this name now: what somebody has published, else what is built in. */
export async function findTemplate(via: Queryable, name: string): Promise<TemplateBody | undefined> {
  return (await findLive(via, [name])).get(name) ?? BUILT_IN.get(name)
}

/** What a message of the club's own is about stays: as a message that an account needs it would pass every wish and limit. */
function refuseCategory(name: string, { category }: TemplateBody) {
  const own = BUILT_IN.get(name)?.category
  if (own === undefined || own === category) return undefined
  return refuse('TEMPLATE_INVALID', `the category of ${name} stays ${own}`)
}

/** The words of the club's messages: drafts that anybody may correct, and what is in force. */
export class Templates {
  private readonly deps: { readonly pool: Pool; readonly clock: Clock }

  constructor(deps: { readonly pool: Pool; readonly clock: Clock }) {
    this.deps = deps
  }

  /** Every template, built in or written, by name. */
  async list(): Promise<AdminTemplate[]> {
    const { pool } = this.deps
    const [rows, versions] = [await findTemplates(pool), await findVersions(pool)]
    const names = new Set([...BUILT_IN.keys(), ...rows.map(({ name }) => name)])
    const parts = { rows: new Map(rows.map((row) => [row.name, row])), versions: Map.groupBy(versions, (v) => v.name) }
    return [...names].sort().flatMap((name) => summaryOf(name, parts.rows.get(name), parts.versions.get(name) ?? []))
  }

  async find(name: string, via: Queryable = this.deps.pool): Promise<Result<AdminTemplateDetail, 'NOT_FOUND'>> {
    const [[row], versions] = [await findTemplates(via, name), await findVersions(via, name)]
    const [summary] = summaryOf(name, row, versions)
    if (summary === undefined) return refuse('NOT_FOUND', 'no such template')
    return accept({
      ...summary,
      live: liveOf(name, versions) ?? null,
      draft: versions.find(({ status }) => status === 'draft')?.body ?? null,
      versions: versions.map(({ changedAt, publishedAt, version, status, body }) => ({
        version,
        status,
        body,
        changedAt: changedAt.toISOString(),
        publishedAt: publishedAt?.toISOString() ?? null,
      })),
    })
  }

  /** Corrects a draft, or begins one: beside what is in force, in place of what is built in, or of a new template. */
  draft(name: string, seenRevision: number, body: TemplateBody, actor: AuditActor): Promise<Changed> {
    const refused = refuseTemplate(body) ?? refuseCategory(name, body)
    if (refused) return Promise.resolve(refused)
    return this.changing(name, seenRevision, actor, async (tx, versions, nowMs) => {
      await countChange(tx, name, nowMs)
      await writeDraft(tx, name, body, nowMs)
      const before = versions.find(({ status }) => status === 'draft')?.body ?? null
      return accept({ action: 'templates.draft', reason: null, before, after: body })
    })
  }

  discard(name: string, seenRevision: number, actor: AuditActor): Promise<Changed> {
    return this.changing(name, seenRevision, actor, async (tx, versions, nowMs) => {
      if (!(await deleteDraft(tx, name))) return refuse('NOTHING_TO_CHANGE', 'there is no draft')
      await countChange(tx, name, nowMs)
      const before = versions.find(({ status }) => status === 'draft')?.body ?? null
      return accept({ action: 'templates.discard', reason: null, before, after: null })
    })
  }

  /** The draft is in force at once; what is on its way keeps its title and text, and gets the HTML of the moment it is sent. */
  publish(name: string, seenRevision: number, reason: string, actor: AuditActor): Promise<Changed> {
    return this.changing(name, seenRevision, actor, async (tx, versions, nowMs) => {
      const draft = versions.find(({ status }) => status === 'draft')
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      // Rules may have become stricter since it was written.
      const refused = refuseTemplate(draft.body) ?? refuseCategory(name, draft.body)
      if (refused) return refused
      await replaceLive(tx, name, true, nowMs)
      await countChange(tx, name, nowMs)
      return accept({ action: 'templates.publish', reason, before: liveOf(name, versions) ?? null, after: draft.body })
    })
  }

  /** Back to what is built in. */
  reset(name: string, seenRevision: number, reason: string, actor: AuditActor): Promise<Changed> {
    return this.changing(name, seenRevision, actor, async (tx, versions, nowMs) => {
      const builtIn = BUILT_IN.get(name)
      if (builtIn === undefined) return refuse('NOTHING_TO_CHANGE', 'nothing is built in under this name')
      const before = liveOf(name, versions) ?? null
      if (!(await replaceLive(tx, name, false, nowMs))) return refuse('NOTHING_TO_CHANGE', 'it is as it is built in')
      await countChange(tx, name, nowMs)
      return accept({ action: 'templates.reset', reason, before, after: builtIn })
    })
  }

  private changing(
    name: string,
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, versions: KeptVersion[], nowMs: number) => Promise<Result<Change, TemplateRefusal>>,
  ): Promise<Changed> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Changed> => {
      const revision = await lockTemplate(tx, name)
      const versions = await findVersions(tx, name)
      // What was thrown away before it was ever published is as if it had never been.
      if (seenRevision !== (versions.length === 0 ? 0 : revision)) {
        return refuse('CONFLICT', 'somebody else has changed this template')
      }
      const change = await work(tx, versions, nowMs)
      if (!change.ok) return change
      await insertAudit(tx, actor, { ...change.value, targetType: 'template', targetId: name, atMs: nowMs })
      return this.find(name, tx)
    })
  }
}

const liveOf = (name: string, versions: readonly KeptVersion[]): TemplateBody | undefined =>
  versions.find(({ status }) => status === 'live')?.body ?? BUILT_IN.get(name)

/** None where there is nothing under this name. */
function summaryOf(name: string, row: TemplateRow | undefined, versions: readonly KeptVersion[]): AdminTemplate[] {
  const shown = liveOf(name, versions) ?? versions[0]?.body
  if (shown === undefined) return []
  return [
    {
      id: name,
      changedAt: row?.changedAt.toISOString() ?? null,
      revision: row?.revision ?? 0,
      builtIn: BUILT_IN.has(name),
      category: shown.category,
      channels: shown.channels,
      title: { ko: shown.texts.ko.title, en: shown.texts.en.title },
      liveVersion: versions.find(({ status }) => status === 'live')?.version ?? null,
      hasDraft: versions.some(({ status }) => status === 'draft'),
    },
  ]
}
