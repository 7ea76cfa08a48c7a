import type { Result } from '@casino-club/shared'
import type { SignedDelivery } from '../../platform/http/standard-webhooks.ts'

/** How a payment stands at its provider; a refund of all of it is `refunded`. */
export type PaymentState = 'pending' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded'

/** A payment as its provider has it. */
export interface Payment {
  readonly paymentId: string
  readonly orderId: string
  readonly state: PaymentState
  /** Whole won. */
  readonly amount: number
  readonly currency: string
  /** Whole won, all refunds together. */
  readonly refunded: number
  /** When it began, by the provider's clock. */
  readonly createdAt: Date
  /** Why it was declined, in the provider's words. */
  readonly declineCode?: string
  /** Where the player goes on; while it is pending. */
  readonly payUrl?: string
}

/**
 * What a call came to. `done`: the payment as it is now. `refused`: definitely not, nothing has happened. `unknown`: no
 * answer, or one that says nothing; it is queried and never repeated under another key.
 */
export type PaymentAnswer =
  | { readonly kind: 'done'; readonly payment: Payment }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown'; readonly why: string }

export interface AuthorizeRequest {
  readonly orderId: string
  /** Whole won. */
  readonly amount: number
  readonly currency: 'KRW'
  /** What the player reads on the provider's page. */
  readonly orderName: string
  /** Pays at once; without it the answer is pending, with an address to pay at. */
  readonly cardToken?: string
  /** Where the provider's page sends the player afterwards; null: nowhere. */
  readonly returnUrl: string | null
  /** The same key is the same request, however often it comes. */
  readonly key: string
}

export interface PaymentRequest {
  readonly orderId: string
  readonly paymentId: string
  readonly key: string
}

/** An event that a provider tells of its own accord; a hint to look at the order, never a truth by itself. */
export interface WebhookEvent {
  readonly type: string
  readonly orderId: string | null
  /** The payment it is about, where it does not name the order. */
  readonly paymentId?: string
  /** Whether it may tell of money that went back; what only tells how a payment goes on is no news of an ended purchase. */
  readonly moneyBack: boolean
  /** Somebody must look at it, whatever becomes of its order. */
  readonly alarm?: true
}

/** A delivery as it came in; the body is the text that was signed. */
export interface RawDelivery {
  readonly header: (name: string) => string | undefined
  readonly body: string
  /** The database's clock, in seconds since the epoch. */
  readonly nowSeconds: number
}

/** A delivery whose signature was right. */
export interface VerifiedDelivery {
  readonly delivery: SignedDelivery
  /** Undefined: nothing we understand. */
  readonly event: WebhookEvent | undefined
  /** What is kept of the body; nothing that is about a person. */
  readonly kept: string
}

/** How a provider signs what it tells: by the Standard Webhooks scheme, or by Stripe's own. */
export type WebhookScheme = 'standard' | 'stripe'

/** Whoever moves real money for us. No call but `list` throws: what went wrong on the way is `unknown`. */
export interface PaymentProvider {
  readonly id: string
  readonly webhookScheme: WebhookScheme
  authorize(request: AuthorizeRequest): Promise<PaymentAnswer>
  capture(request: PaymentRequest & { readonly amount: number }): Promise<PaymentAnswer>
  /** Lets go of what is authorized; done, too, where nothing was. Afterwards the order cannot be authorized any more. */
  void(request: Omit<PaymentRequest, 'paymentId'> & { readonly paymentId: string | null }): Promise<PaymentAnswer>
  refund(request: PaymentRequest & { readonly amount: number; readonly reason: string }): Promise<PaymentAnswer>
  /** Refused with NOT_FOUND where the provider never heard of the order. */
  query(orderId: string): Promise<PaymentAnswer>
  /** Payments that began in a time, for the reconciliation, in any order; throws where the provider does not answer. */
  list(from: Date, until: Date): AsyncIterable<Payment>
  /** Signed within five minutes of the database's clock, by one of our secrets. */
  verifyWebhook(raw: RawDelivery): Result<VerifiedDelivery, 'WEBHOOK_INVALID'>
}
