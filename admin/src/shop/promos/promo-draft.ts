import { MAX_PROMO_BATCH, promoCreateBody, promoTermsSchema } from '@casino-club/shared'
import { instantOf, localTimeOf } from '../../format/zone.ts'
import type { PromoRecord } from '../../providers/resources.ts'
import type { NewPromos, PromoOrder } from '../../providers/shop-actions.ts'

/** What is typed into the form. Times are of the club's zone; empty: none. */
export interface PromoDraft {
  /** Empty: random codes. */
  readonly code: string
  readonly count: string
  readonly prefix: string
  readonly kind: 'percent' | 'amount'
  readonly value: string
  readonly currency: '' | 'KRW' | 'GEMS'
  readonly minAmount: string
  readonly maxDiscount: string
  readonly skus: string
  readonly maxUses: string
  readonly perUser: string
  readonly startsAt: string
  readonly endsAt: string
  readonly note: string
}

export const FIRST_PROMO: PromoDraft = {
  ...{ code: '', count: '1', prefix: '', kind: 'percent', value: '10', currency: '', minAmount: '', maxDiscount: '' },
  ...{ skus: '', maxUses: '1', perUser: '1', startsAt: '', endsAt: '', note: '' },
}

const textOf = (value: number | null): string => (value === null ? '' : `${value}`)
const timeOf = (instant: string | null): string => (instant === null ? '' : localTimeOf(instant))

/** The form of a code as it stands. */
export const promoDraftOf = (promo: PromoRecord): PromoDraft => ({
  ...{ code: promo.code, count: '', prefix: '', kind: promo.kind, value: `${promo.value}` },
  currency: promo.currency ?? '',
  minAmount: promo.minAmount === 0 ? '' : `${promo.minAmount}`,
  maxDiscount: textOf(promo.maxDiscount),
  skus: promo.skus?.join(' ') ?? '',
  maxUses: textOf(promo.maxUses),
  perUser: `${promo.perUser}`,
  startsAt: timeOf(promo.startsAt),
  endsAt: timeOf(promo.endsAt),
  note: promo.note,
})

const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)
const wholeOrNone = (text: string): number | null => (text.trim() === '' ? null : wholeOf(text))
/** A time that is none is passed on as it was typed, and refused by the schema. */
const instant = (text: string): string | null => (text === '' ? null : (instantOf(text) ?? text))

const termsOf = (draft: PromoDraft): PromoOrder => {
  const skus = draft.skus.split(/[\s,]+/).filter((sku) => sku !== '')
  return {
    kind: draft.kind,
    value: wholeOf(draft.value),
    currency: draft.currency || null,
    minAmount: wholeOrNone(draft.minAmount) ?? 0,
    maxDiscount: wholeOrNone(draft.maxDiscount),
    skus: skus.length > 0 ? skus : null,
    maxUses: wholeOrNone(draft.maxUses),
    perUser: wholeOf(draft.perUser),
    startsAt: instant(draft.startsAt),
    endsAt: instant(draft.endsAt),
    note: draft.note.trim(),
  }
}

/** Reads the form of a code that is there; null when the server would not take it. */
export function readPromo(draft: PromoDraft): PromoOrder | null {
  const parsed = promoTermsSchema.safeParse(termsOf(draft))
  return parsed.success ? parsed.data : null
}

/** Reads the form of new codes: one that is named, or random ones. */
export function readNewPromos(draft: PromoDraft, commandId: string): NewPromos | null {
  const code = draft.code.trim()
  const count = wholeOf(draft.count)
  const which = code === '' ? { count, prefix: draft.prefix.trim() } : { code }
  const order = { commandId, ...termsOf(draft), ...which }
  return promoCreateBody.safeParse(order).success && (code !== '' || count <= MAX_PROMO_BATCH) ? order : null
}
