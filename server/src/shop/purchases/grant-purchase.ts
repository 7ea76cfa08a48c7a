import { idFromWords, type RandomSource } from '../../platform/ids.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { Answer, PlayerActors } from '../../player/index.ts'
import { type GrantTerms, insertUnlocks } from '../../rewards/index.ts'
import type { Products } from '../catalogue/products.service.ts'
import { type Receipts, receiptCodeOf } from '../receipts.ts'
import { markGranted } from './end.store.ts'
import { grantRule } from './purchase.rules.ts'
import type { Purchase } from './purchase.types.ts'

export interface GrantDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly products: Products
  readonly catalogue: GrantTerms['catalogue']
  readonly bus: Bus
  readonly random: RandomSource
  readonly receipts: Receipts
}

/** Hands over what was paid for, with its receipt and a notice, in one transaction; once, however often it is called. */
export async function grantPurchase(deps: GrantDependencies, purchase: Purchase): Promise<Answer> {
  const { products, actors, catalogue, bus, receipts, random } = deps
  const body = await products.bodyOf(purchase.sku, purchase.version ?? 0)
  const code = receiptCodeOf(random.bytes(10))
  const rule = grantRule(purchase, body, catalogue, async (tx, rewards, at) => {
    const grantedAt = new Date(at.occurredAtMs).toISOString()
    const receipt = receipts.sign(code, purchase, grantedAt)
    await markGranted(tx, purchase, { seq: at.seq, receipt })
    const contents = rewards.flatMap((reward) => (reward.type === 'CONTENT_UNLOCK' ? [reward.content] : []))
    await insertUnlocks(tx, contents, at)
    const notice = { kind: 'purchase' as const, sku: purchase.sku, rewards }
    await bus.publish(tx, 'player', { userId: at.userId, version: at.seq, notice })
  })
  const { orderId, userId } = purchase
  return actors.execute(userId, rule, { commandId: idFromWords(`grant ${orderId}`), payload: { orderId } })
}
