import { useText } from '../../text/LanguageProvider.tsx'
import { type CrashShown, times } from './crash-view.ts'
import type { CrashAnswer } from './use-crash.ts'

/** Says how one's own bet stands, to eyes and screen readers alike. */
export function CrashResult({ shown, answer }: { shown: CrashShown; answer: CrashAnswer | null }) {
  const { t, trouble } = useText()
  const { own, phase, point, roundId } = shown
  const refused = answer && answer.roundId === roundId && !answer.reply.ok ? answer.reply : null
  const said = () => {
    if (own && own.cashedOutAt > 0) return t('crash.out', { at: times(own.cashedOutAt), win: own.win })
    if (refused?.reason === 'TOO_LATE') return t('crash.tooLate', { point: times(point) })
    if (refused) return trouble(refused.reason ?? 'INTERNAL')
    if (own && phase === 'crashed') return t('crash.lost', { point: times(point), bet: own.bet })
    if (own) return t(phase === 'flying' ? 'crash.inAir' : 'crash.ready', { bet: own.bet })
    return t(phase === 'betting' ? 'crash.invite' : 'crash.watch')
  }
  const gained = own !== null && own.win > own.bet
  return (
    <p
      aria-live="polite"
      data-testid="crash-result"
      data-cashed-out={own?.cashedOutAt ?? 0}
      data-win={own?.win ?? 0}
      data-reason={refused?.reason}
      className={`min-h-8 text-center ${gained ? 'gold-text font-display text-xl' : ''}`}
    >
      {said()}
    </p>
  )
}
