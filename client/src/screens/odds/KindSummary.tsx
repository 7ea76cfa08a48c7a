import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import type { KindOdds } from '../games/contract.ts'
import { wordKind } from './word-odds.ts'

const CELL = 'px-1.5 py-2 first:pl-0 last:pr-0 sm:px-3'

/** What every way of playing returns, how often it pays and how much at most. */
export function KindSummary({ kinds }: { kinds: readonly KindOdds[] }) {
  const text = useText()
  const { t, percent, whole } = text
  const shown = kinds.filter(({ rtpPercent }) => rtpPercent !== null)
  if (shown.length === 0) return null
  return (
    <Card title={t('odds.kinds')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section aria-label={t('odds.kinds')} tabIndex={0} className="max-h-112 overflow-auto">
        <table className="w-full text-left text-xs tabular-nums sm:text-sm">
          <thead className="sticky top-0 bg-ink-2 text-mist">
            <tr>
              <th scope="col" className={CELL}>
                {t('odds.kindName')}
              </th>
              <th scope="col" className={`${CELL} text-right`}>
                {t('odds.rtp')}
              </th>
              <th scope="col" className={`${CELL} text-right`}>
                {t('odds.hitRate')}
              </th>
              <th scope="col" className={`${CELL} text-right`}>
                {t('odds.most')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ kind, rtpPercent, hitRatePercent, maxWinMultiple }) => (
              <tr key={kind} data-kind={kind} className="border-t border-white/5">
                <th scope="row" className={`${CELL} font-medium`}>
                  {wordKind(kind, text)}
                </th>
                <td className={`${CELL} text-right whitespace-nowrap`}>{percent(rtpPercent ?? 0)}</td>
                <td className={`${CELL} text-right whitespace-nowrap`}>{percent(hitRatePercent)}</td>
                <td className={`${CELL} text-right whitespace-nowrap`}>×{whole(maxWinMultiple)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
