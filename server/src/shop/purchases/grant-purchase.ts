import { idFromWords, type RandomSource } from '../../platform/ids.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { Answer, CommandDesk, PlayerActors } from '../../player/index.ts'
import type { GrantTerms } from '../../rewards/index.ts'
import type { Products } from '../catalogue/products.service.ts'
import { receiptCodeOf } from '../receipts.ts'
import { contentsOf, grantRule } from './purchase.rules.ts'
import { type Purchase, withGems } from './purchase.types.ts'
import type { GrantWrite, PurchaseWrite } from './purchase-desk.ts'

export interface GrantDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly desk: CommandDesk<PurchaseWrite>
  readonly products: Products
  readonly catalogue: GrantTerms['catalogue']
  readonly random: RandomSource
}

/** What a grant came to, and the purchase as it left it, where it is of this very call. */
export interface Granting {
  readonly answer: Answer
  readonly purchase: Purchase | undefined
}

/** Hands over what was paid for, with its receipt, in one transaction; once, however often it is called. */
export async function grantPurchase(deps: GrantDependencies, purchase: Purchase): Promise<Granting> {
  const { products, desk, actors, catalogue, random } = deps
  const body = await products.bodyOf(purchase.sku, purchase.version ?? 0)
  const { orderId, userId, sku, quantity } = purchase
  const rewards = contentsOf(body, quantity)
  const write: GrantWrite = { kind: 'grant', purchase, rewards, receiptCode: receiptCodeOf(random.bytes(10)), kept: {} }
  const request = { commandId: idFromWords(`grant ${orderId}`), payload: { orderId } }
  const answer = await desk.hand({ userId, rule: grantRule(write, catalogue), request })
  const granted = write.kept.purchase
  if (!answer.ok || answer.replayed === true || granted === undefined) return { answer, purchase: undefined }
  // The news is for whoever looks on; what counts is in the books.
  actors.tell(userId, granted.grantedSeq ?? 0, { kind: 'purchase', sku, rewards })
  return { answer, purchase: withGems(granted, answer) }
}
