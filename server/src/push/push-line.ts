import { readFileSync } from 'node:fs'
import { createSecureContext, rootCertificates } from 'node:tls'
import { Agent, request } from 'undici'
import type { Clock } from '../platform/clock.ts'
import { Deadline } from '../platform/deadline.ts'
import { PUSH_ENCODING, sealForBrowser, signForService } from '../platform/web-push.ts'
import { checkedLookup } from './resolve.ts'
import type { VapidKey } from './vapid-keys.ts'

export interface LineTerms {
  readonly vapidSubject: string
  readonly caFile: string | null
  readonly allowPrivate: boolean
  readonly timeoutMs: number
}

export interface PushMessage {
  readonly endpoint: string
  readonly origin: string
  readonly p256dh: string
  readonly auth: string
  readonly key: VapidKey
  readonly text: string
  readonly ttlSeconds: number
  readonly urgency: 'high' | 'normal' | 'low'
  readonly topic: string
}

export type LineAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | undefined }
  /** Nothing is known of what became of it. */
  | { readonly kind: 'silent'; readonly why: string }

/** A token is good for twelve hours; one is shared by all messages of an origin and key for one. */
const TOKEN_MS = 3_600_000
const CONNECTIONS = 16

/** The way to push services: encryption (RFC 8291), our signature (RFC 8292), and connections that are kept. */
export class PushLine {
  private readonly terms: LineTerms
  private readonly clock: Clock
  private readonly agent: Agent
  private readonly tokens = new Map<string, { readonly header: string; readonly untilMs: number }>()

  constructor(terms: LineTerms, clock: Clock) {
    this.terms = terms
    this.clock = clock
    const { timeoutMs, caFile, allowPrivate } = terms
    this.agent = new Agent({
      connections: CONNECTIONS,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: {
        timeout: timeoutMs,
        lookup: checkedLookup(allowPrivate),
        // Made once: to read all certificates for every connection holds up the process for as long as a hundred messages take.
        ...(caFile && {
          secureContext: createSecureContext({ ca: [...rootCertificates, readFileSync(caFile, 'utf8')] }),
        }),
      },
    })
  }

  /** Hands a message to its push service; whatever goes wrong is an answer. A redirection is not followed. */
  async send(message: PushMessage, signal: AbortSignal): Promise<LineAnswer> {
    const { endpoint, p256dh, auth, text, ttlSeconds, urgency, topic } = message
    const deadline = new Deadline(this.terms.timeoutMs, signal)
    try {
      const answer = await request(endpoint, {
        method: 'POST',
        dispatcher: this.agent,
        signal: deadline.signal,
        headers: {
          authorization: this.authorization(message),
          'content-type': 'application/octet-stream',
          'content-encoding': PUSH_ENCODING,
          ttl: String(ttlSeconds),
          urgency,
          topic,
        },
        body: sealForBrowser(text, { p256dh, auth }),
      })
      await answer.body.dump()
      const retryAfter = answer.headers['retry-after']
      return {
        kind: 'answered',
        status: answer.statusCode,
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      }
    } catch (error) {
      return { kind: 'silent', why: nameOf(error) }
    } finally {
      deadline.clear()
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy()
  }

  private authorization({ origin, key }: PushMessage): string {
    const nowMs = this.clock.nowMs()
    const name = `${key.id} ${origin}`
    const kept = this.tokens.get(name)
    if (kept && nowMs < kept.untilMs && nowMs >= kept.untilMs - TOKEN_MS) return kept.header
    const header = signForService(origin, { subject: this.terms.vapidSubject, ...key })
    this.tokens.set(name, { header, untilMs: nowMs + TOKEN_MS })
    return header
  }
}

/** What kind of trouble it was, without an address in it. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
