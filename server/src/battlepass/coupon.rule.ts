import { accept, type Result, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { type Coupon, useCoupon } from './own-pass.store.ts'

export interface CouponPayload {
  readonly couponId: number
}

export type CouponRefusal = 'PAUSED' | 'SELF_EXCLUDED' | 'PASS_COUPON_USED' | 'PASS_COUPON_OVER'

/** Uses a coupon up, once: its pass XP is counted from the event, as all pass XP is. */
export function couponRule(coupon: Coupon): PersistingRule<CouponPayload, undefined, Queryable> {
  return {
    type: 'battlepass.coupon',
    decide({ player, nowMs }): Result<Decision, CouponRefusal> {
      const closed = player.state.safe?.restrictions && closedTo(player.state.safe.restrictions, nowMs)
      if (closed) return closed
      if (coupon.used) return refuse('PASS_COUPON_USED', 'this coupon was used')
      if (nowMs >= coupon.expiresAtMs) return refuse('PASS_COUPON_OVER', 'the time of this coupon is over')
      return accept({
        event: { type: 'battlepass.couponUsed', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ season: coupon.season, couponId: coupon.id, xp: coupon.xp }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (!(await useCoupon(tx, coupon.id, at))) {
        throw new RefusedInTransaction(refuse('PASS_COUPON_USED', 'this coupon was used'))
      }
    },
  }
}
