import { errorOf, RequestError } from './request-error.ts'
import type { Session, SessionStore } from './session.ts'
import type { StepUpDoor } from './step-up.ts'

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
  /** How long to wait for the answer; none for downloads. */
  readonly timeoutMs?: number | null
  /** The answer brings a cookie that the browser is to keep; else none is sent or kept. */
  readonly keepsCookie?: true
}

export interface HttpDeps {
  readonly fetch: typeof globalThis.fetch
  readonly store: SessionStore
  readonly refresh: (stale: Session) => Promise<Session>
  readonly now: () => number
  readonly stepUp?: StepUpDoor
}

export interface Http {
  /** Asks as nobody: login and refresh. */
  anonymous(path: string, options?: RequestOptions): Promise<Response>
  /** Asks with the session's token, renewed when it is old or refused. */
  authorized(path: string, options?: RequestOptions): Promise<Response>
  /** Fetches a new token: what one may do has changed. */
  renew(): Promise<void>
}

const TIMEOUT_MS = 15_000
/** A token this close to its end would expire on the way. */
const EARLY_MS = 20_000

function initOf(options: RequestOptions, token?: string): RequestInit {
  const timeout = options.timeoutMs === null ? undefined : AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  const signals = [options.signal, timeout].filter((signal) => signal !== undefined)
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  return {
    method: options.method ?? 'GET',
    headers,
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: AbortSignal.any(signals),
    cache: 'no-store',
    credentials: options.keepsCookie ? 'same-origin' : 'omit',
  }
}

/** All talk with the server goes through here. Failures are thrown as `RequestError`; a caller's own abort is passed on. */
export function createHttp({ fetch, store, refresh, now, stepUp }: HttpDeps): Http {
  const send = async (path: string, options: RequestOptions, token?: string): Promise<Response> => {
    try {
      return await fetch(path, initOf(options, token))
    } catch (cause) {
      if (options.signal?.aborted) throw cause
      throw new RequestError(0, 'UNREACHABLE', null, cause)
    }
  }
  const http: Http = {
    async anonymous(path, options = {}) {
      const response = await send(path, options)
      if (!response.ok) throw await errorOf(response)
      return response
    },
    async authorized(path, options = {}) {
      let session = await store.read()
      if (!session) throw new RequestError(401, 'UNAUTHENTICATED')
      if (session.expiresAtMs - EARLY_MS <= now()) session = await refresh(session)
      let response = await send(path, options, session.accessToken)
      // A refused token means that nothing was done, so even a command may be sent again.
      if (response.status === 401) response = await send(path, options, (await refresh(session)).accessToken)
      if (response.ok) return response
      const error = await errorOf(response)
      // Nothing was done yet either where a fresh proof is asked for first.
      if (error.code === 'STEP_UP_REQUIRED' && (await stepUp?.ask?.())) return await http.authorized(path, options)
      throw error
    },
    async renew() {
      const session = await store.read()
      if (session) await refresh(session)
    },
  }
  return http
}

/** The part of a contract schema that is needed to check an answer. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown }
}

export type SchemaOutput<S> = S extends Schema<infer T> ? T : never

/** Reads a JSON answer and checks it against the contract. */
export async function parsed<T>(response: Response, schema: Schema<T>): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined)
  const result = schema.safeParse(body)
  if (!result.success) throw new RequestError(response.status, 'BAD_ANSWER', null, result.error)
  return result.data
}
