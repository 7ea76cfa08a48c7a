import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { answerOf, page, sendAnswer } from './stripe-mock-api.ts'
import { StripeMockBooks } from './stripe-mock-books.ts'
import { type MockAnswer, MockRefusal, parseForm } from './stripe-mock-form.ts'
import type { Intent, Session } from './stripe-mock-objects.ts'

/** The version of Stripe's API whose published reference this follows; the client of this project is pinned to it. */
export const STRIPE_VERSION = '2026-10-28.endive'

/** What happens to a call instead of, or after, what should. */
export interface Fault {
  /** Such as `POST /v1/payment_intents`; the beginning is enough. */
  readonly on: string
  /**
   * `lost`: it is done, and never answered. `lost 500`: it is done, and answered by a 500 that its key keeps. A number: it is
   * not done; a 500 is kept by its key, a 429 or 409 is not. `down`: the line is cut. `slow`: it is answered late.
   */
  readonly kind: 'lost' | 'lost 500' | 'down' | 'slow' | 409 | 429 | 500 | 503
  /** How often; once unless said otherwise. */
  readonly times?: number
}

export interface StripeEvent {
  readonly id: string
  readonly type: string
  readonly data: { readonly object: Readonly<Record<string, unknown>> }
}

export interface StripeMock {
  readonly url: string
  /** What a call must bear. */
  apiKey: string
  readonly books: StripeMockBooks
  /** Method and path of every call, oldest first, with its key. */
  readonly calls: { readonly call: string; readonly key: string | undefined }[]
  /** Every event there was, sent or not. */
  readonly events: StripeEvent[]
  /** Whether events are sent of their own accord. */
  telling: boolean
  fail(fault: Fault): void
  /** As long as it is down no call is answered. */
  down: boolean
  sessionOf(orderId: string): Session
  intentOf(orderId: string): Intent
  deliver(event: StripeEvent | string, signed?: Signing): Promise<{ status: number; body: Record<string, unknown> }>
}

export interface Signing {
  readonly secrets?: readonly string[]
  readonly seconds?: number
}

interface Options {
  readonly apiKey: string
  readonly webhookUrl: string
  readonly webhookSecret: string
}

interface Kept {
  readonly request: string
  readonly answer: MockAnswer
}

const SLOW_MS = 1_500
const NEVER_KEPT = new Set([409, 429, 503])

/** `t=…,v1=…`: HMAC-SHA-256 of time and body under the whole secret, in hex. */
export function signStripe(body: string, { secrets = [], seconds = Math.floor(Date.now() / 1_000) }: Signing): string {
  const signatures = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'))
  return [`t=${seconds}`, ...signatures.map((signature) => `v1=${signature}`)].join(',')
}

/** A server that answers as Stripe's published API does, as far as this project calls it; stopped when the file is over. */
export async function startStripeMock(options: Options): Promise<StripeMock> {
  const mock = new Mock(options)
  await mock.listen()
  afterAll(() => mock.stop())
  return mock
}

class Mock implements StripeMock {
  apiKey: string
  readonly calls: { call: string; key: string | undefined }[] = []
  readonly events: StripeEvent[] = []
  readonly books: StripeMockBooks
  telling = true
  down = false
  url = ''
  private readonly options: Options
  private readonly faults: { on: string; kind: Fault['kind']; left: number }[] = []
  private readonly keys = new Map<string, Kept>()
  private readonly server = createServer((request, response) => void this.handle(request, response))

  constructor(options: Options) {
    this.options = options
    this.apiKey = options.apiKey
    this.books = new StripeMockBooks(
      (type, object) => this.tell(type, object),
      (id) => `${this.url}/c/pay/${id}`,
    )
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  fail({ on, kind, times = 1 }: Fault): void {
    this.faults.push({ on, kind, left: times })
  }

  sessionOf(orderId: string) {
    return oneOf(this.books.sessions.values(), orderId)
  }

  intentOf(orderId: string) {
    return oneOf(this.books.intents.values(), orderId)
  }

  async deliver(event: StripeEvent | string, signed: Signing = {}) {
    const { webhookUrl, webhookSecret } = this.options
    const body = typeof event === 'string' ? event : JSON.stringify(event)
    const signature = signStripe(body, { secrets: [webhookSecret], ...signed })
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature }
    const answer = await fetch(webhookUrl, { method: 'POST', body, headers })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  private tell(type: string, object: object): void {
    const event = {
      ...{ id: `evt_${randomBytes(12).toString('hex')}`, object: 'event', api_version: STRIPE_VERSION, type },
      ...{ created: Math.floor(Date.now() / 1_000), livemode: false, pending_webhooks: 1 },
      data: { object: structuredClone({ ...object }) },
    }
    this.events.push(event)
    if (this.telling) void this.deliver(event).catch(() => undefined)
  }

  private faultOf(call: string): Fault['kind'] | undefined {
    if (this.down) return 'down'
    const fault = this.faults.find(({ on, left }) => left > 0 && call.startsWith(on))
    if (fault) fault.left--
    return fault?.kind
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const { pathname, search } = new URL(request.url ?? '', 'http://mock')
    if (pathname.startsWith('/c/pay/')) return page(this.books, pathname.slice(7), request, body, response)
    const key = request.headers['idempotency-key']?.toString()
    const call = `${request.method} ${pathname}`
    this.calls.push({ call, key })
    const fault = this.faultOf(call)
    if (fault === 'down') return void request.socket.destroy()
    if (request.headers.authorization !== `Bearer ${this.apiKey}`) return sendAnswer(response, WRONG_KEY)
    const isRead = request.method === 'GET'
    const params = parseForm(isRead ? search.slice(1) : body)
    const act = () => answerOf(this.books, call, params)
    const answer =
      isRead || key === undefined
        ? faulty(fault, act).answer
        : this.once(key, `${call} ${body}`, () => faulty(fault, act))
    // The connection stays open and silent, as it does when an answer is lost.
    if (fault === 'lost') return
    if (fault === 'slow') await sleep(SLOW_MS)
    sendAnswer(response, answer)
  }

  /** The same key is the same request, and is answered the same; another request under it is refused. */
  private once(key: string, request: string, work: () => { answer: MockAnswer; kept: boolean }): MockAnswer {
    const known = this.keys.get(key)
    if (known && known.request !== request) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with.`
      return { status: 400, body: { error: { type: 'idempotency_error', message } } }
    }
    if (known) return known.answer
    const { answer, kept } = work()
    if (kept) this.keys.set(key, { request, answer })
    return answer
  }
}

const WRONG_KEY: MockAnswer = {
  status: 401,
  body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' } },
}

function oneOf<T extends { readonly metadata: Record<string, string> }>(all: Iterable<T>, orderId: string): T {
  const found = [...all].find(({ metadata }) => metadata.order_id === orderId)
  if (found === undefined) throw new Error(`the mock has nothing of ${orderId}`)
  return found
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function faulty(fault: Fault['kind'] | undefined, act: () => MockAnswer): { answer: MockAnswer; kept: boolean } {
  const failed = (status: number): MockAnswer => ({
    status,
    body: {
      error:
        status === 429
          ? {
              type: 'invalid_request_error',
              code: 'lock_timeout',
              message: 'This object cannot be accessed right now.',
            }
          : { type: 'api_error', message: 'Something went wrong on our end.' },
    },
  })
  if (typeof fault === 'number') return { answer: failed(fault), kept: !NEVER_KEPT.has(fault) }
  try {
    const answer = act()
    return { answer: fault === 'lost 500' ? failed(500) : answer, kept: true }
  } catch (error) {
    if (!(error instanceof MockRefusal)) throw error
    return { answer: error.answer, kept: error.kept }
  }
}
