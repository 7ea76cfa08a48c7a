import type { KeyObject } from 'node:crypto'
import { Agent, request } from 'undici'
import { signWebhook } from '../platform/http/standard-webhooks.ts'
import type { SandboxPayment } from './payments.ts'

/** Ms until the next try; a real provider goes on for days, a sandbox for minutes. */
const WAITS_MS = [0, 1_000, 5_000, 30_000, 60_000, 120_000]
const TIMEOUT_MS = 5_000
/** A shop in a sale takes its time to answer: deliveries follow each other on few connections without waiting for that. */
export const LINES = { connections: 16, pipelining: 32 }

export type WebhookType =
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.declined'
  | 'payment.voided'
  | 'payment.refunded'
  | 'payment.charged_back'

export interface SenderOptions {
  /** Null: nothing is sent. */
  readonly url: string | null
  readonly secret: KeyObject
  readonly newId: () => string
  readonly nowMs: () => number
}

/** Tells the shop what became of its payments, again and again until it listens. */
export class WebhookSender {
  private readonly options: SenderOptions
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly dispatcher = new Agent({ ...LINES, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })
  private unheard = 0

  constructor(options: SenderOptions) {
    this.options = options
  }

  /** Deliveries that the shop has not heard yet and that have not been given up. */
  get waiting(): number {
    return this.unheard
  }

  send(type: WebhookType, { orderId, paymentId, amount, currency }: SandboxPayment): void {
    const { url, newId, nowMs } = this.options
    if (url === null) return
    const timestamp = new Date(nowMs()).toISOString()
    const body = JSON.stringify({ type, timestamp, data: { orderId, paymentId, amount, currency } })
    this.unheard++
    this.attempt(url, newId(), body, 0)
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }

  private attempt(url: string, id: string, body: string, tries: number): void {
    const waitMs = WAITS_MS[tries]
    if (waitMs === undefined) {
      this.unheard--
      return
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      void this.post(url, id, body).then((heard) => {
        if (heard) this.unheard--
        else this.attempt(url, id, body, tries + 1)
      })
    }, waitMs)
    timer.unref()
    this.timers.add(timer)
  }

  private async post(url: string, id: string, body: string): Promise<boolean> {
    const seconds = Math.floor(this.options.nowMs() / 1_000)
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signWebhook(this.options.secret, id, seconds, body),
    }
    try {
      // Told twice it is known by its id: it may follow another one on its connection before that one is answered.
      const how = { method: 'POST', dispatcher: this.dispatcher, idempotent: true, blocking: false } as const
      const answer = await request(url, { ...how, headers, body })
      await answer.body.dump()
      return answer.statusCode >= 200 && answer.statusCode < 300
    } catch {
      return false
    }
  }
}
