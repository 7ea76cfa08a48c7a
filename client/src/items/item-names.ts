import type { CatalogueItem } from '@casino-club/shared'
import type { Language } from '../text/format.ts'

/** An item's id as words: `neon-frame` is "neon frame". */
export const itemWords = (item: string) => item.replaceAll(/[-_.]+/g, ' ')

/** An item's name in a language; one that the catalogue does not tell is read as words. */
export function nameItem(items: ReadonlyMap<string, CatalogueItem>, id: string, language: Language): string {
  return items.get(id)?.name[language] ?? itemWords(id)
}
