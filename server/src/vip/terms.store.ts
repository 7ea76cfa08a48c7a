import { type VipTerms, vipTermsSchema } from '@casino-club/shared'
import { OneDraftStore } from '../admin/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { setAllDue } from './due.store.ts'
import type { PublishedTerms } from './standing.rule.ts'

/** The club's tiers. When others are in force everybody is looked at anew: up at once, down by notice and grace alone. */
export const vipTerms = new OneDraftStore<VipTerms>({
  ...{ terms: 'vip_terms', revision: 'vip_revision' },
  parse: (body) => vipTermsSchema.parse(body),
  published: setAllDue,
})

/** What was published by version, and what is in force; nothing is in force before the first publication. */
export interface AllTerms {
  readonly live: PublishedTerms | undefined
  readonly byVersion: ReadonlyMap<number, PublishedTerms>
}

export async function findTerms(via: Queryable): Promise<AllTerms> {
  const published = (await vipTerms.findVersions(via)).filter(({ status }) => status === 'published')
  const all = published.map(({ version, terms }): PublishedTerms => ({ ...terms, version }))
  return { live: all[0], byVersion: new Map(all.map((terms) => [terms.version, terms])) }
}

/** Drafts tiers where there are none at all. */
export async function draftFirst(tx: Queryable, terms: VipTerms, nowMs: number): Promise<void> {
  await tx.query(
    `insert into vip_terms (version, status, body, changed_at)
     select 1, 'draft', $1, $2 where not exists (select from vip_terms) on conflict do nothing`,
    [JSON.stringify(terms), new Date(nowMs)],
  )
}
