import { type AdminContent, MAX_STAGES, type StagedContentBody, stageContentId } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A content's number of changes while nobody else changes it; undefined: there is none. */
export async function lockContent(tx: Queryable, id: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>(
    'select revision from staged_contents where id = $1 for no key update',
    [id],
  )
  return rows[0]?.revision
}

/** False: there is one of this id already. */
export async function insertContent(tx: Queryable, id: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into staged_contents (id, revision, changed_at) values ($1, 1, $2) on conflict do nothing',
    [id, new Date(nowMs)],
  )
  return rowCount === 1
}

export async function countRevision(tx: Queryable, id: string, nowMs: number): Promise<void> {
  await tx.query('update staged_contents set revision = revision + 1, changed_at = $2 where id = $1', [
    id,
    new Date(nowMs),
  ])
}

/** Corrects the draft of a content, or begins the next one; gives its version. */
export async function writeDraft(tx: Queryable, id: string, body: StagedContentBody, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into staged_content_versions (content, version, status, body, changed_at)
     select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3 from staged_content_versions where content = $1
     on conflict (content) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
     returning version`,
    [id, JSON.stringify(body), new Date(nowMs)],
  )
  return rows[0]?.version ?? 0
}

/** The version that was published; undefined: there is no draft. */
export async function publishDraft(tx: Queryable, id: string, nowMs: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>(
    `update staged_content_versions set status = 'published', published_at = $2, changed_at = $2
     where content = $1 and status = 'draft' returning version`,
    [id, new Date(nowMs)],
  )
  return rows[0]?.version
}

interface Row {
  id: string
  revision: number
  changed_at: Date
  live: AdminContent['live']
  draft: AdminContent['draft']
}

/** Every content as those who write it see it, or one. */
export async function findContents(via: Queryable, id: string | null = null): Promise<AdminContent[]> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select c.id, c.revision, c.changed_at,
       (select json_build_object('version', version, 'body', body) from staged_content_versions v
        where v.content = c.id and status = 'published' order by version desc limit 1) as live,
       (select json_build_object('version', version, 'body', body) from staged_content_versions v
        where v.content = c.id and status = 'draft') as draft
     from staged_contents c where $1::text is null or c.id = $1 order by c.id`,
    [id],
  )
  const names = rows.flatMap((row) => Array.from({ length: MAX_STAGES }, (_, at) => stageContentId(row.id, at + 1)))
  const counted = await via.query<{ content: string; players: number }>(
    'select content, count(*) as players from content_unlocks where content = any($1::text[]) group by content',
    [names],
  )
  const players = new Map(counted.rows.map((row) => [row.content, row.players]))
  return rows.map(({ changed_at, ...content }) => ({
    ...content,
    changedAt: changed_at.toISOString(),
    unlocked: Array.from({ length: MAX_STAGES }, (_, at) => players.get(stageContentId(content.id, at + 1)) ?? 0),
  }))
}
