import { appendFileSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

export const MODES = [
  'success',
  'pending_then_success',
  'always_fail',
  'capture_fail',
  'timeout_after_success',
  'slow',
] as const
export type Mode = (typeof MODES)[number]

export type State = 'pending' | 'authorized' | 'captured' | 'declined' | 'voided'

/** A payment of the sandbox; whole won. */
export interface SandboxPayment {
  readonly paymentId: string
  readonly orderId: string
  readonly orderName: string
  readonly amount: number
  readonly currency: string
  readonly mode: Mode
  readonly state: State
  readonly refunded: number
  readonly declineCode: string | null
  readonly returnUrl: string | null
  /** Ms since the epoch. */
  readonly createdAtMs: number
}

export interface NewPayment {
  readonly orderId: string
  readonly orderName: string
  readonly amount: number
  readonly currency: string
  readonly mode: Mode
  readonly state: State
  readonly returnUrl: string | null
}

/** What was answered to a request under a key: the same again is the same answer. */
export interface Answer {
  readonly status: number
  readonly body: object
}

/** What is written at once: what a request changed, and its key with the answer. */
interface Line {
  readonly payments: readonly SandboxPayment[]
  readonly key?: string
  readonly answer?: Answer
}

/**
 * Payments and answered keys, kept in a file of JSON lines so that they outlive the process; the last line of a payment
 * is how it stands. A request is one line: killed at any point, it was done and answered or it was not done.
 */
export class Payments {
  private readonly byOrder = new Map<string, SandboxPayment>()
  private readonly byId = new Map<string, SandboxPayment>()
  private readonly answers = new Map<string, Answer>()
  /** Open for as long as the process runs; null: nothing is kept. */
  private readonly kept: number | null = null
  /** What the request in hand has changed so far; null: there is none. */
  private changed: SandboxPayment[] | null = null

  constructor(file: string | null) {
    if (file === null) return
    mkdirSync(dirname(file), { recursive: true })
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    for (const line of text.split('\n')) if (line !== '') this.take(line)
    this.kept = openSync(file, 'a')
    // A line that was cut off must not swallow the next one.
    if (text !== '' && !text.endsWith('\n')) appendFileSync(this.kept, '\n')
  }

  private take(text: string): void {
    const line = parseLine(text)
    for (const payment of line?.payments ?? []) this.remember(payment)
    if (line?.key !== undefined && line.answer !== undefined) this.answers.set(line.key, line.answer)
  }

  private remember(payment: SandboxPayment): void {
    this.byOrder.set(payment.orderId, payment)
    this.byId.set(payment.paymentId, payment)
  }

  private append(line: Line): void {
    if (this.kept !== null) appendFileSync(this.kept, `${JSON.stringify(line)}\n`)
  }

  findOrder(orderId: string): SandboxPayment | undefined {
    return this.byOrder.get(orderId)
  }

  find(paymentId: string): SandboxPayment | undefined {
    return this.byId.get(paymentId)
  }

  /** In the order in which they began. */
  between(fromMs: number, untilMs: number): SandboxPayment[] {
    return [...this.byOrder.values()].filter(({ createdAtMs }) => createdAtMs >= fromMs && createdAtMs < untilMs)
  }

  private write(payment: SandboxPayment): SandboxPayment {
    this.remember(payment)
    if (this.changed) this.changed.push(payment)
    else this.append({ payments: [payment] })
    return payment
  }

  add(paymentId: string, payment: NewPayment, nowMs: number): SandboxPayment {
    const declineCode = payment.state === 'declined' ? 'CARD_DECLINED' : null
    return this.write({ ...payment, paymentId, refunded: 0, declineCode, createdAtMs: nowMs })
  }

  change(payment: SandboxPayment, change: Partial<Pick<SandboxPayment, 'state' | 'refunded' | 'declineCode'>>) {
    return this.write({ ...payment, ...change })
  }

  /** Does what a key asks for, once; asked again, it is answered the same. */
  once(key: string, act: () => Answer): { readonly answer: Answer; readonly first: boolean } {
    const known = this.answers.get(key)
    if (known) return { answer: known, first: false }
    this.changed = []
    try {
      const answer = act()
      this.answers.set(key, answer)
      this.append({ payments: this.changed, key, answer })
      return { answer, first: true }
    } finally {
      this.changed = null
    }
  }
}

/** The last line may have been cut off. */
function parseLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}
