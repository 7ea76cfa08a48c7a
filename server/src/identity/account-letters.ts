import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { LetterKind, PreparedLetter, PrepareLetter, WaitingLetter } from '../post/index.ts'
import { type AccountRow, findAccount, lockAccount } from './account-row.store.ts'
import { keepToken } from './link-tokens.store.ts'
import { LINK_LIFETIME_MS, type LinkPurpose, newLinkToken } from './link-tokens.ts'

export interface AccountLetterDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly publicUrl: string
}

type Waiting = WaitingLetter & { readonly kind: LetterKind }

const same = (one: string, other: string | null): boolean => one.toLowerCase() === other?.toLowerCase()

/**
 * Completes the letters about accounts in the moment they are sent. The secret of a link is made here and goes into the
 * mail alone: whoever reads the database finds its hash. It stands behind a `#`, which browsers do not send on.
 */
export function prepareAccountLetter(deps: AccountLetterDependencies): PrepareLetter {
  const { pool, publicUrl } = deps
  return async (letter) => {
    if (letter.kind === 'verify-email') return inTransaction(pool, (tx) => prepareProof(deps, tx, letter))
    if (letter.kind === 'reset-password') return inTransaction(pool, (tx) => prepareReset(deps, tx, letter))
    const account = letter.userId === null ? undefined : await findAccount(pool, { id: letter.userId })
    if (account === undefined) return undefined
    // Nobody who is on his way out is won back.
    if (letter.purpose === 'marketing' && account.deletionRequestedAtMs !== null) return undefined
    const link = letter.kind === 'account-leaving' ? `${publicUrl}/login` : `${publicUrl}/forgot-password`
    return addressed(account, letter.recipient, letter.kind, { ...letter.params, link })
  }
}

const addressed = (
  { id, nickname, siteId, locale }: AccountRow,
  to: string,
  kind: LetterKind,
  params: PreparedLetter['params'],
): PreparedLetter => ({ kind, locale, userId: id, to, params: { nickname, siteId, ...params } })

async function linkOf(
  deps: AccountLetterDependencies,
  tx: Queryable,
  userId: number,
  purpose: LinkPurpose,
  page: string,
) {
  const { token, hash } = newLinkToken(deps.random)
  await keepToken(tx, { userId, purpose, hash, expiresMs: deps.clock.nowMs() + LINK_LIFETIME_MS[purpose] })
  return `${deps.publicUrl}/${page}#${token}`
}

/** Asks for a proof of the address, unless it has become another one; an address that has an account is told so instead. */
async function prepareProof(deps: AccountLetterDependencies, tx: Queryable, { userId, recipient }: Waiting) {
  const account = userId === null ? undefined : await lockAccount(tx, userId)
  if (account === undefined || !same(recipient, account.pendingEmail)) return undefined
  const owner = await findAccount(tx, { email: recipient })
  if (owner !== undefined && owner.id !== account.id) {
    const link = `${deps.publicUrl}/forgot-password`
    return addressed(owner, owner.email ?? recipient, 'email-has-account', { link })
  }
  const link = await linkOf(deps, tx, account.id, 'verify-email', 'verify-email')
  return addressed(account, recipient, 'verify-email', { link, hours: LINK_LIFETIME_MS['verify-email'] / 3_600_000 })
}

/** To whoever has proven the address; to nobody otherwise. */
async function prepareReset(deps: AccountLetterDependencies, tx: Queryable, { recipient }: Waiting) {
  const found = await findAccount(tx, { email: recipient })
  const account = found && (await lockAccount(tx, found.id))
  if (account?.email == null || !same(recipient, account.email)) return undefined
  const link = await linkOf(deps, tx, account.id, 'reset-password', 'reset-password')
  const minutes = LINK_LIFETIME_MS['reset-password'] / 60_000
  return addressed(account, account.email, 'reset-password', { link, minutes })
}
