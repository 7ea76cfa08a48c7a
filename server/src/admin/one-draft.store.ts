import type { Queryable } from '../platform/postgres/pool.ts'
import type { DraftStore, HeldVersion } from './drafts.ts'

export interface TermsVersion<Body> {
  readonly version: number
  readonly status: 'draft' | 'published'
  readonly terms: Body
  readonly changedAt: Date
  readonly publishedAt: Date | null
}

/** Names of tables are constants of their owner's: they go into SQL as they are. */
export interface OneDraftTables<Body> {
  /** Has the columns version, status, body, changed_at and published_at. */
  readonly terms: string
  /** Has one row, with the number of changes. */
  readonly revision: string
  readonly parse: (body: unknown) => Body
  /** Within the transaction that puts terms in force. */
  readonly published?: (tx: Queryable) => Promise<void>
}

interface Row<Body> {
  version: number
  status: TermsVersion<Body>['status']
  body: unknown
  changed_at: Date
  published_at: Date | null
}

/** Terms of which the club has one set, in versions: nobody makes another, and what they are called does not matter. */
export class OneDraftStore<Body extends object> implements DraftStore<never, Body, { readonly revision: number }> {
  private readonly tables: OneDraftTables<Body>

  constructor(tables: OneDraftTables<Body>) {
    this.tables = tables
  }

  /** Every version, the newest first. */
  async findVersions(via: Queryable): Promise<TermsVersion<Body>[]> {
    const { terms, parse } = this.tables
    const { rows } = await via.query<Row<Body> & Record<string, unknown>>(
      `select version, status, body, changed_at, published_at from ${terms} order by version desc`,
    )
    return rows.map((row) => ({
      ...{ version: row.version, status: row.status, terms: parse(row.body) },
      ...{ changedAt: row.changed_at, publishedAt: row.published_at },
    }))
  }

  async findRevision(via: Queryable): Promise<number> {
    const { rows } = await via.query<{ revision: number }>(`select revision from ${this.tables.revision}`)
    return rows[0]?.revision ?? 0
  }

  async insert(): Promise<boolean> {
    return false
  }

  async lock(tx: Queryable): Promise<{ revision: number } | undefined> {
    const { rows } = await tx.query<{ revision: number }>(
      `select revision from ${this.tables.revision} for no key update`,
    )
    return rows[0]
  }

  async countRevision(tx: Queryable): Promise<void> {
    await tx.query(`update ${this.tables.revision} set revision = revision + 1`)
  }

  findDraft(tx: Queryable): Promise<HeldVersion<Body> | undefined> {
    return this.findNewest(tx, 'draft')
  }

  findInForce(tx: Queryable): Promise<HeldVersion<Body> | undefined> {
    return this.findNewest(tx, 'published')
  }

  async writeDraft(tx: Queryable, _id: string, terms: Body, nowMs: number): Promise<number> {
    const { rows } = await tx.query<{ version: number }>(
      `insert into ${this.tables.terms} (version, status, body, changed_at)
       select coalesce(max(version), 0) + 1, 'draft', $1, $2 from ${this.tables.terms}
       on conflict (status) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
       returning version`,
      [JSON.stringify(terms), new Date(nowMs)],
    )
    return rows[0]?.version ?? 0
  }

  async publishDraft(tx: Queryable, _id: string, _draft: HeldVersion<Body>, nowMs: number): Promise<void> {
    await tx.query(
      `update ${this.tables.terms} set status = 'published', published_at = $1, changed_at = $1 where status = 'draft'`,
      [new Date(nowMs)],
    )
    await this.tables.published?.(tx)
  }

  private async findNewest(tx: Queryable, status: 'draft' | 'published'): Promise<HeldVersion<Body> | undefined> {
    const found = (await this.findVersions(tx)).find((each) => each.status === status)
    return found && { version: found.version, body: found.terms }
  }
}
