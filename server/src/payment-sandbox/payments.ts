import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
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

type Line = { payment: SandboxPayment } | { key: string; answer: Answer }

/**
 * Payments and answered keys, kept in a file of JSON lines so that they outlive the process; the last line of a payment
 * is how it stands.
 */
export class Payments {
  private readonly byOrder = new Map<string, SandboxPayment>()
  private readonly byId = new Map<string, SandboxPayment>()
  private readonly answers = new Map<string, Answer>()
  private readonly file: string | null

  constructor(file: string | null) {
    this.file = file
    if (file === null) return
    mkdirSync(dirname(file), { recursive: true })
    if (!existsSync(file)) return
    for (const text of readFileSync(file, 'utf8').split('\n')) if (text !== '') this.take(text)
  }

  private take(text: string): void {
    const line = parseLine(text)
    if (line === undefined) return
    if ('payment' in line) this.remember(line.payment)
    else this.answers.set(line.key, line.answer)
  }

  private remember(payment: SandboxPayment): void {
    this.byOrder.set(payment.orderId, payment)
    this.byId.set(payment.paymentId, payment)
  }

  private append(line: Line): void {
    if (this.file !== null) appendFileSync(this.file, `${JSON.stringify(line)}\n`)
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

  add(paymentId: string, payment: NewPayment, nowMs: number): SandboxPayment {
    const declineCode = payment.state === 'declined' ? 'CARD_DECLINED' : null
    const added: SandboxPayment = { ...payment, paymentId, refunded: 0, declineCode, createdAtMs: nowMs }
    this.remember(added)
    this.append({ payment: added })
    return added
  }

  change(payment: SandboxPayment, change: Partial<Pick<SandboxPayment, 'state' | 'refunded' | 'declineCode'>>) {
    const changed: SandboxPayment = { ...payment, ...change }
    this.remember(changed)
    this.append({ payment: changed })
    return changed
  }

  answered(key: string): Answer | undefined {
    return this.answers.get(key)
  }

  keep(key: string, answer: Answer): void {
    this.answers.set(key, answer)
    this.append({ key, answer })
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
