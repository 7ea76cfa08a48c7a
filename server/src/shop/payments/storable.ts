import { findBrokenText } from '../../platform/http/well-formed.ts'
import type { VerifiedDelivery, WebhookEvent } from './provider.ts'

export interface Storable extends VerifiedDelivery {
  /** Whether something of it could not be kept as it came. */
  readonly mended: boolean
}

const isBroken = (text: string | null | undefined): boolean => findBrokenText(text) !== undefined
/** What Postgres cannot hold, as the sign that stands for what cannot be read. */
const legible = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

function legibleEvent({ type, orderId, paymentId, ...event }: WebhookEvent): WebhookEvent {
  return {
    ...event,
    type: legible(type),
    // No order or payment of ours has such an id.
    orderId: isBroken(orderId) ? null : orderId,
    ...(paymentId !== undefined && !isBroken(paymentId) && { paymentId }),
  }
}

/** A delivery as it can be kept: whoever signed it would send it again and again if it were refused. */
export function storable({ delivery, event, kept }: VerifiedDelivery): Storable {
  const mended = [event?.type, event?.orderId, event?.paymentId].some(isBroken)
  return { delivery, event: mended && event ? legibleEvent(event) : event, kept, mended }
}
