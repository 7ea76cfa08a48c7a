import type { AdminSignIn, Reason } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import { type Pool, prepared, type Queryable } from '../platform/postgres/pool.ts'
import type { Device, SessionOwner } from './sessions.store.ts'

/** Whose attempt it was: an account, or a name that may be nobody's and is then not kept. */
export type SignInSubject = SessionOwner | { readonly kind: 'player' | 'admin'; readonly siteId: string }

export interface SignIn {
  readonly subject: SignInSubject
  readonly method: 'password' | 'second_factor' | 'signup' | 'provider'
  readonly outcome: 'success' | 'challenged' | 'failure'
  readonly reason: Reason | null
  readonly device: Device
  readonly nowMs: number
}

export async function insertSignIn(via: Queryable, signIn: SignIn): Promise<void> {
  const { subject, method, outcome, reason, device, nowMs } = signIn
  const name = 'siteId' in subject ? subject : undefined
  const kind = name?.kind ?? ('userId' in subject ? 'player' : 'admin')
  await via.query(
    prepared(
      'sign-in',
      `insert into sign_ins (kind, user_id, admin_id, method, outcome, reason, user_agent, address, occurred_at)
     values ($1::text,
       coalesce($2::bigint, (select id from users where $1 = 'player' and deleted_at is null
         and (lower(site_id) = lower($4::text) or lower(email) = lower($4::text)))),
       coalesce($3::bigint, (select id from admin_users where $1 = 'admin' and lower(site_id) = lower($4::text))),
       $5, $6, $7, $8, $9, ${at('$10')})`,
      [
        kind,
        'userId' in subject ? subject.userId : null,
        'adminId' in subject ? subject.adminId : null,
        name?.siteId ?? null,
        method,
        outcome,
        reason,
        device.userAgent,
        device.address,
        nowMs,
      ],
    ),
  )
}

export interface SignInRow {
  id: number
  kind: AdminSignIn['kind']
  user_id: number | null
  admin_id: number | null
  site_id: string | null
  method: AdminSignIn['method']
  outcome: AdminSignIn['outcome']
  reason: Reason | null
  user_agent: string
  address: string
  occurred_at: Date
}

export interface SignInFilter {
  readonly owner?: SessionOwner | undefined
  readonly kind?: 'player' | 'admin' | undefined
  readonly accountId?: number | undefined
  readonly outcome?: string | undefined
  readonly reason?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
}

const CONDITION = `($1::bigint is null or s.user_id = $1) and ($2::bigint is null or s.admin_id = $2)
  and ($3::text is null or s.kind = $3) and ($4::bigint is null or coalesce(s.user_id, s.admin_id) = $4)
  and ($5::text is null or s.outcome = $5) and ($6::text is null or s.reason = $6)
  and ($7::timestamptz is null or s.occurred_at >= $7) and ($8::timestamptz is null or s.occurred_at < $8)`

/** A page of attempts that fit, and how many do. */
export async function findSignIns(pool: Pool, filter: SignInFilter): Promise<{ rows: SignInRow[]; total: number }> {
  const { owner, kind, accountId, outcome, reason, from, to, page, perPage, ascending } = filter
  const values = [
    owner && 'userId' in owner ? owner.userId : null,
    owner && 'adminId' in owner ? owner.adminId : null,
    ...[kind, accountId, outcome, reason, from, to].map((value) => value ?? null),
  ]
  const direction = ascending ? 'asc' : 'desc'
  const { rows } = await pool.query<SignInRow>(
    `select s.id, s.kind, s.user_id, s.admin_id, coalesce(u.site_id, a.site_id) as site_id, s.method, s.outcome, s.reason,
       s.user_agent, s.address, s.occurred_at
     from sign_ins s left join users u on u.id = s.user_id left join admin_users a on a.id = s.admin_id
     where ${CONDITION} order by s.id ${direction} limit $9 offset $10`,
    [...values, perPage, (page - 1) * perPage],
  )
  const counted = await pool.query<{ total: number }>(
    `select count(*) as total from sign_ins s where ${CONDITION}`,
    values,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Successes and failures of each of the last hours, those without any too. */
export async function countSignInsByHour(
  pool: Pool,
  hours: number,
  nowMs: number,
): Promise<{ hour: Date; successes: number; failures: number }[]> {
  const { rows } = await pool.query<{ hour: Date; successes: number; failures: number }>(
    `select h.hour, count(s.id) filter (where s.outcome = 'success') as successes,
       count(s.id) filter (where s.outcome = 'failure') as failures
     from generate_series(date_trunc('hour', ${at('$1')}, 'UTC') - make_interval(hours => $2::integer - 1),
       date_trunc('hour', ${at('$1')}, 'UTC'), interval '1 hour') as h(hour)
     left join sign_ins s on s.occurred_at >= h.hour and s.occurred_at < h.hour + interval '1 hour'
     group by h.hour order by h.hour`,
    [nowMs, hours],
  )
  return rows
}
