import type { Trouble } from '../text/translate.ts'
import type { ApiResult, Call, CallOptions, Schema } from './http.ts'
import type { Tokens } from './tokens.ts'

export type AuthorisedCall = <T>(
  path: string,
  schema: Schema<T>,
  options?: Omit<CallOptions, 'accessToken'>,
) => Promise<ApiResult<T>>

const STALE_TOKEN: ReadonlySet<Trouble> = new Set(['TOKEN_EXPIRED', 'UNAUTHENTICATED', 'SESSION_REVOKED'])

/** Calls with the player's token; a token the server no longer takes is renewed and the call made once more. */
export function createAuthorisedCall(call: Call, tokens: Tokens): AuthorisedCall {
  return async (path, schema, options = {}) => {
    const token = await tokens.access()
    if (!token.ok) return token
    const first = await call(path, schema, { ...options, accessToken: token.accessToken })
    if (first.ok || !STALE_TOKEN.has(first.trouble)) return first
    const renewed = await tokens.renew(token.accessToken)
    if (!renewed.ok) return renewed
    return await call(path, schema, { ...options, accessToken: renewed.accessToken })
  }
}
