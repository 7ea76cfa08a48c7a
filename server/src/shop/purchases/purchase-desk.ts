import type { Reward } from '@casino-club/shared'
import type { PersistAll } from '../../player/index.ts'
import { insertUnlocks } from '../../rewards/index.ts'
import { markGranted } from './end.store.ts'
import type { Purchase } from './purchase.types.ts'
import { type Begun, type ReserveOptions, reserve } from './reserve.store.ts'

/** Filled in by the transaction that is committed; whoever asked for the write reads it afterwards. */
interface Kept {
  purchase?: Purchase
}

/** A purchase that begins. */
export interface BeginWrite extends Omit<Begun, 'at'> {
  readonly kind: 'begin'
  readonly kept: Kept
}

/** A purchase that is granted. */
export interface GrantWrite {
  readonly kind: 'grant'
  readonly purchase: Purchase
  readonly rewards: readonly Reward[]
  readonly receiptCode: string
  readonly kept: Kept
}

export type PurchaseWrite = BeginWrite | GrantWrite

/** Writes what many players buy and get in the transaction of their events: as many statements as for one. */
export function writePurchases(options: ReserveOptions): PersistAll<PurchaseWrite> {
  return async (tx, rows) => {
    const begun = rows.flatMap(({ detail, at }) => (detail.kind === 'begin' ? [{ ...detail, at }] : []))
    const granted = rows.flatMap(({ detail, at }) => (detail.kind === 'grant' ? [{ ...detail, at }] : []))
    // What is granted changes nothing that a beginning waits for, so the stocks are held for the least time.
    if (granted.length > 0) {
      const ends = granted.map(({ purchase, receiptCode, at }) => ({
        id: purchase.id,
        userId: purchase.userId,
        seq: at.seq,
        receipt: options.receipts.sign(receiptCode, purchase, new Date(at.occurredAtMs).toISOString()),
      }))
      const ended = await markGranted(tx, ends)
      for (const { purchase, kept } of granted) kept.purchase = ended.get(purchase.id) as Purchase
      for (const { rewards, at } of granted) {
        const contents = rewards.flatMap((reward) => (reward.type === 'CONTENT_UNLOCK' ? [reward.content] : []))
        await insertUnlocks(tx, contents, at)
      }
    }
    if (begun.length === 0) return
    const purchases = await reserve(tx, begun, options)
    for (const [index, { kept }] of begun.entries()) kept.purchase = purchases[index] as Purchase
  }
}
