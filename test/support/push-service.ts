import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PushSubscribeBody } from '@casino-club/shared'
import { importJWK, jwtVerify } from 'jose'
import { generate } from 'selfsigned'
import { aReceiver, type Receiver } from './push.ts'
import { decryptPush } from './push-decrypt.ts'

/** What a service does with the next messages of a subscription. */
export type PushScript = 201 | 400 | 401 | 403 | 404 | 406 | 410 | 413 | 429 | 500 | 'hang' | 'reset' | 'redirect'

export interface TakenPush {
  readonly payload: Record<string, unknown>
  readonly ttl: number
  readonly topic: string | undefined
  readonly urgency: string | undefined
  readonly vapidKey: string
  readonly subject: string
}

/** A browser that is subscribed to this service. */
export interface TestBrowser extends Receiver {
  /** Messages it was sent, in their order, also those that others took the place of. */
  readonly taken: TakenPush[]
  /** What waits for it: of each topic the newest (RFC 8030, 5.4). */
  readonly waiting: Map<string, TakenPush>
  readonly asked: number
  /** Answers from now on. */
  answer(script: PushScript, retryAfter?: string): void
}

export interface TestPushService {
  readonly host: string
  readonly origin: string
  readonly caFile: string
  /** Every request that came, whatever it was answered. */
  readonly requests: () => number
  /** A browser whose subscription belongs to this key of the club. */
  subscribe(vapidKey: string, overrides?: Partial<PushSubscribeBody>): TestBrowser
  stop(): Promise<void>
}

interface Subscribed extends TestBrowser {
  vapidKey: string
  script: PushScript
  retryAfter: string | undefined
  asked: number
}

const MOST_BODY = 4_096

interface Sender {
  readonly key: string
  readonly subject: string
}

/** Checks our signature as RFC 8292 asks for it; gives whom it says we are. Throws where it is wrong. */
async function verifyVapid(header: string | undefined, origin: string): Promise<Sender> {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=([A-Za-z0-9_-]{87})$/.exec(header ?? '') ?? []
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256')
  const { payload } = await jwtVerify(token, publicKey, { audience: origin, requiredClaims: ['exp', 'sub'] })
  const { exp = 0, sub = '' } = payload
  if (exp > Date.now() / 1_000 + 86_400) throw new Error('it is good for more than a day')
  if (!/^(mailto:|https:)/.test(sub)) throw new Error('the subject leads nowhere')
  return { key, subject: sub }
}

/** The same, of many messages under one signature once, as services do. */
function vapidVerifier(origin: () => string): (header: string | undefined) => Promise<Sender> {
  const known = new Map<string | undefined, Sender>()
  return async (header) => {
    const sender = known.get(header) ?? (await verifyVapid(header, origin()))
    known.set(header, sender)
    return sender
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A certificate of an authority of its own, for the loopback. */
async function certificates() {
  const authority = await generate([{ name: 'commonName', value: 'Push test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  })
  const own = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { authority: authority.cert, cert: own.cert, key: own.private }
}

/**
 * A push service on the loopback, over TLS: it opens messages with the browser's keys, verifies our signature, and answers
 * what it is told to. The club reaches it by its settings alone.
 */
export async function startPushService(): Promise<TestPushService> {
  const { authority, cert, key } = await certificates()
  const folder = mkdtempSync(join(tmpdir(), 'push-service-'))
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority)
  const browsers = new Map<string, Subscribed>()
  const verify = vapidVerifier(() => origin())
  let requests = 0
  const server = createServer({ cert, key }, (request, response) => {
    requests++
    serve(browsers, { origin: origin(), verify }, request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = () => `localhost:${(server.address() as AddressInfo).port}`
  const origin = () => `https://${host()}`
  return {
    host: host(),
    origin: origin(),
    caFile,
    requests: () => requests,
    subscribe(vapidKey, overrides) {
      const name = randomBytes(16).toString('base64url')
      const browser: Subscribed = {
        ...aReceiver({ endpoint: `${origin()}/send/${name}`, ...overrides }),
        ...{ vapidKey, script: 201, retryAfter: undefined, taken: [], waiting: new Map(), asked: 0 },
        answer(script, retryAfter) {
          browser.script = script
          browser.retryAfter = retryAfter
        },
      }
      browsers.set(`/send/${name}`, browser)
      return browser
    },
    stop: () =>
      new Promise((resolve) => {
        rmSync(folder, { recursive: true })
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  browsers: ReadonlyMap<string, Subscribed>,
  { origin, verify }: { readonly origin: string; readonly verify: ReturnType<typeof vapidVerifier> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request)
  const browser = browsers.get(request.url ?? '')
  const end = (status: number, headers: Record<string, string> = {}) => response.writeHead(status, headers).end()
  if (browser === undefined) return void end(404)
  browser.asked++
  const { script, retryAfter } = browser
  if (script === 'hang') return
  if (script === 'reset') return void request.socket.destroy()
  if (script === 'redirect') return void end(307, { location: `${origin}/elsewhere` })
  if (script !== 201) return void end(script, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
  const vapid = await verify(request.headers.authorization).catch(() => undefined)
  if (vapid === undefined || vapid.key !== browser.vapidKey) return void end(403)
  if (body.length > MOST_BODY) return void end(413)
  const { ttl, topic, urgency } = request.headers as Record<string, string | undefined>
  if (!/^\d+$/.test(ttl ?? '') || request.headers['content-encoding'] !== 'aes128gcm') return void end(400)
  if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) return void end(400)
  const payload = JSON.parse(decryptPush(body, browser).toString()) as Record<string, unknown>
  const push = { payload, ttl: Number(ttl), topic, urgency, vapidKey: vapid.key, subject: vapid.subject }
  browser.taken.push(push)
  browser.waiting.set(topic ?? randomBytes(8).toString('hex'), push)
  end(201, { location: `${origin}/message/${browser.taken.length}` })
}
