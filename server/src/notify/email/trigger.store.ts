import type { EmailTriggerBody } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

type Target = EmailTriggerBody['to']

/** Players who fit, in order; `$1` ids or null, `$2` a rank or null, `$3` from which id on, `$4` how many. */
const FITTING = `from users u where u.deleted_at is null and u.deletion_requested_at is null
  and ($1::bigint[] is null or u.id = any($1)) and ($2::text is null or u.rank = $2)`
/** Of them, those whom a letter of the category `$3` reaches today. */
const REACHED = `u.email is not null
  and not exists (select from email_suppressions s where s.suppressed_at is not null
    and s.address_hash = sha256(convert_to('email:' || lower(u.email), 'UTF8')))
  and not exists (select from email_optouts o where o.user_id = u.id and o.category = $3)`

const termsOf = (to: Target) => ['userIds' in to ? to.userIds : null, 'rank' in to ? to.rank : null]

/** How many players fit, and how many of them a letter would reach. */
export async function countTargets(via: Queryable, to: Target, category: string) {
  const { rows } = await via.query<{ targeted: number; reached: number }>(
    `select count(*) as targeted, count(*) filter (where ${REACHED}) as reached ${FITTING}`,
    [...termsOf(to), category],
  )
  return rows[0] ?? { targeted: 0, reached: 0 }
}

/** The next of them that a letter reaches, in the order of their ids. */
export async function findReached(
  via: Queryable,
  to: Target,
  { category, afterId, limit }: { readonly category: string; readonly afterId: number; readonly limit: number },
): Promise<number[]> {
  const { rows } = await via.query<{ id: number }>(
    `select u.id ${FITTING} and ${REACHED} and u.id > $4 order by u.id limit $5`,
    [...termsOf(to), category, afterId, limit],
  )
  return rows.map(({ id }) => id)
}

export interface KeptTrigger {
  readonly requestHash: Buffer
  readonly targeted: number
  readonly sent: number
}

/** What was asked under this key before; nobody else asks under it until the transaction ends. */
export async function lockTrigger(tx: Queryable, key: string): Promise<KeptTrigger | undefined> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`email-trigger:${key}`])
  const { rows } = await tx.query<KeptTrigger & Record<string, unknown>>(
    'select request_hash as "requestHash", targeted, sent from email_triggers where key = $1',
    [key],
  )
  return rows[0]
}

export async function insertTrigger(
  tx: Queryable,
  trigger: KeptTrigger & {
    readonly key: string
    readonly adminId: number
    readonly template: string
    readonly nowMs: number
  },
): Promise<void> {
  const { key, adminId, requestHash, template, targeted, sent, nowMs } = trigger
  await tx.query(
    `insert into email_triggers (key, admin_id, request_hash, template, targeted, sent, triggered_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [key, adminId, requestHash, template, targeted, sent, new Date(nowMs)],
  )
}
