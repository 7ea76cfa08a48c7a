import { type PassClaim, passBuyReply, passClaimReply, passCouponReply, passStatusReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** The battle pass; a claim is of the season that was seen, and a payment of the price that was. */
export function createBattlePassApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  const PATH = '/api/battlepass'
  return {
    status: () => call(`${PATH}/status`, passStatusReply),
    claim: (season: string, { level, track }: PassClaim) =>
      command(`${PATH}/claim`, passClaimReply, { season, level, track }),
    claimAll: (season: string) => command(`${PATH}/claim-all`, passClaimReply, { season }),
    buy: (season: string, priceGems: number) => command(`${PATH}/buy`, passBuyReply, { season, priceGems }),
    redeem: (couponId: number) => command(`${PATH}/coupon`, passCouponReply, { couponId }),
  }
}
