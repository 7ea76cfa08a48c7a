import type { Fraction, SlotConfigReply } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'

type Analysis = SlotConfigReply['analysis']

/** The figures of a table: what it returns, how often it pays, how much it swings. */
export function OddsFigures({ analysis }: { analysis: Analysis }) {
  const { t, whole, percent } = useText()
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure
        name={t('odds.rtp')}
        value={percent(analysis.rtpPercent)}
        exactly={analysis.rtp}
        hint={t('odds.rtpHint')}
      />
      <Figure
        name={t('odds.lowest')}
        value={percent(analysis.lowestRtpPercent)}
        exactly={analysis.lowestRtp}
        hint={t('odds.lowestHint', { bet: analysis.lowestRtpBet })}
      />
      <Figure
        name={t('odds.hitRate')}
        value={percent(analysis.hitRatePercent)}
        exactly={analysis.hitRate}
        hint={t('odds.hitRateHint')}
      />
      <Figure
        name={t('odds.volatility')}
        value={whole(analysis.volatility)}
        hint={t('odds.volatilityHint', { max: analysis.maxWinMultiple })}
      />
    </div>
  )
}

function Figure({ name, value, exactly, hint }: { name: string; value: string; exactly?: Fraction; hint: string }) {
  const { t } = useText()
  return (
    <section aria-label={name} className="glass flex flex-col rounded-3xl p-5">
      <h2 className="font-sans text-sm font-semibold text-mist">{name}</h2>
      <p className="gold-text mt-2 self-start font-display text-3xl tabular-nums">{value}</p>
      {exactly && (
        <details className="mt-2 text-xs text-mist">
          <summary className="cursor-pointer rounded">{t('odds.exactly')}</summary>
          <code className="mt-1 block break-all">
            {exactly.numerator} / {exactly.denominator}
          </code>
        </details>
      )}
      <p className="mt-2 text-sm text-mist">{hint}</p>
    </section>
  )
}
