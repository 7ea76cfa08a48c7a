import type { AdminRole } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import { type Pool, prepared, type Queryable } from '../platform/postgres/pool.ts'

export type RevokeReason =
  | 'LOGOUT'
  | 'LOGOUT_ALL'
  | 'LOGOUT_OTHERS'
  | 'ENDED'
  | 'TOO_MANY'
  | 'REFRESH_REUSED'
  | 'FORCED'
export type SessionOwner = { readonly userId: number } | { readonly adminId: number }

export interface Device {
  readonly address: string
  readonly userAgent: string
}

export interface NewSession {
  readonly id: string
  readonly owner: SessionOwner
  readonly device: Device
  readonly refreshHash: Buffer
  readonly nowMs: number
  readonly expiresMs: number
  readonly enrolOnly: boolean
}

/** All sessions of an account besides this one. */
export interface OtherSessions {
  readonly owner: SessionOwner
  readonly except: string
}
/** One session, whoever has it; one of this owner's; all of an account; or all besides one. */
export type SessionChoice = { readonly id: string; readonly owner?: SessionOwner } | SessionOwner | OtherSessions

export interface RefreshRow {
  session_id: string
  user_id: number | null
  admin_id: number | null
  site_id: string | null
  role: AdminRole | null
  enrol_only: boolean
  /** When it was traded; null: not yet. */
  used_ms: number | null
  successor_salt: Buffer | null
  successor_hash: Buffer | null
  revoked: boolean
  expires_ms: number
}

const tableOf = (owner: SessionOwner) => ('userId' in owner ? 'users' : 'admin_users')

/**
 * Opens a session with its first refresh token, and ends the least recently used ones beyond `keep`; gives the ids of those
 * that it ended. The caller holds the account's row, so that no log-in leaves another's session out of the count.
 */
export async function openSession(tx: Queryable, session: NewSession, keep: number): Promise<string[]> {
  const owner = 'userId' in session.owner ? [session.owner.userId, null] : [null, session.owner.adminId]
  const { text, values } = conditionOf(session.owner, 11)
  // Who opens a session has just proved who he is. Its row is not among those that the same statement counts.
  const { rows } = await tx.query<{ id: string }>(
    prepared(
      `open-session-of-${tableOf(session.owner)}`,
      `with opened as (
         insert into sessions (id, user_id, admin_id, created_at, last_used_at, proven_at, expires_at, user_agent,
           address, enrol_only)
         values ($1, $2, $3, ${at('$4')}, ${at('$4')}, ${at('$4')}, ${at('$5')}, $6, $7, $8)
         returning id),
       token as (
         insert into refresh_tokens (token_hash, session_id, issued_at) select $9, id, ${at('$4')} from opened)
       update sessions set revoked_at = ${at('$4')}, revoke_reason = 'TOO_MANY' where id in (
         select id from sessions where ${text} and revoked_at is null and expires_at > ${at('$4')}
         order by last_used_at desc, created_at desc, id offset $10::integer - 1)
       returning id`,
      [
        session.id,
        ...owner,
        session.nowMs,
        session.expiresMs,
        session.device.userAgent,
        session.device.address,
        session.enrolOnly,
        session.refreshHash,
        keep,
        ...values,
      ],
    ),
  )
  return rows.map((row) => row.id)
}

async function insertRefreshToken(tx: Queryable, sessionId: string, hash: Buffer, nowMs: number): Promise<void> {
  await tx.query(`insert into refresh_tokens (token_hash, session_id, issued_at) values ($1, $2, ${at('$3')})`, [
    hash,
    sessionId,
    nowMs,
  ])
}

/** The token's session, locked: two uses of one token come one after the other. */
export async function lockRefreshToken(tx: Queryable, hash: Buffer): Promise<RefreshRow | undefined> {
  const { rows } = await tx.query<RefreshRow>(
    `select s.id as session_id, s.user_id, s.admin_id, a.site_id, a.role, s.enrol_only, t.successor_salt, t.successor_hash,
       (extract(epoch from t.used_at) * 1000)::bigint as used_ms, s.revoked_at is not null as revoked, (extract(epoch from s.expires_at) * 1000)::bigint as expires_ms
     from refresh_tokens t join sessions s on s.id = t.session_id left join admin_users a on a.id = s.admin_id
     where t.token_hash = $1 for update of s, t`,
    [hash],
  )
  return rows[0]
}

export interface Trade {
  readonly hash: Buffer
  readonly sessionId: string
  readonly salt: Buffer
  readonly successorHash: Buffer
}

/** Marks a refresh token as traded for its successor, which is good from now on. */
export async function tradeRefreshToken(tx: Queryable, trade: Trade, nowMs: number): Promise<void> {
  const { hash, sessionId, salt, successorHash } = trade
  await tx.query(
    `update refresh_tokens set used_at = ${at('$2')}, successor_salt = $3, successor_hash = $4
     where token_hash = $1`,
    [hash, nowMs, salt, successorHash],
  )
  await insertRefreshToken(tx, sessionId, successorHash, nowMs)
  await tx.query(`update sessions set last_used_at = ${at('$2')} where id = $1`, [sessionId, nowMs])
}

/** Whether a refresh token was traded; of a session that the caller has locked. */
export async function isTraded(tx: Queryable, hash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('select from refresh_tokens where token_hash = $1 and used_at is not null', [
    hash,
  ])
  return rowCount !== 0
}

/** The SQL that picks the sessions meant; its parameters are numbered from `first`. */
function conditionOf(which: SessionChoice, first: number): { text: string; values: unknown[] } {
  if ('userId' in which) return { text: `user_id = $${first}`, values: [which.userId] }
  if ('adminId' in which) return { text: `admin_id = $${first}`, values: [which.adminId] }
  const one =
    'except' in which ? { text: `id <> $${first}`, id: which.except } : { text: `id = $${first}`, id: which.id }
  if (which.owner === undefined) return { text: one.text, values: [one.id] }
  const owner = conditionOf(which.owner, first + 1)
  return { text: `${one.text} and ${owner.text}`, values: [one.id, ...owner.values] }
}

/** Ends the sessions that are still open among those meant; gives the ids of those that it ended. */
export async function revokeSessions(
  tx: Queryable,
  which: SessionChoice,
  reason: RevokeReason,
  nowMs: number,
): Promise<string[]> {
  const { text, values } = conditionOf(which, 3)
  const { rows } = await tx.query<{ id: string }>(
    `update sessions set revoked_at = ${at('$1')}, revoke_reason = $2
     where revoked_at is null and ${text} returning id`,
    [nowMs, reason, ...values],
  )
  return rows.map((row) => row.id)
}

/** The same for all sessions of these players; each with whose it was. Locked in one order, whoever else ends some of them. */
export async function revokeSessionsOf(
  tx: Queryable,
  userIds: readonly number[],
  reason: RevokeReason,
  nowMs: number,
): Promise<{ id: string; user_id: number }[]> {
  const { rows } = await tx.query<{ id: string; user_id: number }>(
    `update sessions set revoked_at = ${at('$1')}, revoke_reason = $2
     where id in (
       select id from sessions where user_id = any($3::bigint[]) and revoked_at is null order by id for update)
     returning id, user_id`,
    [nowMs, reason, userIds],
  )
  return rows
}

/** A notification holds less than 8,000 bytes. */
const IDS_PER_MESSAGE = 100

/** Ids of sessions that ended, as many at a time as one message to all processes holds. */
export function* inMessages(ids: readonly string[]): Iterable<string[]> {
  for (let from = 0; from < ids.length; from += IDS_PER_MESSAGE) yield ids.slice(from, from + IDS_PER_MESSAGE)
}

/** The account all of whose sessions are meant, one of them perhaps not; undefined where a single one is. */
export function accountOf(which: SessionChoice): SessionOwner | undefined {
  if ('userId' in which || 'adminId' in which) return which
  return 'except' in which ? which.owner : undefined
}

/** Keeps a session that is still open for the transaction; false: it has ended. */
export async function keepOpen(tx: Queryable, sessionId: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from sessions where id = $1 and revoked_at is null for share', [
    sessionId,
  ])
  return rowCount === 1
}

/** Sessions that ended since an instant: those whose access tokens may still look good. */
export async function revokedSince(pool: Pool, sinceMs: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from sessions where revoked_at >= ${at('$1')}`, [
    sinceMs,
  ])
  return rows.map((row) => row.id)
}

export async function isSessionOpen(pool: Pool, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from sessions where id = $1 and revoked_at is null', [sessionId])
  return rowCount === 1
}

export interface SessionRow {
  id: string
  user_agent: string | null
  address: string | null
  created_at: Date
  last_used_at: Date
}

/** The open sessions of an account, the last used first. */
export async function findSessions(pool: Pool, owner: SessionOwner, nowMs: number): Promise<SessionRow[]> {
  const { text, values } = conditionOf(owner, 2)
  const { rows } = await pool.query<SessionRow>(
    `select id, user_agent, address, created_at, last_used_at from sessions
     where ${text} and revoked_at is null and expires_at > ${at('$1')}
     order by last_used_at desc, created_at desc, id`,
    [nowMs, ...values],
  )
  return rows
}

/** When whoever has the session last proved who he is, ms since the epoch. */
export async function provenAt(via: Queryable, sessionId: string): Promise<number | undefined> {
  const { rows } = await via.query<{ proven_ms: number | null }>(
    'select (extract(epoch from proven_at) * 1000)::bigint as proven_ms from sessions where id = $1 and revoked_at is null',
    [sessionId],
  )
  return rows[0]?.proven_ms ?? undefined
}

export async function markProven(via: Queryable, sessionId: string, nowMs: number): Promise<void> {
  await via.query(`update sessions set proven_at = ${at('$2')} where id = $1`, [sessionId, nowMs])
}

/** Lifts the restriction of a session to enrolling; holds from its next access token on. */
export async function liftEnrolment(tx: Queryable, sessionId: string): Promise<void> {
  await tx.query('update sessions set enrol_only = false where id = $1', [sessionId])
}
