import type { Trouble } from '../text/translate.ts'
import type { ApiResult, Call, CallOptions, Download, Schema } from './http.ts'
import type { Tokens } from './tokens.ts'

export type AuthorisedCall = <T>(
  path: string,
  schema: Schema<T>,
  options?: Omit<CallOptions, 'accessToken'>,
) => Promise<ApiResult<T>>

export type AuthorisedDownload = (path: string) => Promise<ApiResult<Blob>>

const STALE_TOKEN: ReadonlySet<Trouble> = new Set(['TOKEN_EXPIRED', 'UNAUTHENTICATED', 'SESSION_REVOKED'])

/** Asks with the player's token; a token the server no longer takes is renewed and it is asked once more. */
async function withToken<T>(
  tokens: Tokens,
  ask: (accessToken: string) => Promise<ApiResult<T>>,
): Promise<ApiResult<T>> {
  const token = await tokens.access()
  if (!token.ok) return token
  const first = await ask(token.accessToken)
  if (first.ok || !STALE_TOKEN.has(first.trouble)) return first
  const renewed = await tokens.renew(token.accessToken)
  if (!renewed.ok) return renewed
  return await ask(renewed.accessToken)
}

/** Calls with the player's token. */
export function createAuthorisedCall(call: Call, tokens: Tokens): AuthorisedCall {
  return (path, schema, options = {}) =>
    withToken(tokens, (accessToken) => call(path, schema, { ...options, accessToken }))
}

/** Downloads with the player's token. */
export function createAuthorisedDownload(download: Download, tokens: Tokens): AuthorisedDownload {
  return (path) => withToken(tokens, (accessToken) => download(path, accessToken))
}
