import type { LineOdds } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { SlotSymbol, symbolName } from '../../ui/symbols/SlotSymbol.tsx'

const CELL = 'px-1.5 py-2.5 first:pl-0 last:pr-0 sm:px-3'

/** Every line that pays, with its exact chance. */
export function LineTable({ lines }: { lines: readonly LineOdds[] }) {
  const { t } = useText()
  return (
    <div className="-mx-1 overflow-x-auto px-1">
      <table className="w-full text-left text-xs sm:text-sm tabular-nums">
        <thead className="text-mist sm:text-xs">
          <tr className="border-b border-white/10">
            <th scope="col" className={CELL}>
              {t('odds.line')}
            </th>
            <th scope="col" className={`${CELL} text-right`}>
              {t('odds.pays')}
            </th>
            <th scope="col" className={`${CELL} text-right`}>
              {t('odds.chance')}
            </th>
            <th scope="col" className={`${CELL} hidden text-right sm:table-cell`}>
              {t('odds.percent')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow key={`${line.line}:${line.symbol}`} odds={line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LineRow({ odds }: { odds: LineOdds }) {
  const { t, digits, percent } = useText()
  const symbol = symbolName(odds.symbol, t)
  const { numerator, denominator } = odds.probability
  return (
    <tr className="border-b border-white/5 last:border-0">
      <th scope="row" className={`${CELL} font-medium`}>
        <span aria-hidden="true" className="mr-2 inline-flex gap-0.5 align-middle">
          {(odds.line === 'triple' ? ['a', 'b', 'c'] : ['a', 'b']).map((place) => (
            <SlotSymbol key={place} id={odds.symbol} className="size-5 sm:size-6" />
          ))}
        </span>
        <span className="block text-xs font-normal text-mist sm:inline sm:text-sm sm:text-cream">
          {t(`odds.${odds.line}`, { symbol })}
        </span>
      </th>
      <td className={`${CELL} text-right whitespace-nowrap`}>{t('odds.times', { count: odds.multiplier })}</td>
      <td className={`${CELL} text-right whitespace-nowrap`}>
        {digits(numerator)}/{digits(denominator)}
        <span className="block text-xs text-mist sm:hidden">{percent(odds.percent)}</span>
      </td>
      <td className={`${CELL} hidden text-right whitespace-nowrap sm:table-cell`}>{percent(odds.percent)}</td>
    </tr>
  )
}
