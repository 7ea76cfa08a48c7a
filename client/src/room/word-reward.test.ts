import { expect, test } from 'vitest'
import type { Text } from '../text/LanguageProvider.tsx'
import { translate } from '../text/translate.ts'
import { wordRewards } from './word-reward.ts'

const textIn = (language: 'en' | 'ko') =>
  ({ language, t: (key, ...args) => translate(language, key, ...args) }) as Pick<Text, 'language' | 't'> as Text
const nameIn = (id: string, language: string) => `${id} in ${language}`

test('rewards are told by what they are, with the note of the club', () => {
  const rewards = [
    { type: 'COIN', amount: 1_500 },
    { type: 'ITEM', item: 'crown', quantity: 2 },
    { type: 'XP', amount: 3 },
    { type: 'CONTENT_UNLOCK', content: 'gold-room' },
  ] as const
  expect(wordRewards(rewards, 'Enjoy!', textIn('en'), nameIn)).toBe(
    'You received a reward: Coins +1,500, crown in en ×2, XP +3, unlocked: gold-room. Enjoy!',
  )
  expect(wordRewards(rewards.slice(0, 1), '', textIn('ko'), nameIn)).toBe('보상이 지급되었습니다: 코인 +1,500')
})
