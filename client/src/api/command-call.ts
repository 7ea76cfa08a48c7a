import { newCommandId } from '../room/command-id.ts'
import type { AuthorisedCall } from './authorised.ts'
import type { ApiResult, Schema } from './http.ts'

const ATTEMPTS = 3

/** Sends a command over HTTP, where it works while the rooms are closed. */
export type CommandCall = <T>(path: string, schema: Schema<T>, fields?: object) => Promise<ApiResult<T>>

/** A lost answer is asked for again under the same command id: whatever it was, it is done once. */
export function createCommandCall(call: AuthorisedCall): CommandCall {
  return async (path, schema, fields = {}) => {
    const body = { commandId: newCommandId(), ...fields }
    for (let attempt = 1; ; attempt++) {
      const result = await call(path, schema, { method: 'POST', body })
      const unknown = !result.ok && (result.trouble === 'OFFLINE' || result.trouble === 'TEMPORARILY_UNAVAILABLE')
      if (!unknown || attempt === ATTEMPTS) return result
    }
  }
}
