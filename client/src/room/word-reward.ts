import { REWARD_CURRENCY, type Reward } from '@casino-club/shared'
import type { Language } from '../text/format.ts'
import type { Text } from '../text/LanguageProvider.tsx'

export type NameItem = (id: string, language: Language) => string

/** One reward in words. */
export function wordReward(reward: Reward, text: Text, nameIn: NameItem): string {
  if (reward.type === 'ITEM') {
    return text.t('reward.item', { item: nameIn(reward.item, text.language), count: reward.quantity })
  }
  if (reward.type === 'CONTENT_UNLOCK') return text.t('reward.content', { content: reward.content })
  if (reward.type === 'XP') return text.t('reward.xp', { amount: reward.amount })
  const currency = text.t(`balance.${REWARD_CURRENCY[reward.type]}`)
  return text.t('reward.money', { currency, amount: reward.amount })
}

/** Words for rewards that just came in, with what the club says to them. */
export function wordRewards(rewards: readonly Reward[], note: string, text: Text, nameIn: NameItem): string {
  const what = rewards.map((reward) => wordReward(reward, text, nameIn)).join(text.t('reward.between'))
  return note === '' ? text.t('notice.reward', { what }) : text.t('notice.rewardWithNote', { what, note })
}
