import type { Fraction } from '@casino-club/shared'

const PLACES = 10n ** 9n

/** A fraction to nine places, for reading. */
export const fractionNumber = ({ numerator, denominator }: Fraction): number =>
  Number((BigInt(numerator) * PLACES) / BigInt(denominator)) / Number(PLACES)

/** Digits of a per cent: small chances need more of them. */
export const percentDigits = (percent: number): number => (percent !== 0 && Math.abs(percent) < 0.01 ? 6 : 4)

/** A number of hundreds of digits, as the guarantee of the gacha brings them, by its first ones and its length. */
export const clipped = (digits: string): string =>
  digits.length > 15 ? `${digits.slice(0, 6)}… (${digits.length})` : digits
