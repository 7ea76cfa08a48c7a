import { createHash } from 'node:crypto'
import type { Queryable } from '../platform/postgres/pool.ts'

/** What somebody who has excluded himself may come back with. */
export interface KnownBy {
  readonly email?: string | null | undefined
  readonly phoneNumber?: string | null | undefined
  /** Whom a provider vouches for. */
  readonly provided?: { readonly issuer: string; readonly subject: string } | undefined
}
type Kind = 'email' | 'phone' | 'provider'

const GMAIL = ['gmail.com', 'googlemail.com']

/** The plainest forms of an address: what is written differently and reaches the same person is the same. */
function plainEmails(email: string): string[] {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@')
  const name = local.split('+')[0] ?? ''
  if (!GMAIL.includes(domain)) return [`${name}@${domain}`]
  return GMAIL.map((either) => `${name.replaceAll('.', '')}@${either}`)
}

/** Digits without the ways to write the country: a number of Korea is the same with +82 and with 0. */
const plainPhone = (phone: string): string =>
  phone.replace(/\D/g, '').replace(/^00/, '').replace(/^82/, '').replace(/^0/, '')

const hashOf = (kind: Kind, text: string) => ({
  kind,
  hash: createHash('sha256').update(`casino-club ${kind} ${text}`).digest(),
})

/** The migration `0019_excluded_providers` does the same for providers in SQL. */
function hashesOf({ email, phoneNumber, provided }: KnownBy): { kind: Kind; hash: Buffer }[] {
  return [
    ...(email ? plainEmails(email).map((plain) => hashOf('email', plain)) : []),
    ...(phoneNumber ? [hashOf('phone', plainPhone(phoneNumber))] : []),
    ...(provided ? [hashOf('provider', `${provided.issuer} ${provided.subject}`)] : []),
  ]
}

/**
 * Keeps all that an account's owner is known by. The account's row is held, so that what is just being proven is seen.
 * `excludedId`: the account whose exclusion it is, where that is another one of his. A telephone number proves nothing: of an
 * account's own one is kept, so that nobody closes the club to others by naming theirs.
 */
export async function rememberIdentities(tx: Queryable, userId: number, excludedId = userId): Promise<void> {
  const { rows: accounts } = await tx.query<{ email: string | null; phoneNumber: string | null }>(
    'select email, phone_number as "phoneNumber" from users where id = $1 for share',
    [userId],
  )
  const { rows: links } = await tx.query<{ issuer: string; subject: string }>(
    'select issuer, subject from user_identities where user_id = $1',
    [userId],
  )
  const known: KnownBy[] = [...accounts, ...links.map((provided) => ({ provided }))]
  for (const { kind, hash } of known.flatMap(hashesOf)) {
    await tx.query(
      `insert into safe_play_excluded_identities (hash, kind, user_id)
       select $1, $2::text, $3::bigint where $2 <> 'phone' or $4 or not exists (
         select from safe_play_excluded_identities where user_id = $3 and kind = 'phone')
       on conflict do nothing`,
      [hash, kind, excludedId, excludedId !== userId],
    )
  }
}

/**
 * The same for what an account has just got, if its owner has excluded himself: by itself, or by another account that was
 * made one with it. The caller holds the account's row.
 */
export async function rememberIfExcluded(tx: Queryable, userId: number, gotFrom = userId): Promise<void> {
  const { rowCount } = await tx.query('select from safe_play_players where user_id = $1 and excluded_at is not null', [
    userId,
  ])
  if (rowCount === 1) await rememberIdentities(tx, gotFrom, userId)
}

export async function forgetIdentities(tx: Queryable, userId: number): Promise<void> {
  await tx.query('delete from safe_play_excluded_identities where user_id = $1', [userId])
}

/**
 * Which part of this belongs to somebody who has excluded himself; undefined: none. What is an account's own is no hindrance
 * to that account.
 */
export async function findExcludedIdentity(
  via: Queryable,
  identity: KnownBy,
  ownUserId: number | null = null,
): Promise<Kind | undefined> {
  const hashes = hashesOf(identity)
  if (hashes.length === 0) return undefined
  const { rows } = await via.query<{ kind: Kind }>(
    `select kind from safe_play_excluded_identities
     where hash = any($1) and user_id is distinct from $2::bigint order by kind limit 1`,
    [hashes.map(({ hash }) => hash), ownUserId],
  )
  return rows[0]?.kind
}
