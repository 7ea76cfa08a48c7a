import { useCallback } from 'react'
import { itemWords } from '../../items/item-names.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'
import { GAMES } from './contract.ts'

/** Names games; one that has no page here keeps its id, as words. */
export function useGameName(): (game: string) => string {
  const { t } = useText()
  return useCallback(
    (game) => {
      if (game === 'slot') return t('slot.title')
      const known = [...GAMES, ...ROUND_GAME_IDS].find((id) => id === game)
      return known ? t(`game.${known}`) : itemWords(game)
    },
    [t],
  )
}
