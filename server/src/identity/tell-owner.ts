import type { Queryable } from '../platform/postgres/pool.ts'
import type { LetterKind, LetterParams, Post } from '../post/index.ts'
import type { AccountRow } from './account-row.store.ts'

/** Queues a letter to the address that the owner of an account has proven, in the transaction of what it tells of. */
export async function tellOwner(
  post: Post,
  tx: Queryable,
  { id: userId, email: recipient, locale }: Pick<AccountRow, 'id' | 'email' | 'locale'>,
  kind: LetterKind,
  params: LetterParams = {},
): Promise<void> {
  if (recipient !== null) await post.queue(tx, { kind, userId, recipient, locale, params })
}
