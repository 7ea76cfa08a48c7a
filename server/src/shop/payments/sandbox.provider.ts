import type { KeyObject } from 'node:crypto'
import { accept } from '@casino-club/shared'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { verifyWebhook } from '../../platform/http/standard-webhooks.ts'
import type { Payment, PaymentAnswer, PaymentProvider, PaymentState, WebhookEvent } from './provider.ts'

export interface SandboxProviderOptions {
  readonly url: string
  readonly apiKey: string
  readonly timeoutMs: number
  /** What its events may be signed with. */
  readonly webhookSecrets: readonly KeyObject[]
}

const paymentSchema = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  state: z.enum(['pending', 'authorized', 'captured', 'declined', 'voided']),
  amount: z.number().int(),
  currency: z.string(),
  refunded: z.number().int(),
  declineCode: z.string().nullable(),
  payUrl: z.string().optional(),
  createdAtMs: z.number(),
})
const problemSchema = z.object({ code: z.string() })
const eventSchema = z.object({ type: z.string(), data: z.object({ orderId: z.string() }) })
/** Events of a payment that goes on or ends; every other one may be about its money. */
const ON_ITS_WAY: ReadonlySet<string> = new Set([
  'payment.authorized',
  'payment.captured',
  'payment.declined',
  'payment.voided',
])
const listSchema = z.object({ payments: z.array(paymentSchema) })

function toPayment({ declineCode, payUrl, createdAtMs, ...payment }: z.infer<typeof paymentSchema>): Payment {
  const state: PaymentState =
    payment.state === 'captured' && payment.refunded >= payment.amount ? 'refunded' : payment.state
  const createdAt = new Date(createdAtMs)
  return { ...payment, state, createdAt, ...(declineCode !== null && { declineCode }), ...(payUrl && { payUrl }) }
}

/** Statuses after which the same request may yet succeed, and so nothing is known; a wrong key of ours is one of them. */
const isPassing = (status: number): boolean => status >= 500 || [401, 403, 408, 429].includes(status)

/** The payment sandbox as a provider; for development and tests, where no money moves. */
export function sandboxProvider(options: SandboxProviderOptions): PaymentProvider {
  const { url, apiKey, timeoutMs, webhookSecrets } = options
  const dispatcher = new Agent({ connections: 32, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  const call = async (method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<PaymentAnswer> => {
    try {
      const answer = await request(new URL(path, url), {
        method,
        dispatcher,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const told: unknown = await answer.body.json()
      if (isPassing(answer.statusCode)) return { kind: 'unknown', why: `status ${answer.statusCode}` }
      if (answer.statusCode >= 400) return { kind: 'refused', code: problemSchema.parse(told).code }
      return { kind: 'done', payment: toPayment(paymentSchema.parse(told)) }
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.name : 'no answer' }
    }
  }
  return {
    id: 'sandbox',
    webhookScheme: 'standard',
    authorize: ({ key, returnUrl, ...order }) =>
      call('POST', '/v1/payments', { ...order, ...(returnUrl && { returnUrl }) }, key),
    capture: ({ paymentId, amount, key }) => call('POST', `/v1/payments/${paymentId}/capture`, { amount }, key),
    void: ({ orderId, key }) => call('POST', `/v1/orders/${orderId}/void`, {}, key),
    refund: ({ paymentId, amount, key }) => call('POST', `/v1/payments/${paymentId}/refunds`, { amount }, key),
    query: (orderId) => call('GET', `/v1/orders/${orderId}`),
    async *list(from, until) {
      const path = `/v1/payments?from=${from.toISOString()}&until=${until.toISOString()}`
      const answer = await request(new URL(path, url), { dispatcher, headers: { authorization: `Bearer ${apiKey}` } })
      for (const payment of listSchema.parse(await answer.body.json()).payments) yield toPayment(payment)
    },
    verifyWebhook({ header, body, nowSeconds }) {
      const delivery = verifyWebhook(webhookSecrets, header, body, nowSeconds)
      return delivery.ok ? accept({ delivery: delivery.value, event: readEvent(body), kept: body }) : delivery
    },
  }
}

function readEvent(body: string): WebhookEvent | undefined {
  const event = eventSchema.safeParse(readJson(body))
  if (!event.success) return undefined
  const { type, data } = event.data
  return { type, orderId: data.orderId, moneyBack: !ON_ITS_WAY.has(type) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
