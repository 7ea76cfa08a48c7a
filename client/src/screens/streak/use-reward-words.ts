import type { StreakReward } from '@casino-club/shared'
import { useCallback } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'

/** How the reward of a day is worded. */
export function useRewardWords() {
  const { t } = useText()
  return useCallback(
    (reward: StreakReward) => {
      const coins = t('streak.coins', { count: reward.coins })
      const gems = t('streak.gems', { count: reward.gems })
      if (reward.gems === 0) return coins
      return reward.coins === 0 ? gems : t('streak.and', { coins, gems })
    },
    [t],
  )
}
