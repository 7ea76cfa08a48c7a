import type { Fraction } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Fact } from '../../ui/Hash.tsx'
import { type GameConfig, RARITIES } from '../games/contract.ts'
import { OutcomeTable } from './OutcomeTable.tsx'
import { wordFact } from './word-odds.ts'

/** The odds of a pull: as drawn beside what they come to with the guarantee, and what the guarantee is. */
export function PullOdds({ config }: { config: GameConfig<'gacha'> }) {
  const text = useText()
  const { t } = text
  const { analysis, table } = config
  const { at, guaranteed } = table.pity
  const known = RARITIES.find((rarity) => rarity === guaranteed)
  const rarity = known ? t(`rarity.${known}`) : guaranteed
  return (
    <>
      <Card title={t('odds.pullOutcomes')} lead={t('odds.pullLead')}>
        <OutcomeTable kinds={analysis.kinds} />
      </Card>
      <Card title={t('odds.pityTitle')}>
        <p className="text-mist">{t('odds.pityRule', { rarity, at })}</p>
        <p className="mt-2 text-mist">{t('odds.nearMiss', { perMille: table.nearMissPerMille })}</p>
        <dl className="mt-3">
          {Object.entries(analysis.facts ?? {}).map(([name, value]) => (
            <Fact key={name} name={wordFact(name, text)}>
              <FactValue value={value} />
            </Fact>
          ))}
        </dl>
      </Card>
    </>
  )
}

const DIGITS_OF_A_NUMBER = 15

/** The value of a fraction of any length, near enough to be read. */
function roughly({ numerator, denominator }: Fraction): number {
  const cut = Math.max(0, Math.max(numerator.length, denominator.length) - DIGITS_OF_A_NUMBER)
  const short = (digits: string) => Number(digits.slice(0, Math.max(0, digits.length - cut)) || '0')
  return short(numerator) / short(denominator)
}

function FactValue({ value }: { value: Fraction | number }) {
  const { t, whole, percent, digits } = useText()
  if (typeof value === 'number') return whole(value)
  const about = roughly(value)
  return (
    <>
      {about < 1 ? percent(about * 100) : whole(about)}
      <details className="text-xs text-mist">
        <summary className="cursor-pointer rounded">{t('odds.exactly')}</summary>
        <code className="break-all">
          {digits(value.numerator)} / {digits(value.denominator)}
        </code>
      </details>
    </>
  )
}
