import { Link } from 'react-router'
import type { Failure } from '../api/http.ts'
import { useText } from '../text/LanguageProvider.tsx'
import { wordWait } from '../text/word-failure.ts'
import { adviceOn, wordRefusal } from './refusals.ts'

/** Why something was not bought, and what the player can do. */
export function Refusal({
  trouble,
  retryAfterSeconds,
  onLeave,
}: Pick<Failure, 'trouble' | 'retryAfterSeconds'> & { onLeave?: () => void }) {
  const text = useText()
  const advice = adviceOn(trouble)
  const wait = wordWait(retryAfterSeconds, text)
  return (
    <div
      role="alert"
      data-testid="refusal"
      data-reason={trouble}
      className="rounded-2xl border border-rose/40 bg-rose/10 p-4 text-sm"
    >
      <p className="font-semibold">{wordRefusal(trouble, text)}</p>
      {(advice || wait) && (
        <p className="mt-1.5 text-mist">
          {advice && text.t(advice.hint)} {wait}
        </p>
      )}
      {advice?.link && advice.to && (
        <Link
          to={advice.to}
          onClick={onLeave}
          data-testid="refusal-link"
          className="mt-2 inline-block font-semibold text-gold underline"
        >
          {text.t(advice.link)}
        </Link>
      )}
    </div>
  )
}
