import { type PublishedStreakTerms, type StreakTerms, streakTermsSchema } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface TermsVersion {
  readonly version: number
  readonly status: 'draft' | 'published'
  readonly terms: StreakTerms
  readonly changedAt: Date
  readonly publishedAt: Date | null
}

interface Row {
  version: number
  status: TermsVersion['status']
  body: StreakTerms
  changed_at: Date
  published_at: Date | null
}

/** Every version, the newest first. */
export async function findVersions(via: Queryable): Promise<TermsVersion[]> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    'select version, status, body, changed_at, published_at from streak_terms order by version desc',
  )
  return rows.map(({ version, status, body, changed_at, published_at }) => ({
    ...{ version, status, terms: streakTermsSchema.parse(body) },
    changedAt: changed_at,
    publishedAt: published_at,
  }))
}

/** What a tick is paid by now. The first version came with the table, so that there always is one. */
export async function findInForce(via: Queryable): Promise<PublishedStreakTerms> {
  const { rows } = await via.query<{ version: number; body: StreakTerms }>({
    name: 'streak-terms',
    text: `select version, body from streak_terms where status = 'published' order by version desc limit 1`,
  })
  const [row] = rows
  if (row === undefined) throw new Error('no terms of streaks are in force')
  return { ...row.body, version: row.version }
}

export async function findRevision(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ revision: number }>('select revision from streak_revision')
  return rows[0]?.revision ?? 0
}

/** The number of changes while nobody else changes the terms. */
export async function lockRevision(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('select revision from streak_revision for no key update')
  return rows[0]?.revision ?? 0
}

export async function countRevision(tx: Queryable): Promise<void> {
  await tx.query('update streak_revision set revision = revision + 1')
}

/** Corrects the draft, or begins the next one; gives its version. */
export async function writeDraft(tx: Queryable, terms: StreakTerms, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into streak_terms (version, status, body, changed_at)
     select max(version) + 1, 'draft', $1, $2 from streak_terms
     on conflict (status) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
     returning version`,
    [JSON.stringify(terms), new Date(nowMs)],
  )
  return rows[0]?.version ?? 0
}

export async function publishDraft(tx: Queryable, nowMs: number): Promise<void> {
  await tx.query(
    `update streak_terms set status = 'published', published_at = $1, changed_at = $1 where status = 'draft'`,
    [new Date(nowMs)],
  )
}

/** How many players have a streak of each length whose last day is not before this one. */
export async function countStreaks(via: Queryable, sinceDay: string): Promise<{ count: number; players: number }[]> {
  const { rows } = await via.query<{ count: number; players: number }>(
    `select count, count(*) as players from (
       select distinct on (user_id) count from streak_days where local_date >= $1::date order by user_id, local_date desc) last
     group by count order by count`,
    [sinceDay],
  )
  return rows
}
