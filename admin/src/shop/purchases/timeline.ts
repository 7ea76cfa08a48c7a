import type { PurchaseDetail } from '@casino-club/shared'

/** Who did a step: an admin by name, or a side of the payment. */
export type Doer = 'player' | 'club' | 'provider' | { readonly admin: string }

/** One line of the way of a payment. */
export interface Step {
  readonly at: string
  readonly what:
    | { readonly kind: 'state'; readonly cause: string; readonly to: PurchaseDetail['status'] }
    | { readonly kind: 'told'; readonly type: string }
    | { readonly kind: 'check' | 'asked' | 'approved' | 'rejected' | 'failed' }
  readonly who: Doer
  /** Won or gems that this step is about; null: none. */
  readonly amount: number | null
  /** The provider's name of it, or what it said; null: none. */
  readonly reference: string | null
}

type Line = PurchaseDetail['timeline'][number]
type Refund = PurchaseDetail['refunds'][number]

const DOERS: Readonly<Record<string, Doer>> = {
  buy: 'player',
  refused: 'club',
  provider: 'provider',
  authorized: 'provider',
}
/** What of a line's detail says more than the line, most telling first. */
const REFERENCES = ['paymentId', 'code', 'wrong', 'why', 'reason']
const MONEY = new Set(['authorizing', 'capturing', 'granted'])

const textOf = (detail: Line['detail']): string | null => {
  const found = REFERENCES.map((name) => detail[name]).find((value) => typeof value === 'string' && value !== '')
  return typeof found === 'string' ? found : null
}

function stateStep({ at, to, cause, detail }: Line, purchase: PurchaseDetail): Step {
  const refunded = cause === 'refund' ? Number(detail.amount ?? 0) : null
  const captured = to === 'granted' && cause === 'grant' ? purchase.paymentId : null
  const who = cause === 'refund' ? whoRefunded(detail.refundId, purchase.refunds) : (DOERS[cause] ?? 'club')
  return {
    at,
    what: { kind: 'state', cause, to },
    who,
    amount: refunded ?? (MONEY.has(to) ? purchase.amount : null),
    reference: textOf(detail) ?? captured,
  }
}

const whoRefunded = (id: unknown, refunds: readonly Refund[]): Doer =>
  refunds.some((refund) => refund.id === id && refund.cause === 'chargeback') ? 'provider' : 'club'

function refundSteps(refund: Refund): Step[] {
  const { amount, requestedBy, requestedAt, decidedBy, decidedAt, endedAt, status, id } = refund
  const common = { amount, reference: `#${id}` }
  const approved = status !== 'rejected'
  return [
    { ...common, at: requestedAt, what: { kind: 'asked' }, who: requestedBy ? { admin: requestedBy } : 'provider' },
    ...(decidedAt
      ? [
          {
            ...common,
            at: decidedAt,
            what: { kind: approved ? ('approved' as const) : ('rejected' as const) },
            who: decidedBy ? { admin: decidedBy } : ('club' as const),
          },
        ]
      : []),
    // One that is done stands in the purchase's own log.
    ...(status === 'failed' && endedAt
      ? [{ ...common, at: endedAt, what: { kind: 'failed' as const }, who: 'provider' as const }]
      : []),
  ]
}

/** Everything that happened to a payment, oldest first: its own log, the provider's events, refunds and admins. */
export function stepsOf(purchase: PurchaseDetail): Step[] {
  const told = purchase.webhooks.map(
    ({ id, type, at }): Step => ({
      at,
      what: { kind: 'told', type },
      who: 'provider',
      amount: null,
      reference: id,
    }),
  )
  const checks = purchase.checks.map(
    ({ at, admin }): Step => ({ at, what: { kind: 'check' }, who: { admin }, amount: null, reference: null }),
  )
  const states = purchase.timeline.map((line) => stateStep(line, purchase))
  const all = [...states, ...told, ...purchase.refunds.flatMap(refundSteps), ...checks]
  return all.toSorted((a, b) => a.at.localeCompare(b.at))
}
