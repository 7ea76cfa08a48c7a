import type { RoulettePlace } from '@casino-club/shared'
import type { Text } from '../../text/LanguageProvider.tsx'

/** A place of the betting table in words. */
export function wordPlace(place: RoulettePlace, { t }: Pick<Text, 't'>): string {
  if ('numbers' in place) return t(`roulette.${place.kind}`, { numbers: place.numbers.join(', ') })
  if ('which' in place) return t(`roulette.${place.kind}`, { which: place.which })
  return t(`roulette.${place.kind}`)
}
