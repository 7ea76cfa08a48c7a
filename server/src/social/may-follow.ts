import { type Refusal, refuse } from '@casino-club/shared'
import type { Target } from './follows.store.ts'

export interface FollowAsked {
  readonly userId: number
  readonly targetUserId: number
  /** Undefined: nobody who can be seen. */
  readonly target: Target | undefined
  /** How many the asking player follows. */
  readonly followed: number
}

/**
 * Why a player may not follow another one; undefined: he may, or does already. Who is blocked learns no more than that there
 * is nobody.
 */
export function mayFollow(
  { userId, targetUserId, target, followed }: FollowAsked,
  most: number,
): Refusal<'NOT_FOUND' | 'FOLLOW_SELF' | 'FOLLOW_REFUSED' | 'FOLLOW_LIMIT'> | undefined {
  if (userId === targetUserId) return refuse('FOLLOW_SELF', 'nobody follows himself')
  if (target === undefined || target.blocked) return refuse('NOT_FOUND', 'no such player')
  if (target.followed) return undefined
  const wanted = target.followers === 'everybody' || (target.followers === 'followed' && target.followsAsker)
  if (!wanted) return refuse('FOLLOW_REFUSED', 'this player does not want to be followed')
  if (followed >= most) return refuse('FOLLOW_LIMIT', `nobody follows more than ${most}`)
  return undefined
}
