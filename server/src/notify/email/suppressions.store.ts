import type { EmailSuppression } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { addressHash } from './email.store.ts'

const VIEW = `select s.id, s.user_id as "userId", u.site_id as "siteId", s.suppressed_at is not null as suppressed,
    s.reason, a.site_id as by, s.refusals, s.last_refusal as "lastRefusal", s.changed_at
  from email_suppressions s left join users u on u.id = s.user_id left join admin_users a on a.id = s.suppressed_by`

interface SuppressionRow extends Omit<EmailSuppression, 'changedAt'> {
  changed_at: Date
}

const toSuppression = ({ changed_at, ...row }: SuppressionRow): EmailSuppression => ({
  ...row,
  changedAt: changed_at.toISOString(),
})

export interface SuppressionPage {
  readonly suppressed?: boolean | undefined
  readonly userId?: number | undefined
  readonly sort: 'id' | 'changedAt'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of addresses by their hash, and how many fit the filter. */
export async function findSuppressions(
  via: Queryable,
  { suppressed, userId, sort, ascending, page, perPage }: SuppressionPage,
): Promise<{ suppressions: EmailSuppression[]; total: number }> {
  const fits = `where ($1::boolean is null or (s.suppressed_at is not null) = $1) and ($2::bigint is null or s.user_id = $2)`
  const values = [suppressed ?? null, userId ?? null]
  const counted = await via.query<{ total: number }>(
    `select count(*) as total from email_suppressions s ${fits}`,
    values,
  )
  const { rows } = await via.query<SuppressionRow & Record<string, unknown>>(
    `${VIEW} ${fits} order by ${sort === 'id' ? 's.id' : 's.changed_at'} ${ascending ? 'asc' : 'desc'}, s.id
     limit $3 offset $4`,
    [...values, perPage, (page - 1) * perPage],
  )
  return { suppressions: rows.map(toSuppression), total: counted.rows[0]?.total ?? 0 }
}

export async function findSuppression(via: Queryable, id: number): Promise<EmailSuppression | undefined> {
  const { rows } = await via.query<SuppressionRow & Record<string, unknown>>(`${VIEW} where s.id = $1`, [id])
  return rows.map(toSuppression)[0]
}

/** Suppresses an address, whoever has it; gives its number. Undefined: it is already. */
export async function suppress(
  tx: Queryable,
  order: { readonly address: string; readonly reason: string; readonly adminId: number | null; readonly nowMs: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into email_suppressions as s (address_hash, user_id, suppressed_at, reason, suppressed_by, changed_at)
     values ($1, (select id from users where lower(email) = lower($2) and deleted_at is null), ${at('$5')}, $3, $4, ${at('$5')})
     on conflict (address_hash) do update set user_id = coalesce(excluded.user_id, s.user_id),
       suppressed_at = excluded.suppressed_at, reason = excluded.reason, suppressed_by = excluded.suppressed_by,
       changed_at = excluded.changed_at
     where s.suppressed_at is null returning id`,
    [addressHash(order.address), order.address.trim(), order.reason, order.adminId, order.nowMs],
  )
  return rows[0]?.id
}

/** Lets letters reach an address again; false: none is kept from it. */
export async function unsuppress(tx: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await tx.query('delete from email_suppressions where id = $1 and suppressed_at is not null', [
    id,
  ])
  return rowCount === 1
}
