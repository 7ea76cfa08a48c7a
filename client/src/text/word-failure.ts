import type { Failure } from '../api/http.ts'
import type { Text } from './LanguageProvider.tsx'

/** How a wait is told: in the largest unit of which there are at least two. */
const WAITS = [
  ['login.retryAfterDays', 86_400],
  ['login.retryAfterHours', 3_600],
  ['login.retryAfterMinutes', 60],
] as const

/** When to try again; empty where nobody knows. */
export function wordWait(seconds: number | undefined, text: Pick<Text, 't'>): string {
  if (!seconds) return ''
  const [words, unit] =
    WAITS.find(([, unitSeconds]) => seconds >= 2 * unitSeconds) ?? (['login.retryAfter', 1] as const)
  return text.t(words, { count: Math.ceil(seconds / unit) })
}

/** Why something was refused, and when to try again. */
export function wordFailure({ trouble, retryAfterSeconds }: Failure, text: Text): string {
  const said = text.trouble(trouble)
  const wait = wordWait(retryAfterSeconds, text)
  return wait === '' ? said : `${said} ${wait}`
}
