import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { endInviting } from './invitations.store.ts'

/**
 * Brings the invitations of a merged account over: those it made, and what it earned as a friend. Who would have invited
 * himself is refused. Gives the invitation whose friend's side came along; null: none did.
 */
export async function moveInvitations(
  tx: Queryable,
  from: number,
  into: number,
  nowMs: number,
): Promise<number | null> {
  await tx.query(
    `update friend_invitations set status = 'REJECTED', settled_at = ${at('$3')}
     where status in ('WAITING', 'REVIEW', 'EARNED') and inviter_id in ($1, $2)
       and (user_id in ($1, $2) or friend_id in ($1, $2))`,
    [from, into, nowMs],
  )
  await endInviting(tx, from, nowMs)
  await tx.query('update friend_invitations set inviter_id = $2 where inviter_id = $1 and user_id <> $2', [from, into])
  return moveFriendSide(tx, from, into)
}

const PAID = `exists (select from friend_rewards r where r.invitation = i.user_id and r.side = 'friend')`

/**
 * One person is paid once for having been invited: of two invitations the one that was paid counts, whatever became of it
 * since; else one that is earned, first that of the account that stays. Where none is, each stays as it is. What is given up
 * is worth nothing from then on, also to a process that knows nothing of merges.
 */
async function moveFriendSide(tx: Queryable, from: number, into: number): Promise<number | null> {
  const { rows } = await tx.query<{ invitation: number; came: boolean }>(
    `select i.user_id as invitation, i.friend_id = $1 as came from friend_invitations i
     where i.friend_id in ($1, $2) and (${PAID} or i.status = 'EARNED' and i.friend_coins > 0)
     order by ${PAID} desc, i.friend_id = $2 desc
     limit 1`,
    [from, into],
  )
  const [counts] = rows
  if (counts === undefined) return null
  await tx.query(
    `update friend_invitations i set friend_id = null, friend_coins = case when ${PAID} then i.friend_coins else 0 end
     where i.friend_id in ($1, $2) and i.user_id <> $3`,
    [from, into, counts.invitation],
  )
  await tx.query('update friend_invitations set friend_id = $2 where user_id = $1', [counts.invitation, into])
  return counts.came ? counts.invitation : null
}
