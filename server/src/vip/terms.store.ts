import { type VipTerms, vipTermsSchema } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PublishedTerms } from './standing.rule.ts'

export interface TermsVersion {
  readonly version: number
  readonly status: 'draft' | 'published'
  readonly terms: VipTerms
  readonly changedAt: Date
  readonly publishedAt: Date | null
}

interface Row {
  version: number
  status: TermsVersion['status']
  body: VipTerms
  changed_at: Date
  published_at: Date | null
}

/** Every version, the newest first. */
export async function findVersions(via: Queryable): Promise<TermsVersion[]> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    'select version, status, body, changed_at, published_at from vip_terms order by version desc',
  )
  return rows.map((row) => ({
    version: row.version,
    status: row.status,
    terms: vipTermsSchema.parse(row.body),
    changedAt: row.changed_at,
    publishedAt: row.published_at,
  }))
}

/** What was published by version, and what is in force; nothing is in force before the first publication. */
export interface AllTerms {
  readonly live: PublishedTerms | undefined
  readonly byVersion: ReadonlyMap<number, PublishedTerms>
}

export async function findTerms(via: Queryable): Promise<AllTerms> {
  const published = (await findVersions(via)).filter(({ status }) => status === 'published')
  const all = published.map(({ version, terms }): PublishedTerms => ({ ...terms, version }))
  return { live: all[0], byVersion: new Map(all.map((terms) => [terms.version, terms])) }
}

export async function findRevision(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ revision: number }>('select revision from vip_revision')
  return rows[0]?.revision ?? 0
}

/** The number of changes while nobody else changes the tiers. */
export async function lockRevision(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('select revision from vip_revision for no key update')
  return rows[0]?.revision ?? 0
}

export async function countRevision(tx: Queryable): Promise<void> {
  await tx.query('update vip_revision set revision = revision + 1')
}

/** Corrects the draft, or begins the next one; gives its version. */
export async function writeDraft(tx: Queryable, terms: VipTerms, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into vip_terms (version, status, body, changed_at)
     select coalesce(max(version), 0) + 1, 'draft', $1, $2 from vip_terms
     on conflict (status) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
     returning version`,
    [JSON.stringify(terms), new Date(nowMs)],
  )
  return rows[0]?.version ?? 0
}

export async function publishDraft(tx: Queryable, nowMs: number): Promise<void> {
  await tx.query(
    `update vip_terms set status = 'published', published_at = $1, changed_at = $1 where status = 'draft'`,
    [new Date(nowMs)],
  )
}

/** Drafts tiers where there are none at all. */
export async function draftFirst(tx: Queryable, terms: VipTerms, nowMs: number): Promise<void> {
  await tx.query(
    `insert into vip_terms (version, status, body, changed_at)
     select 1, 'draft', $1, $2 where not exists (select from vip_terms) on conflict do nothing`,
    [JSON.stringify(terms), new Date(nowMs)],
  )
}
