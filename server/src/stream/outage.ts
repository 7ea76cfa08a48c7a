/** Thrown by an effect where not the event is at fault but the world: the same events come again. */
export class StreamOutage extends Error {
  override readonly name = 'StreamOutage'
}

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const SQLSTATE = /^[0-9A-Z]{5}$/
/** Data that does not fit, constraints, and what our own functions raise. Anything else Postgres says is about itself. */
const OF_THE_DATA = /^(22|23|P0001)/
/** What `pg` says of a connection that is gone, which has no code. */
const LOST = /connection terminated|connection error|timeout exceeded|client was closed/i

/** Whether an error is of the world and not of the event; then the event is no poison. */
export function isOutage(error: unknown): boolean {
  if (error instanceof StreamOutage) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === undefined) return LOST.test(error.message)
  return NETWORK.has(code) || (SQLSTATE.test(code) && !OF_THE_DATA.test(code))
}
