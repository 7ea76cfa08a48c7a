import { REWARD_CURRENCY, type Reward } from '@casino-club/shared'
import { useCallback } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'

/** Words a reward in the chosen language; an item goes by its id, as the server names it. */
export function useRewardWords(): (reward: Reward) => string {
  const words = useWords()
  const format = useFormat()
  return useCallback(
    (reward) => {
      if (reward.type === 'ITEM') {
        return words('rewards.oneItem', { item: reward.item, quantity: format.amount(reward.quantity) })
      }
      if (reward.type === 'CONTENT_UNLOCK') return words('rewards.oneContent', { content: reward.content })
      const what =
        reward.type === 'XP' ? words('rewards.types.XP') : words(`currencies.${REWARD_CURRENCY[reward.type]}`)
      return words('rewards.one', { what, amount: format.signedAmount(reward.amount) })
    },
    [words, format],
  )
}
