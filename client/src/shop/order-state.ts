import type { OwnPurchase, PurchaseStatus } from '@casino-club/shared'

/** What a purchase comes to an end as. */
const ENDED: ReadonlySet<PurchaseStatus> = new Set(['granted', 'voided', 'failed', 'refunded'])
export const hasEnded = ({ status }: Pick<OwnPurchase, 'status'>): boolean => ENDED.has(status)

/** The page on which an unfinished purchase can be paid; null: there is nothing to do there. */
export function payPageOf({ status, payUrl }: Pick<OwnPurchase, 'status'> & { payUrl: string | null }): string | null {
  if (payUrl === null || (status !== 'pending' && status !== 'authorizing')) return null
  return /^https?:\/\//.test(payUrl) ? payUrl : null
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000

/** How long to wait before an order is looked at again, by how often it has been. */
export const lookAgainMs = (looks: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 1.5 ** looks)
