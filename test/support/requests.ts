import type { Problem } from '@casino-club/shared'

/** An answer with its JSON read; a body in another form is its text. */
export interface Answer<Body> {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

/** JSON of which a test looks at a few fields; those it reads, it names by a type of its own. */
export type Json = Record<string, unknown>

export interface Requests {
  get<Body = Json>(path: string, token?: string, headers?: Record<string, string>): Promise<Answer<Body>>
  post<Body = Json>(
    path: string,
    body?: unknown,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  put<Body = Json>(path: string, body: unknown, token?: string): Promise<Answer<Body>>
  /** The body as it stands, with a content type of one's own. */
  send<Body = Json>(method: string, path: string, init?: RequestInit): Promise<Answer<Body>>
}

/** HTTP requests to one server, the way the web apps make them. */
export function requestsTo(baseUrl: string): Requests {
  const send = async <Body>(method: string, path: string, init: RequestInit = {}): Promise<Answer<Body>> => {
    const response = await fetch(`${baseUrl}${path}`, { method, redirect: 'manual', ...init })
    const text = await response.text()
    const isJson = /json\b/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body }
  }
  const bearer = (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` })
  return {
    send,
    get: (path, token, headers = {}) => send('GET', path, { headers: { ...bearer(token), ...headers } }),
    post: (path, body, token, headers = {}) =>
      send('POST', path, {
        headers: { 'content-type': 'application/json', ...bearer(token), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    put: (path, body, token) =>
      send('PUT', path, {
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: JSON.stringify(body),
      }),
  }
}

/** What a refused request looks like. */
export function aProblem(status: number, reason: Problem['reason']) {
  return { status, body: { status, reason, type: `urn:casino-club:${reason}` } }
}
