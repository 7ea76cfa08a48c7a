import type { en } from '../messages/en.ts'

type English = typeof en

/** The name of a sentence. */
export type MessageKey = keyof English

/** A sentence with forms by plural category, chosen by its parameter `count`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** One language's sentences: the keys of English, each plain or with plural forms as it is there. */
export type Catalogue = { readonly [K in MessageKey]: English[K] extends string ? string : PluralForms }

type Placeholders<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never
type TextOf<M> = M extends string ? M : M extends { other: infer O } ? O : never

/** The parameters a sentence needs; a missing or unknown one does not compile. */
export type MessageParams<K extends MessageKey> = Record<Placeholders<TextOf<English[K]>>, string | number>

/** Arguments after the key: none for a sentence without placeholders. */
export type MessageArgs<K extends MessageKey> = [Placeholders<TextOf<English[K]>>] extends [never]
  ? []
  : [params: MessageParams<K>]
