import type { MessageKey } from '../text/catalogue.ts'
import type { Text } from '../text/LanguageProvider.tsx'
import type { Trouble } from '../text/translate.ts'

interface Advice {
  readonly hint: Extract<MessageKey, `shop.hint.${string}`>
  readonly to: string | null
  readonly link: Extract<MessageKey, `shop.to.${string}`> | null
}

const LIMITS = { to: '/account/limits', link: 'shop.to.limits' } as const
const OFFERS = { to: '/shop', link: 'shop.to.offers' } as const
const NOWHERE = { to: null, link: null } as const

/** What a player can do about a refusal, where there is something. */
const ADVICE: Partial<Record<Trouble, Advice>> = {
  SPEND_LIMIT: { hint: 'shop.hint.spendLimit', ...LIMITS },
  PAUSED: { hint: 'shop.hint.paused', ...LIMITS },
  SELF_EXCLUDED: { hint: 'shop.hint.excluded', ...LIMITS },
  OUT_OF_STOCK: { hint: 'shop.hint.stock', ...OFFERS },
  DISABLED: { hint: 'shop.hint.disabled', ...OFFERS },
  WINDOW_CLOSED: { hint: 'shop.hint.window', ...OFFERS },
  USER_LIMIT: { hint: 'shop.hint.userLimit', ...OFFERS },
  NOT_IN_SEGMENT: { hint: 'shop.hint.segment', ...OFFERS },
  RANK_TOO_LOW: { hint: 'shop.hint.rank', ...OFFERS },
  PROMO_INVALID: { hint: 'shop.hint.promo', ...NOWHERE },
  PROMO_EXHAUSTED: { hint: 'shop.hint.promo', ...NOWHERE },
  FRAUD_BLOCK: { hint: 'shop.hint.fraud', ...NOWHERE },
  PAYMENT_FAILED: { hint: 'shop.hint.payment', ...OFFERS },
  PENDING_TIMEOUT: { hint: 'shop.hint.payment', ...OFFERS },
  STALE_AUTO_VOID: { hint: 'shop.hint.payment', ...OFFERS },
  NOT_GRANTABLE: { hint: 'shop.hint.refund', ...NOWHERE },
  INSUFFICIENT_FUNDS: { hint: 'shop.hint.gems', ...OFFERS },
  PRICE_CHANGED: { hint: 'shop.hint.price', ...OFFERS },
}

/** What a player can do about a refusal of the shop; undefined: its words say it all. */
export const adviceOn = (trouble: Trouble): Advice | undefined => ADVICE[trouble]

/** A refusal in the words of the shop: what is short here is gems, and what is not offered is the currency. */
export function wordRefusal(trouble: Trouble, { t, trouble: word }: Pick<Text, 't' | 'trouble'>): string {
  if (trouble === 'INSUFFICIENT_FUNDS') return t('shop.noGems')
  if (trouble === 'CHOICE_NOT_OFFERED') return t('shop.notForThis')
  if (trouble === 'PAUSED') return t('shop.paused')
  if (trouble === 'SELF_EXCLUDED') return t('shop.excluded')
  return word(trouble)
}
