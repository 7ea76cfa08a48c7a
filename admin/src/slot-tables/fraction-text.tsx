import type { Fraction } from '@casino-club/shared'
import { Code } from '../format/fields.tsx'

/** An exact fraction; the numbers may be too large for a JavaScript number and stay texts. */
export function FractionText({ value }: { value: Fraction }) {
  return <Code>{`${value.numerator} / ${value.denominator}`}</Code>
}
