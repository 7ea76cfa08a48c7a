/** The languages the app speaks. */
export const LANGUAGES = ['en', 'ko'] as const
export type Language = (typeof LANGUAGES)[number]

const LOCALES: Record<Language, string> = { en: 'en-GB', ko: 'ko-KR' }

/** The first of the browser's languages that the app speaks; English otherwise. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

/** A number with grouping, e.g. 12,345; at most two digits after the point. */
export function formatWhole(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(value)
}

/** A change with its sign, e.g. +50 or −50. */
export function formatSigned(value: number, language: Language): string {
  const digits = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(Math.abs(value))
  if (value === 0) return digits
  return value > 0 ? `+${digits}` : `−${digits}`
}

/** A per cent that is given as one (95.4 → "95.4 %" or "95.4%"), with up to four digits after the point. */
export function formatPercent(percent: number, language: Language): string {
  const digits = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 4 }).format(percent)
  return language === 'en' ? `${digits} %` : `${digits}%`
}

/** A long whole number given as decimal digits, grouped, exact. */
export function formatDigits(digits: string, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(BigInt(digits))
}

/** An instant as date and time of day in the player's zone. `at` is ISO 8601 or ms since the epoch. */
export function formatInstant(at: string | number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at))
}

/** An instant as a date. */
export function formatDay(at: string | number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' }).format(new Date(at))
}
