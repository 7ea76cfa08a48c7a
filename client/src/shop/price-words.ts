import { type Price, type PriceCurrency, priceOf, type Reward, type ShopProduct } from '@casino-club/shared'
import { type NameItem, wordReward } from '../room/word-reward.ts'
import type { Text } from '../text/LanguageProvider.tsx'

type Words = Pick<Text, 't'>

/** A price in words: whole won or gems. */
export function wordPrice(amount: number, currency: PriceCurrency, { t }: Words): string {
  return currency === 'KRW' ? t('shop.won', { amount }) : t('shop.gems', { count: amount })
}

/** What a product can be paid with, won first. */
export const currenciesOf = ({ prices }: Pick<ShopProduct, 'prices'>): PriceCurrency[] =>
  (['KRW', 'GEMS'] as const).filter((currency) => prices[currency] !== null)

/**
 * What so many of a product cost at an instant of the server's clock, computed as the server does; undefined: not sold
 * for this currency. A promo code is not in it.
 */
export function quote(
  { prices, discount, tier }: Pick<ShopProduct, 'prices' | 'discount' | 'tier'>,
  currency: PriceCurrency,
  quantity: number,
  nowMs: number,
): Price | undefined {
  const lists = { KRW: prices.KRW?.list ?? null, GEMS: prices.GEMS?.list ?? null }
  return priceOf({ prices: lists, discount }, { currency, quantity, nowMs, tier })
}

const times = (reward: Reward, quantity: number): Reward => {
  if (reward.type === 'CONTENT_UNLOCK') return reward
  if (reward.type === 'ITEM') return { ...reward, quantity: reward.quantity * quantity }
  return { ...reward, amount: reward.amount * quantity }
}

/** What so many of a product bring, one line each. */
export const wordContents = (contents: readonly Reward[], quantity: number, text: Text, nameIn: NameItem): string[] =>
  contents.map((reward) => wordReward(times(reward, quantity), text, nameIn))

/** How many a player may buy at once: his own limit, what is left, and never more than the server takes. */
export function mostAtOnce({ userLeft, stockLeft }: Pick<ShopProduct, 'userLeft' | 'stockLeft'>, most: number): number {
  return Math.max(1, Math.min(userLeft ?? most, stockLeft ?? most, most))
}
