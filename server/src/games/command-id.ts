import { accept, commandIdSchema, type Result, refuse } from '@casino-club/shared'
import type { RequestInfo } from '../platform/http/route.ts'

/** The command id of an HTTP command: from the body, else from the header `Idempotency-Key`. */
export function commandIdOf(inBody: string | undefined, request: RequestInfo): Result<string, 'INVALID_PAYLOAD'> {
  if (inBody !== undefined) return accept(inBody)
  const parsed = commandIdSchema.safeParse(request.header('idempotency-key'))
  if (parsed.success) return accept(parsed.data)
  return refuse('INVALID_PAYLOAD', 'a commandId (UUID) is needed, in the body or as Idempotency-Key')
}
