/** What the mock keeps, by the names that Stripe's reference gives them; only what this project reads. */

export interface Charge {
  readonly id: string
  readonly object: 'charge'
  readonly payment_intent: string
  readonly metadata: Record<string, string>
  amount: number
  amount_captured: number
  amount_refunded: number
  disputed: boolean
  captured: boolean
}

export interface Intent {
  readonly id: string
  readonly object: 'payment_intent'
  readonly created: number
  readonly currency: string
  readonly capture_method: string
  readonly metadata: Record<string, string>
  readonly client_secret: string
  amount: number
  amount_capturable: number
  amount_received: number
  status: string
  latest_charge: string | null
  last_payment_error: object | null
  next_action: object | null
  cancellation_reason: string | null
}

export interface Session {
  readonly id: string
  readonly object: 'checkout.session'
  readonly created: number
  readonly currency: string
  readonly amount_total: number
  readonly metadata: Record<string, string>
  readonly client_reference_id: string | null
  readonly success_url: string
  readonly intent: { readonly capture_method: string; readonly metadata: Record<string, string> }
  status: 'open' | 'complete' | 'expired'
  payment_intent: string | null
  url: string | null
}

export interface Refund {
  readonly id: string
  readonly object: 'refund'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly payment_intent: string
  readonly metadata: Record<string, string>
  status: string
}

export interface Dispute {
  readonly id: string
  readonly object: 'dispute'
  readonly created: number
  readonly amount: number
  readonly charge: string
  readonly payment_intent: string
  readonly metadata: Record<string, string>
  status: string
}
