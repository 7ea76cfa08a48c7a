import type { Fraction } from '@casino-club/shared'
import { Code } from '../../format/fields.tsx'
import { clipped } from './fraction.ts'

/** A fraction as it is; one too long to read is clipped and stands whole in the tip. */
export function ExactFraction({ value: { numerator, denominator } }: { value: Fraction }) {
  return (
    <span title={`${numerator} / ${denominator}`} style={{ whiteSpace: 'nowrap' }}>
      <Code>{`${clipped(numerator)} / ${clipped(denominator)}`}</Code>
    </span>
  )
}
