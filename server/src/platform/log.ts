import { type Logger, pino } from 'pino'

export type Log = Logger

/** What must never reach a log line, wherever it stands in an object. */
const SECRET_FIELDS = [
  'password',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'serverSeed',
  'email',
  'phoneNumber',
  'inviteCode',
]

/** Structured JSON lines on standard output; secrets and personal fields are blanked to three levels deep. */
export function createLog(level: string, name = 'casino-club'): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
  return pino({ name, level, redact: { paths, censor: '[hidden]' }, serializers: { err: describeError } })
}

/** What an operator needs of an error. Its other fields may hold a row's values or a connection with its password. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return { name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) }
}
