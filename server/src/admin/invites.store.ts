import type { INVITE_SORTS, INVITE_STATES, InviteRecord, InviteUse } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

export interface InviteFilter {
  readonly q?: string | undefined
  readonly state?: (typeof INVITE_STATES)[number] | undefined
  readonly createdBy?: string | undefined
  readonly batchId?: string | undefined
}

export interface InvitePage extends InviteFilter {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly sort: (typeof INVITE_SORTS)[number]
}

export interface NewBatch {
  readonly id: string
  readonly requestHash: Buffer
  readonly codes: readonly string[]
  readonly maxUses: number | null
  readonly expiresAt: string | null
  readonly note: string
  readonly createdBy: string
  readonly nowMs: number
}

/** In the order in which a sign-up looks at them. `$1` is now. */
const STATE = `case when disabled_at is not null then 'disabled' when expires_at <= ${at('$1')} then 'expired'
  when max_uses is not null and used_count >= max_uses then 'used-up' else 'open' end`

const COLUMNS = `code, ${STATE} as state, max_uses, used_count, expires_at, note, created_by, created_at, batch_id, disabled_at`

const ORDER: Record<InvitePage['sort'], string> = {
  code: 'code',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  usedCount: 'used_count',
}

interface InviteRow {
  code: string
  state: InviteRecord['state']
  max_uses: number | null
  used_count: number
  expires_at: Date | null
  note: string
  created_by: string
  created_at: Date
  batch_id: string | null
  disabled_at: Date | null
}

const toInvite = (row: InviteRow): InviteRecord => ({
  id: row.code,
  state: row.state,
  maxUses: row.max_uses,
  usedCount: row.used_count,
  expiresAt: row.expires_at?.toISOString() ?? null,
  note: row.note,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  batchId: row.batch_id,
  disabledAt: row.disabled_at?.toISOString() ?? null,
})

/** `$1` is now, `$2` to `$5` are the filter. */
const FILTER = `($2::text is null or code ilike $2 or note ilike $2) and ($3::text is null or ${STATE} = $3)
  and ($4::text is null or created_by = $4) and ($5::uuid is null or batch_id = $5)`

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (found) => `\\${found}`)

const filterValues = ({ q, state, createdBy, batchId }: InviteFilter, nowMs: number) => [
  nowMs,
  q ? `%${escapeLike(q)}%` : null,
  state ?? null,
  createdBy || null,
  batchId ?? null,
]

/** A page of codes, and how many fit the filter. */
export async function findInvites(
  pool: Pool,
  page: InvitePage,
  nowMs: number,
): Promise<{ invites: InviteRecord[]; total: number }> {
  const values = filterValues(page, nowMs)
  const direction = page.ascending ? 'asc nulls first' : 'desc nulls last'
  const { rows } = await pool.query<InviteRow>(
    `select ${COLUMNS} from invite_codes where ${FILTER}
     order by ${ORDER[page.sort]} ${direction}, code offset $6 limit $7`,
    [...values, (page.page - 1) * page.perPage, page.perPage],
  )
  const counted = await pool.query<{ total: number }>(
    `select count(*) as total from invite_codes where ${FILTER}`,
    values,
  )
  return { invites: rows.map(toInvite), total: counted.rows[0]?.total ?? 0 }
}

export async function findInviteRecord(via: Queryable, code: string, nowMs: number): Promise<InviteRecord | undefined> {
  const { rows } = await via.query<InviteRow>(`select ${COLUMNS} from invite_codes where code = $2`, [nowMs, code])
  return rows[0] && toInvite(rows[0])
}

const CHUNK = 1_000

/** Every code that fits the filter, in order of the code, read in chunks so that the memory stays small. */
export async function* eachInvite(pool: Pool, filter: InviteFilter, nowMs: number): AsyncIterable<InviteRecord> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<InviteRow>(
      `select ${COLUMNS} from invite_codes where ${FILTER} and code > $6 order by code limit $7`,
      [...filterValues(filter, nowMs), after, CHUNK],
    )
    yield* rows.map(toInvite)
    const last = rows.at(-1)
    if (last === undefined || rows.length < CHUNK) return
    after = last.code
  }
}

/** Who came in by a code, and how many. */
export async function findUses(
  pool: Pool,
  code: string,
  page: { readonly page: number; readonly perPage: number; readonly ascending: boolean },
): Promise<{ uses: InviteUse[]; total: number }> {
  const { rows } = await pool.query<{ id: number; nickname: string; used_at: Date }>(
    `select u.id, u.nickname, i.used_at from invite_uses i join users u on u.id = i.user_id where i.code = $1
     order by i.used_at ${page.ascending ? 'asc' : 'desc'}, u.id offset $2 limit $3`,
    [code, (page.page - 1) * page.perPage, page.perPage],
  )
  const counted = await pool.query<{ total: number }>('select count(*) as total from invite_uses where code = $1', [
    code,
  ])
  const uses = rows.map(({ id, nickname, used_at }) => ({ id, nickname, usedAt: used_at.toISOString() }))
  return { uses, total: counted.rows[0]?.total ?? 0 }
}

/** Claims a batch's id and makes its codes in one statement; false when the id is taken: nothing was made. */
export async function insertBatch(tx: Queryable, batch: NewBatch): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with claimed as (
       insert into invite_batches (id, request_hash, created_by, created_at) values ($1, $2, $3, ${at('$4')})
       on conflict (id) do nothing returning id
     )
     insert into invite_codes (code, max_uses, expires_at, created_at, created_by, note, batch_id)
     select code, $6, $7::timestamptz, ${at('$4')}, $3, $8, claimed.id from claimed, unnest($5::text[]) as code`,
    [
      batch.id,
      batch.requestHash,
      batch.createdBy,
      batch.nowMs,
      batch.codes,
      batch.maxUses,
      batch.expiresAt,
      batch.note,
    ],
  )
  return rowCount === batch.codes.length
}

/** What a batch was asked for by, and its codes. */
export async function findBatch(
  tx: Queryable,
  id: string,
): Promise<{ requestHash: Buffer; codes: string[] } | undefined> {
  const { rows } = await tx.query<{ request_hash: Buffer; codes: string[] | null }>(
    `select request_hash, (select array_agg(code order by code) from invite_codes where batch_id = b.id) as codes
     from invite_batches b where id = $1`,
    [id],
  )
  return rows[0] && { requestHash: rows[0].request_hash, codes: rows[0].codes ?? [] }
}

/** Withdraws a code; false when it was before. */
export async function disableInvite(tx: Queryable, code: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update invite_codes set disabled_at = ${at('$2')} where code = $1 and disabled_at is null`,
    [code, nowMs],
  )
  return rowCount === 1
}
