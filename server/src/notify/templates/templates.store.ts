import type { TemplateBody, TemplateVersion } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

export type Status = TemplateVersion['status']

export interface KeptVersion {
  readonly name: string
  readonly version: number
  readonly status: Status
  readonly body: TemplateBody
  readonly changedAt: Date
  readonly publishedAt: Date | null
}

/** A version with its texts put together as one body. */
const VERSION_SQL = `select v.name, v.version, v.status, v.changed_at as "changedAt", v.published_at as "publishedAt",
    json_build_object('category', v.category, 'channels', v.channels, 'variables', v.variables, 'texts',
      (select json_object_agg(t.language, json_build_object('title', t.title, 'body', t.body, 'html', t.html))
       from message_template_texts t where t.name = v.name and t.version = v.version)) as body
  from message_template_versions v`

/** What is in force under these names, where somebody has written it. */
export async function findLive(via: Queryable, names: readonly string[]): Promise<Map<string, TemplateBody>> {
  const { rows } = await via.query<KeptVersion & Record<string, unknown>>(
    `${VERSION_SQL} where v.status = 'live' and v.name = any($1)`,
    [names],
  )
  return new Map(rows.map(({ name, body }) => [name, body]))
}

/** Every version of a template, newest first; without a name, what is in force or drafted of all. */
export async function findVersions(via: Queryable, name?: string): Promise<KeptVersion[]> {
  const { rows } = await via.query<KeptVersion & Record<string, unknown>>(
    `${VERSION_SQL} where case when $1::text is null then v.status <> 'past' else v.name = $1 end
     order by v.name, v.version desc limit 1000`,
    [name ?? null],
  )
  return rows
}

export interface TemplateRow {
  readonly name: string
  readonly revision: number
  readonly changedAt: Date
}

export async function findTemplates(via: Queryable, name?: string): Promise<TemplateRow[]> {
  const { rows } = await via.query<TemplateRow & Record<string, unknown>>(
    `select name, revision, changed_at as "changedAt" from message_templates where $1::text is null or name = $1`,
    [name ?? null],
  )
  return rows
}

/** The number of a template's changes while nobody else changes it; 0: nothing was ever written under this name. */
export async function lockTemplate(tx: Queryable, name: string): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`message-template:${name}`])
  const { rows } = await tx.query<{ revision: number }>('select revision from message_templates where name = $1', [
    name,
  ])
  return rows[0]?.revision ?? 0
}

export async function countChange(tx: Queryable, name: string, nowMs: number): Promise<void> {
  await tx.query(
    `insert into message_templates as t (name, revision, created_at, changed_at) values ($1, 1, $2, $2)
     on conflict (name) do update set revision = t.revision + 1, changed_at = excluded.changed_at`,
    [name, new Date(nowMs)],
  )
}

/** Corrects the draft of a template, or begins the next one; the template must have a row. Gives the version. */
export async function writeDraft(tx: Queryable, name: string, body: TemplateBody, nowMs: number): Promise<number> {
  const { category, channels, variables, texts } = body
  const { rows } = await tx.query<{ version: number }>(
    `insert into message_template_versions (name, version, status, category, channels, variables, changed_at)
     select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4, $5 from message_template_versions where name = $1
     on conflict (name) where status = 'draft' do update set category = excluded.category,
       channels = excluded.channels, variables = excluded.variables, changed_at = excluded.changed_at
     returning version`,
    [name, category, channels, JSON.stringify(variables), new Date(nowMs)],
  )
  const version = rows[0]?.version ?? 0
  const languages = ['ko', 'en'] as const
  await tx.query(
    `insert into message_template_texts (name, version, language, title, body, html)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (name, version, language) do update set title = excluded.title, body = excluded.body,
       html = excluded.html`,
    [
      name,
      version,
      languages,
      ...(['title', 'body', 'html'] as const).map((part) => languages.map((l) => texts[l][part])),
    ],
  )
  return version
}

export async function deleteDraft(tx: Queryable, name: string): Promise<boolean> {
  const { rowCount } = await tx.query(`delete from message_template_versions where name = $1 and status = 'draft'`, [
    name,
  ])
  return (rowCount ?? 0) > 0
}

/** What was in force is past; the draft, where it is to take its place, is in force. */
export async function replaceLive(tx: Queryable, name: string, byDraft: boolean, nowMs: number): Promise<boolean> {
  const past = await tx.query(
    `update message_template_versions set status = 'past' where name = $1 and status = 'live'`,
    [name],
  )
  if (!byDraft) return (past.rowCount ?? 0) > 0
  const live = await tx.query(
    `update message_template_versions set status = 'live', published_at = $2 where name = $1 and status = 'draft'`,
    [name, new Date(nowMs)],
  )
  return live.rowCount === 1
}
