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
  return pino({ name, level, redact: { paths, censor: '[hidden]' } })
}
