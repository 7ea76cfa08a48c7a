import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { ProviderIdentity } from './provider.ts'

export interface BegunLogin {
  readonly stateHash: Buffer
  readonly browserHash: Buffer
  readonly nonce: string
  readonly codeVerifier: string
  readonly expiresMs: number
}

export async function insertLogin(via: Queryable, login: BegunLogin): Promise<void> {
  await via.query(
    `insert into oidc_logins (state_hash, browser_hash, nonce, code_verifier, expires_at)
     values ($1, $2, $3, $4, ${at('$5')})`,
    [login.stateHash, login.browserHash, login.nonce, login.codeVerifier, login.expiresMs],
  )
}

/** Takes a log-in that was begun by this browser; nobody takes it twice. */
export async function takeLogin(
  via: Queryable,
  stateHash: Buffer,
  browserHash: Buffer,
  nowMs: number,
): Promise<{ nonce: string; code_verifier: string } | undefined> {
  const { rows } = await via.query<{ nonce: string; code_verifier: string }>(
    `delete from oidc_logins where state_hash = $1 and browser_hash = $2 and expires_at > ${at('$3')}
     returning nonce, code_verifier`,
    [stateHash, browserHash, nowMs],
  )
  return rows[0]
}

export async function insertTicket(
  via: Queryable,
  ticketHash: Buffer,
  browserHash: Buffer,
  { issuer, subject }: ProviderIdentity,
  expiresMs: number,
): Promise<void> {
  await via.query(
    `insert into oidc_tickets (ticket_hash, browser_hash, issuer, subject, expires_at)
     values ($1, $2, $3, $4, ${at('$5')})`,
    [ticketHash, browserHash, issuer, subject, expiresMs],
  )
}

/** Whom a ticket of this browser vouches for; kept for the transaction, so that two uses come one after the other. */
export async function lockTicket(
  tx: Queryable,
  ticketHash: Buffer,
  browserHash: Buffer,
  nowMs: number,
): Promise<ProviderIdentity | undefined> {
  const { rows } = await tx.query<{ issuer: string; subject: string }>(
    `select issuer, subject from oidc_tickets
     where ticket_hash = $1 and browser_hash = $2 and expires_at > ${at('$3')} for update`,
    [ticketHash, browserHash, nowMs],
  )
  return rows[0]
}

export async function deleteTicket(tx: Queryable, ticketHash: Buffer): Promise<void> {
  await tx.query('delete from oidc_tickets where ticket_hash = $1', [ticketHash])
}

export async function findLinkedUser(via: Queryable, { issuer, subject }: ProviderIdentity) {
  const { rows } = await via.query<{ user_id: number }>(
    'select user_id from user_identities where issuer = $1 and subject = $2',
    [issuer, subject],
  )
  return rows[0]?.user_id
}

/** Links an identity; false where it, or the account's place for this provider, is taken. */
export async function insertIdentity(
  tx: Queryable,
  { issuer, subject }: ProviderIdentity,
  userId: number,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into user_identities (issuer, subject, user_id, linked_at) values ($1, $2, $3, ${at('$4')})
     on conflict do nothing`,
    [issuer, subject, userId, nowMs],
  )
  return rowCount === 1
}

export async function markWithoutPassword(tx: Queryable, userId: number): Promise<void> {
  await tx.query('update users set has_password = false where id = $1', [userId])
}

interface WaysIn {
  readonly linked: boolean
  readonly has_password: boolean
}

const WAYS_IN = `select has_password, exists (select from user_identities i where i.user_id = u.id) as linked
  from users u where id = $1`

export async function findWaysIn(via: Queryable, userId: number): Promise<WaysIn | undefined> {
  const { rows } = await via.query<WaysIn>(WAYS_IN, [userId])
  return rows[0]
}

/** The ways into an account; kept, so that two at once do not take both away. */
export async function lockWaysIn(tx: Queryable, userId: number): Promise<WaysIn | undefined> {
  const { rows } = await tx.query<WaysIn>(`${WAYS_IN} for no key update`, [userId])
  return rows[0]
}

export async function deleteIdentities(tx: Queryable, userId: number): Promise<void> {
  await tx.query('delete from user_identities where user_id = $1', [userId])
}
