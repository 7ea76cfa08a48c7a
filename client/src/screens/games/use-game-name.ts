import { useCallback } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { itemWords } from '../gacha/rarity.ts'
import { GAMES } from './contract.ts'

/** Names games; one that has no page here keeps its id, as words. */
export function useGameName(): (game: string) => string {
  const { t } = useText()
  return useCallback(
    (game) => {
      if (game === 'slot') return t('slot.title')
      const known = GAMES.find((id) => id === game)
      return known ? t(`game.${known}`) : itemWords(game)
    },
    [t],
  )
}
