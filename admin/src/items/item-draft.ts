import {
  type Currency,
  ITEM_KINDS,
  type ItemFields,
  type ItemKind,
  itemFieldsSchema,
  itemIdSchema,
  type Rarity,
} from '@casino-club/shared'
import type { CatalogueEntry } from '../providers/resources.ts'

/** What is typed into the form. */
export interface ItemDraft {
  readonly id: string
  readonly kind: ItemKind
  readonly nameEn: string
  readonly nameKo: string
  readonly descriptionEn: string
  readonly descriptionKo: string
  readonly rarity: Rarity | ''
  readonly image: string
  readonly expiresAfterDays: string
  readonly effectCurrency: Currency | ''
  readonly effectAmount: string
  readonly active: boolean
}
export type ItemField = keyof ItemDraft

const NEW: ItemDraft = {
  id: '',
  kind: ITEM_KINDS[0],
  nameEn: '',
  nameKo: '',
  descriptionEn: '',
  descriptionKo: '',
  rarity: '',
  image: '',
  expiresAfterDays: '',
  effectCurrency: '',
  effectAmount: '',
  active: true,
}

/** The form of an item; without one, that of a new item. */
export function draftOf(item: CatalogueEntry | null): ItemDraft {
  if (item === null) return NEW
  return {
    id: item.id,
    kind: item.kind,
    nameEn: item.name.en,
    nameKo: item.name.ko,
    descriptionEn: item.description.en,
    descriptionKo: item.description.ko,
    rarity: item.rarity ?? '',
    image: item.image ?? '',
    expiresAfterDays: item.expiresAfterDays === null ? '' : String(item.expiresAfterDays),
    effectCurrency: item.useEffect?.currency ?? '',
    effectAmount: item.useEffect ? String(item.useEffect.amount) : '',
    active: item.active,
  }
}

const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Which field of the form a part of the item stands in. */
const FIELD_OF: Readonly<Record<string, ItemField>> = {
  'name.en': 'nameEn',
  'name.ko': 'nameKo',
  'description.en': 'descriptionEn',
  'description.ko': 'descriptionKo',
  image: 'image',
  expiresAfterDays: 'expiresAfterDays',
  'useEffect.amount': 'effectAmount',
}

/** Reads a form: the item as the server takes it, or the fields that are wrong. */
export function readDraft(draft: ItemDraft): { item: ItemFields | null; wrong: ReadonlySet<ItemField> } {
  const { effectCurrency: currency } = draft
  const parsed = itemFieldsSchema.safeParse({
    kind: draft.kind,
    name: { en: draft.nameEn, ko: draft.nameKo },
    description: { en: draft.descriptionEn, ko: draft.descriptionKo },
    rarity: draft.rarity || null,
    image: draft.image.trim() || null,
    expiresAfterDays: draft.expiresAfterDays.trim() === '' ? null : wholeOf(draft.expiresAfterDays),
    useEffect: currency ? { type: 'grant', currency, amount: wholeOf(draft.effectAmount) } : null,
    active: draft.active,
  })
  const paths = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
  const wrong = new Set(paths.flatMap((path) => FIELD_OF[path] ?? []))
  if (!itemIdSchema.safeParse(draft.id).success) wrong.add('id')
  return { item: parsed.success && wrong.size === 0 ? parsed.data : null, wrong }
}
