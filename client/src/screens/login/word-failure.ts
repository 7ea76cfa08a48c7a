import type { Failure } from '../../api/http.ts'
import type { Text } from '../../text/LanguageProvider.tsx'

const MINUTE_SECONDS = 60

/** Why a log-in was refused, and how long to wait where that is known. */
export function wordFailure({ trouble, retryAfterSeconds: seconds }: Failure, text: Text): string {
  const said = text.trouble(trouble)
  if (!seconds) return said
  if (seconds < MINUTE_SECONDS) return `${said} ${text.t('login.retryAfter', { count: seconds })}`
  return `${said} ${text.t('login.retryAfterMinutes', { count: Math.ceil(seconds / MINUTE_SECONDS) })}`
}
