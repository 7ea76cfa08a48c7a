import type { AdminInvitation, FriendTerms, FriendTermsVersion, InvitationState } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Inviting, Promised } from './promise.rule.ts'
import { PLAYED } from './settle.store.ts'

/** Promises are counted and made by one sign-up at a time. */
export async function lockPromises(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('friend-invitations', 0))`)
}

interface TermsRow {
  version: number
  body: FriendTerms
}

export async function findTerms(via: Queryable): Promise<{ version: number; terms: FriendTerms }> {
  const { rows } = await via.query<TermsRow & Record<string, unknown>>(
    'select version, body from friend_terms order by version desc limit 1',
  )
  if (rows[0] === undefined) throw new TypeError('there are no terms of invitations')
  return { version: rows[0].version, terms: rows[0].body }
}

export async function findTermsVersions(via: Queryable): Promise<FriendTermsVersion[]> {
  const { rows } = await via.query<TermsRow & { reason: string; by: string | null; created_at: Date }>(
    `select t.version, t.body, t.reason, a.site_id as by, t.created_at from friend_terms t
     left join admin_users a on a.id = t.created_by order by t.version desc limit 50`,
  )
  return rows.map((row) => ({
    ...{ id: row.version, terms: row.body, reason: row.reason, createdBy: row.by },
    createdAt: row.created_at.toISOString(),
  }))
}

/** False: this version was written meanwhile. */
export async function insertTerms(
  tx: Queryable,
  it: { version: number; terms: FriendTerms; reason: string; adminId: number | null; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into friend_terms (version, body, reason, created_by, created_at) values ($1, $2, $3, $4, ${at('$5')})
     on conflict do nothing`,
    [it.version, JSON.stringify(it.terms), it.reason, it.adminId, it.nowMs],
  )
  return rowCount === 1
}

/** Whose code somebody has just signed up by; undefined: it is no friend's. */
export async function findInviter(tx: Queryable, userId: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ user_id: number }>(
    'select f.user_id from invite_uses u join friend_codes f on f.code = u.code where u.user_id = $1',
    [userId],
  )
  return rows[0]?.user_id
}

/** What decides what is promised: counts of promises that stand. */
export async function findInviting(tx: Queryable, inviterId: number, nowMs: number): Promise<Inviting> {
  const { rows } = await tx.query<Inviting & Record<string, unknown>>(
    `with standing as (
       select inviter_id, invited_at, inviter_coins from friend_invitations
       where status in ('WAITING', 'REVIEW', 'EARNED', 'TAKEN_BACK')
     )
     select floor(extract(epoch from ${at('$2')} - u.created_at) / 86400)::integer as "inviterAgeDays",
       not is_absent_player(u.id, ${at('$2')}) as "inviterOpen",
       (select count(*) from friend_invitations where inviter_id = u.id and inviter_coins > 0
          and (invited_at at time zone 'UTC')::date = (${at('$2')} at time zone 'UTC')::date) as today,
       (select count(*) from standing where inviter_id = u.id and inviter_coins > 0) as "inAll",
       (select count(*) from standing) as global
     from users u where u.id = $1`,
    [inviterId, nowMs],
  )
  return rows[0] ?? { inviterAgeDays: 0, inviterOpen: false, today: 0, inAll: 0, global: 0 }
}

export interface NewInvitation {
  readonly userId: number
  readonly inviterId: number
  readonly version: number
  readonly terms: FriendTerms
  readonly promised: Promised
  readonly nowMs: number
}

export async function insertInvitation(tx: Queryable, it: NewInvitation): Promise<void> {
  const { inviterCoins, friendCoins } = it.promised
  const status: InvitationState = inviterCoins + friendCoins > 0 ? 'WAITING' : 'UNPAID'
  await tx.query(
    `insert into friend_invitations (user_id, inviter_id, invited_at, terms_version, inviter_coins, friend_coins,
       proven_email, active_days, until, status)
     values ($1, $2, ${at('$3')}, $4, $5, $6, $7, $8, ${at('$3')} + make_interval(days => $9), $10)`,
    [
      it.userId,
      it.inviterId,
      it.nowMs,
      it.version,
      inviterCoins,
      friendCoins,
      it.terms.provenEmail,
      it.terms.activeDays,
      it.terms.withinDays,
      status,
    ],
  )
}

/** A player's own code; undefined before he asked for it. */
export async function findCode(via: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await via.query<{ code: string }>('select code from friend_codes where user_id = $1', [userId])
  return rows[0]?.code
}

/** Makes a player's code, unless another request has; gives the one that holds. */
export async function insertCode(tx: Queryable, userId: number, code: string, nowMs: number): Promise<string> {
  await tx.query('select from users where id = $1 for no key update', [userId])
  const known = await findCode(tx, userId)
  if (known !== undefined) return known
  await tx.query(
    `insert into invite_codes (code, max_uses, created_at, note) values ($1, null, ${at('$2')}, 'friend')`,
    [code, nowMs],
  )
  await tx.query(`insert into friend_codes (user_id, code, created_at) values ($1, $2, ${at('$3')})`, [
    userId,
    code,
    nowMs,
  ])
  return code
}

interface InvitationRow {
  id: number
  nickname: string | null
  invited_at: Date
  until: Date
  state: InvitationState
  coins: number
  paid: boolean
}

const toInvitation = ({ invited_at, until, ...row }: InvitationRow) => ({
  ...row,
  invitedAt: invited_at.toISOString(),
  until: until.toISOString(),
})

/** The newest of a player's invitations, and how many there are. */
export async function findInvited(via: Queryable, userId: number, nowMs: number) {
  const { rows } = await via.query<InvitationRow & { total: number }>(
    `select i.user_id as id, case when not is_absent_player(u.id, ${at('$2')}) then u.nickname end as nickname,
       i.invited_at, i.until, i.status as state, i.inviter_coins as coins,
       exists (select from friend_rewards r where r.invitation = i.user_id and r.side = 'inviter') as paid,
       count(*) over () as total
     from friend_invitations i join users u on u.id = i.user_id where i.inviter_id = $1
     order by i.invited_at desc, i.user_id limit 50`,
    [userId, nowMs],
  )
  const invited = rows.map(({ total: _, ...row }) => toInvitation(row))
  return { total: rows[0]?.total ?? 0, invited }
}

/** How a player was invited himself, and how far he is. */
export async function findOwn(via: Queryable, userId: number, nowMs: number) {
  const { rows } = await via.query<
    InvitationRow & { provenEmail: boolean; emailProven: boolean; activeDays: number; playedDays: number }
  >(
    `select i.user_id as id, case when not is_absent_player(u.id, ${at('$2')}) then u.nickname end as nickname,
       i.invited_at, i.until, i.status as state, i.friend_coins as coins,
       exists (select from friend_rewards r where r.invitation = i.user_id and r.side = 'friend') as paid,
       i.proven_email as "provenEmail", me.email is not null as "emailProven", i.active_days as "activeDays",
       ${PLAYED} as "playedDays"
     from friend_invitations i join users u on u.id = i.inviter_id join users me on me.id = i.user_id
     where i.friend_id = $1`,
    [userId, nowMs],
  )
  const [row] = rows
  if (row === undefined) return null
  const { provenEmail, emailProven, activeDays, playedDays, ...rest } = row
  return { ...toInvitation(rest), provenEmail, emailProven, activeDays, playedDays: Math.min(playedDays, activeDays) }
}

const ADMIN = `select i.user_id as id, f.nickname as friend, i.inviter_id as "inviterId", b.nickname as inviter, i.invited_at,
  i.status as state, i.signals, i.inviter_coins as "inviterCoins", i.friend_coins as "friendCoins",
  exists (select from friend_rewards r where r.invitation = i.user_id and r.side = 'inviter') as "inviterPaid",
  exists (select from friend_rewards r where r.invitation = i.user_id and r.side = 'friend') as "friendPaid"
  from friend_invitations i join users f on f.id = i.user_id join users b on b.id = i.inviter_id`

type AdminRow = Omit<AdminInvitation, 'invitedAt'> & { invited_at: Date } & Record<string, unknown>
const toAdmin = ({ invited_at, ...row }: AdminRow): AdminInvitation => ({
  ...(row as Omit<AdminInvitation, 'invitedAt'>),
  invitedAt: invited_at.toISOString(),
})

export async function findInvitations(
  via: Queryable,
  {
    state,
    page,
    perPage,
    ascending,
  }: { state?: InvitationState | undefined; page: number; perPage: number; ascending: boolean },
) {
  const fits = '($1::text is null or i.status = $1)'
  const { rows } = await via.query<AdminRow>(
    `${ADMIN} where ${fits} order by i.invited_at ${ascending ? 'asc' : 'desc'}, i.user_id offset $2 limit $3`,
    [state ?? null, (page - 1) * perPage, perPage],
  )
  const counted = await via.query<{ total: number }>(
    `select count(*) as total from friend_invitations i where ${fits}`,
    [state ?? null],
  )
  return { invitations: rows.map(toAdmin), total: counted.rows[0]?.total ?? 0 }
}

/** One invitation, kept from changing until the transaction ends. */
export async function lockInvitation(tx: Queryable, id: number): Promise<AdminInvitation | undefined> {
  const { rows } = await tx.query<AdminRow>(`${ADMIN} where i.user_id = $1 for update of i`, [id])
  return rows[0] && toAdmin(rows[0])
}

export async function moveInvitation(tx: Queryable, id: number, state: InvitationState, nowMs: number): Promise<void> {
  await tx.query(`update friend_invitations set status = $2, settled_at = ${at('$3')} where user_id = $1`, [
    id,
    state,
    nowMs,
  ])
}

/** A code lets in nobody any more, and what waits on the account comes to nothing. */
export async function endInviting(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await tx.query(
    `update invite_codes set disabled_at = ${at('$2')}
     where disabled_at is null and code = (select code from friend_codes where user_id = $1)`,
    [userId, nowMs],
  )
  await tx.query('delete from friend_codes where user_id = $1', [userId])
  await tx.query(
    `update friend_invitations set status = 'MISSED', settled_at = ${at('$2')} where user_id = $1 and status in ('WAITING', 'REVIEW')`,
    [userId, nowMs],
  )
}
