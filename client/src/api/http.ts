import { problemSchema, type Reason } from '@casino-club/shared'
import type { Trouble } from '../text/translate.ts'

const TIMEOUT_MS = 15_000

/** What stood in the way of a call. */
export interface Failure {
  readonly ok: false
  readonly trouble: Trouble
  readonly retryAfterSeconds?: number
  /** Names of the fields the server objects to. */
  readonly fields?: readonly string[]
}

export interface Success<T> {
  readonly ok: true
  readonly value: T
  readonly headers: Headers
}

export type ApiResult<T> = Success<T> | Failure

/** The part of a zod schema that is needed to check a reply. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly accessToken?: string
  /** It is sent though the page goes away meanwhile; its body may be 64 kilobytes. */
  readonly keepalive?: boolean
}

/** Fetches a file as it stands; it answers and never throws. */
export type Download = (path: string, accessToken: string) => Promise<ApiResult<Blob>>

/** A call over HTTP whose reply is checked against a schema; it answers and never throws. */
export type Call = <T>(path: string, schema: Schema<T>, options?: CallOptions) => Promise<ApiResult<T>>

function reasonByStatus(status: number): Reason {
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 403) return 'FORBIDDEN'
  if (status === 404) return 'NOT_FOUND'
  if (status === 429) return 'RATE_LIMITED'
  return status >= 502 ? 'TEMPORARILY_UNAVAILABLE' : 'INTERNAL'
}

async function failureOf(response: Response): Promise<Failure> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  if (!problem.success) return { ok: false, trouble: reasonByStatus(response.status) }
  const { reason, retryAfterSeconds, errors } = problem.data
  return { ok: false, trouble: reason, retryAfterSeconds, fields: errors?.map((error) => error.path) }
}

/** Makes the caller; `fetchFn` is a parameter so that tests need no network. */
export function createCall(fetchFn: typeof fetch = (input, init) => fetch(input, init)): Call {
  return async (path, schema, { method = 'GET', body, accessToken, keepalive } = {}) => {
    const headers = new Headers({ accept: 'application/json' })
    if (body !== undefined) headers.set('content-type', 'application/json')
    if (accessToken) headers.set('authorization', `Bearer ${accessToken}`)
    try {
      const response = await fetchFn(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        keepalive,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (!response.ok) return await failureOf(response)
      const parsed = schema.safeParse(await response.json())
      if (!parsed.success) return { ok: false, trouble: 'INTERNAL' }
      return { ok: true, value: parsed.data, headers: response.headers }
    } catch {
      return { ok: false, trouble: 'OFFLINE' }
    }
  }
}

/** Makes the downloader. Files may be of any size: there is no limit of time. */
export function createDownload(fetchFn: typeof fetch = (input, init) => fetch(input, init)): Download {
  return async (path, accessToken) => {
    try {
      const response = await fetchFn(path, { headers: { authorization: `Bearer ${accessToken}` } })
      if (!response.ok) return await failureOf(response)
      return { ok: true, value: await response.blob(), headers: response.headers }
    } catch {
      return { ok: false, trouble: 'OFFLINE' }
    }
  }
}
