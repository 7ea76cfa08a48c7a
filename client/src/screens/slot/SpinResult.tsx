import { useText } from '../../text/LanguageProvider.tsx'
import type { Spin } from './use-spin.ts'
import { wordResult } from './word-result.ts'

/** Announces how the spin went, to eyes and screen readers alike. */
export function SpinResult({ spin }: { spin: Spin }) {
  const text = useText()
  const { t, trouble } = text
  const outcome = spin.phase === 'shown' ? spin.outcome : null
  const gained = outcome !== null && outcome.win > outcome.bet
  return (
    <div
      aria-live="polite"
      aria-atomic="true"
      data-testid="spin-result"
      data-phase={spin.phase}
      data-command-id={outcome?.commandId}
      data-event-id={outcome?.eventId}
      data-win={outcome?.win}
      data-coins={outcome?.coins}
      data-reason={spin.phase === 'refused' ? spin.trouble : undefined}
      className="flex min-h-27 flex-col items-center justify-center py-3 text-center"
    >
      {spin.phase === 'ready' && <p className="text-mist">{t('slot.ready')}</p>}
      {(spin.phase === 'waiting' || spin.phase === 'turning') && <p className="text-mist">{t('slot.spinning')}</p>}
      {spin.phase === 'refused' && <p className="text-rose">{trouble(spin.trouble)}</p>}
      {outcome && (
        <p className={gained ? 'gold-text font-display text-xl text-balance sm:text-3xl' : 'text-lg'}>
          {wordResult(outcome, text)}
        </p>
      )}
      {outcome && outcome.bonusPercent > 0 && (
        <p className="mt-1 text-sm text-mist">{t('slot.bonus', { percent: outcome.bonusPercent })}</p>
      )}
    </div>
  )
}
