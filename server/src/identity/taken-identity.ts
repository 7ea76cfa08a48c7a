import { type Refusal, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { findExcludedIdentity } from '../safe-play/index.ts'
import { findAccount } from './account-row.store.ts'

/** A part of an account that says whose it is. */
export interface Identity {
  readonly email?: string | undefined
  readonly phoneNumber?: string | undefined
}

/**
 * Refused where an address is another account's, or a part is somebody's who has excluded himself, unless it is the asker's
 * own. Both are told in the same words, so that nobody learns from here who has excluded himself.
 */
export async function refuseTakenIdentity(
  via: Queryable,
  { email, phoneNumber }: Identity,
  ownUserId?: number,
): Promise<Refusal<'EMAIL_TAKEN' | 'PHONE_TAKEN'> | undefined> {
  const excluded = await findExcludedIdentity(via, { email, phoneNumber }, ownUserId)
  const owner = email === undefined ? undefined : await findAccount(via, { email })
  if ((owner !== undefined && owner.id !== ownUserId) || excluded === 'email') return refuse('EMAIL_TAKEN')
  return excluded === 'phone' ? refuse('PHONE_TAKEN') : undefined
}
