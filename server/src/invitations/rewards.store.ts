import type { InvitationState } from '@casino-club/shared'
import { at as instant } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

export type Side = 'inviter' | 'friend'

/** An invitation as one of its two players has it. */
export interface OwnSide {
  /** The id of who was invited. */
  readonly invitation: number
  readonly side: Side
  readonly state: InvitationState
  readonly coins: number
  readonly paid: boolean
}

export interface PaidReward {
  readonly invitation: number
  readonly side: Side
  readonly userId: number
  readonly amount: number
}

/** Undefined: the player has no part in it. */
export async function findSide(via: Queryable, invitation: number, userId: number): Promise<OwnSide | undefined> {
  const { rows } = await via.query<OwnSide & Record<string, unknown>>(
    `select i.user_id as invitation, own.side, i.status as state,
       case own.side when 'friend' then i.friend_coins else i.inviter_coins end as coins,
       exists (select from friend_rewards r where r.invitation = i.user_id and r.side = own.side) as paid
     from friend_invitations i
     cross join lateral (select case when i.friend_id = $2 then 'friend' else 'inviter' end as side) as own
     where i.user_id = $1 and $2 in (i.friend_id, i.inviter_id)`,
    [invitation, userId],
  )
  return rows[0]
}

/** Writes that a side is paid; false: it was, or it is not earned at this moment, or no side of this player's any more. */
export async function insertReward(tx: Queryable, own: OwnSide, at: EventPosition): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with held as (select user_id from friend_invitations where user_id = $1 and status = 'EARNED'
       and case $2 when 'friend' then friend_id else inviter_id end = $3 for share)
     insert into friend_rewards (invitation, side, user_id, amount, seq, paid_at)
     select user_id, $2, $3, $4, $5, ${instant('$6')} from held on conflict do nothing`,
    [own.invitation, own.side, at.userId, own.coins, at.seq, at.occurredAtMs],
  )
  return rowCount === 1
}

/** What was paid of an invitation and not taken back, to who is banned at a moment. */
export async function findPaidToBanned(via: Queryable, invitation: number, nowMs: number): Promise<PaidReward[]> {
  const { rows } = await via.query<PaidReward & Record<string, unknown>>(
    `select r.invitation, r.side, r.user_id as "userId", r.amount from friend_rewards r
     where r.invitation = $1 and r.taken_seq is null and exists (select from user_bans b
       where b.user_id = r.user_id and b.lifted_at is null and (b.until is null or b.until > ${instant('$2')}))
     order by r.user_id`,
    [invitation, nowMs],
  )
  return rows
}

export async function writeTaken(
  tx: Queryable,
  { invitation, side }: Pick<PaidReward, 'invitation' | 'side'>,
  taken: number,
  seq: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update friend_rewards set taken = $3, taken_seq = $4 where invitation = $1 and side = $2 and taken_seq is null',
    [invitation, side, taken, seq],
  )
  return rowCount === 1
}
