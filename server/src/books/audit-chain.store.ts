import type { Queryable } from '../platform/postgres/pool.ts'

export interface ChainProof {
  /** Links proved, from the first one on. */
  readonly links: number
  /** The last link, as hex; null for an empty log. */
  readonly head: string | null
  readonly bad: { readonly logId: number; readonly why: string } | null
}

/**
 * Every link computed again from the rows as they are now: a row that was changed, taken away, put in between or left
 * without a link is the first that does not fit. Only who also rewrites all links after it escapes; against him stands a
 * head that was written down elsewhere.
 */
const PROVE_SQL = `
with chain as (
  select c.position, c.log_id, c.hash, lag(c.hash) over (order by c.position) as before,
    row_number() over (order by c.position) as place
  from admin_audit_chain c
)
select coalesce(c.log_id, l.id) as log_id, case
  when c.log_id is null then 'it has no link'
  when l.id is null then 'its entry is gone'
  when c.position <> c.place then 'a link before it is gone'
  else 'it is not what its link was made of' end as why
from chain c full join admin_audit_logs l on l.id = c.log_id
where c.log_id is null or l.id is null or c.position <> c.place or c.hash <> admin_audit_link(c.before, l)
order by c.position nulls last, l.id limit 1`

/** Proves the audit log. */
export async function proveAuditChain(via: Queryable): Promise<ChainProof> {
  const { rows } = await via.query<{ log_id: number; why: string }>(PROVE_SQL)
  const { rows: heads } = await via.query<{ position: number; hash: string }>(
    `select position, encode(hash, 'hex') as hash from admin_audit_chain order by position desc limit 1`,
  )
  const [bad] = rows
  return {
    links: heads[0]?.position ?? 0,
    head: heads[0]?.hash ?? null,
    bad: bad === undefined ? null : { logId: bad.log_id, why: bad.why },
  }
}
