import type { OutcomeOdds } from '@casino-club/shared'
import { useItemName } from '../../items/ItemsProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import type { KindOdds } from '../games/contract.ts'
import { wordKind, wordOutcome } from './word-odds.ts'

const CELL = 'px-1.5 py-2 align-top first:pl-0 last:pr-0 sm:px-3'
const NUMBER = `${CELL} text-right whitespace-nowrap`

/** Every outcome with its exact chance; of several kinds side by side, in the order of the first one that has it. */
export function OutcomeTable({ kinds }: { kinds: readonly KindOdds[] }) {
  const text = useText()
  const itemName = useItemName()
  const { t } = text
  const outcomes = [...new Set(kinds.flatMap((kind) => kind.outcomes.map(({ outcome }) => outcome)))]
  const pays = kinds.some((kind) => kind.outcomes.some(({ multiplier }) => multiplier !== null))
  const several = kinds.length > 1
  return (
    <div className="-mx-1 overflow-x-auto px-1">
      <table data-testid="outcomes" className="w-full text-left text-xs tabular-nums sm:text-sm">
        <thead className="text-mist">
          <tr className="border-b border-white/10">
            <th scope="col" className={CELL}>
              {t('odds.outcome')}
            </th>
            {pays && (
              <th scope="col" className={`${CELL} text-right`}>
                {t('odds.pays')}
              </th>
            )}
            {kinds.map(({ kind }) => (
              <th key={kind} scope="col" className={`${CELL} text-right`}>
                {several ? wordKind(kind, text) : t('odds.chance')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map((outcome) => (
            <OutcomeRow
              key={outcome}
              name={wordOutcome(outcome, { t, itemName })}
              pays={pays}
              odds={kinds.map((kind) => kind.outcomes.find((one) => one.outcome === outcome) ?? null)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OutcomeRow({ name, pays, odds }: { name: string; pays: boolean; odds: readonly (OutcomeOdds | null)[] }) {
  const { t, digits, percent } = useText()
  const multiplier = odds.find((one) => one !== null)?.multiplier ?? null
  return (
    <tr className="border-b border-white/5 last:border-0">
      <th scope="row" className={`${CELL} font-medium`}>
        {name}
      </th>
      {pays && <td className={NUMBER}>{multiplier === null ? '–' : t('odds.times', { count: multiplier })}</td>}
      {odds.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell a kind, in their order
        <td key={index} className={NUMBER}>
          {one ? (
            <>
              {percent(one.percent)}
              <span className="block text-xs text-mist">
                <Ratio
                  numerator={digits(one.probability.numerator)}
                  denominator={digits(one.probability.denominator)}
                />
              </span>
            </>
          ) : (
            '–'
          )}
        </td>
      ))}
    </tr>
  )
}

const LONGEST = 24

/** A fraction in full; a very long one is folded, since it would push the rest off the page. */
function Ratio({ numerator, denominator }: { numerator: string; denominator: string }) {
  const { t } = useText()
  if (numerator.length + denominator.length <= LONGEST) return `${numerator}/${denominator}`
  return (
    <details>
      <summary className="cursor-pointer rounded">{t('odds.exactly')}</summary>
      <code className="block max-w-44 text-left whitespace-normal break-all">
        {numerator} / {denominator}
      </code>
    </details>
  )
}
