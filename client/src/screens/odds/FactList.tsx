import type { Fraction } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Fact } from '../../ui/Hash.tsx'
import { wordFact } from './word-odds.ts'

/** Exact statements about a table beside its outcomes. */
export function FactList({ facts }: { facts: Readonly<Record<string, Fraction | number>> }) {
  const text = useText()
  return (
    <dl>
      {Object.entries(facts).map(([name, value]) => (
        <Fact key={name} name={wordFact(name, text)}>
          <FactValue value={value} />
        </Fact>
      ))}
    </dl>
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
