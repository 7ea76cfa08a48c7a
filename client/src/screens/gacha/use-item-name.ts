import { useText } from '../../text/LanguageProvider.tsx'
import { itemWords } from './rarity.ts'

/** Names items in the player's language; one that only the table knows is read as words. */
export function useItemName(): (item: string) => string {
  const { nameOf } = useText()
  return (item) => nameOf('item', item, itemWords(item))
}
