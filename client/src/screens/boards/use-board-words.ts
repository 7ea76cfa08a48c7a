import type { BoardView } from '@casino-club/shared'
import { useMemo } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { GAMES } from '../games/contract.ts'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'

/** What boards are called: by their period, and by their game where they are of one alone. */
export function useBoardWords() {
  const { t } = useText()
  return useMemo(() => {
    const gameOf = (id: string) => {
      const known = [...GAMES, ...ROUND_GAME_IDS].find((game) => game === id)
      return known ? t(`game.${known}`) : t('slot.title')
    }
    return ({ period, games }: Pick<BoardView, 'period' | 'games'>) => {
      const [only, ...others] = games
      const when = t(`boards.period.${period}`)
      return only === undefined || others.length > 0 ? when : t('boards.of', { game: gameOf(only), period: when })
    }
  }, [t])
}
