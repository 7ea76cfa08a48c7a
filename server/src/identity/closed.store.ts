import type { TimedRefusal } from '../platform/http/route.ts'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import { IN_FORCE, refuseBanned } from './bans.store.ts'
import { refuseMerged } from './merged.store.ts'

const CLOSED = `select exists (select from user_bans b where b.user_id = $1 and ${IN_FORCE})
  or exists (select from account_merges where from_user_id = $1) as closed`

/** The refusal of an account that is banned, or was merged into another one: one question, since mostly it is neither. */
export async function refuseClosed(via: Queryable, userId: number, nowMs: number): Promise<TimedRefusal | undefined> {
  const { rows } = await via.query<{ closed: boolean }>(prepared('closed-account', CLOSED, [userId, nowMs]))
  if (!rows[0]?.closed) return undefined
  return (await refuseBanned(via, userId, nowMs)) ?? (await refuseMerged(via, userId))
}
