import type { Failure } from '../api/http.ts'
import type { Text } from './LanguageProvider.tsx'

/** How a wait is told: in the largest unit of which there are at least two. */
const WAITS = [
  ['login.retryAfterDays', 86_400],
  ['login.retryAfterHours', 3_600],
  ['login.retryAfterMinutes', 60],
] as const

/** Why something was refused, and when to try again. */
export function wordFailure({ trouble, retryAfterSeconds: seconds }: Failure, text: Text): string {
  const said = text.trouble(trouble)
  if (!seconds) return said
  const [words, unit] =
    WAITS.find(([, unitSeconds]) => seconds >= 2 * unitSeconds) ?? (['login.retryAfter', 1] as const)
  return `${said} ${text.t(words, { count: Math.ceil(seconds / unit) })}`
}
