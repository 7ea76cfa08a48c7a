import { itemWords } from './rarity.ts'

/** Names items. The catalogue of items has no names in the player's language yet: an id is read as words. */
export function useItemName(): (item: string) => string {
  return itemWords
}
