import { type Locale, localeSchema } from '@casino-club/shared'

const LONGEST = 200

/** The language the club writes in, from `Accept-Language`: of those it has the most wanted, English otherwise. */
export function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .slice(0, LONGEST)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';')
      const quality = params.map((param) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(param)?.[1]).find(Boolean)
      return { language: tag.trim().toLowerCase().split('-')[0] ?? '', quality: Number(quality ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
  for (const { language } of wanted) {
    const known = localeSchema.safeParse(language)
    if (known.success) return known.data
  }
  return 'en'
}
