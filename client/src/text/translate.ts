import type { Reason } from '@casino-club/shared'
import { en } from '../messages/en.ts'
import { ko } from '../messages/ko.ts'
import { reasonsEn } from '../messages/reasons.en.ts'
import { reasonsKo } from '../messages/reasons.ko.ts'
import type { Catalogue, MessageArgs, MessageKey } from './catalogue.ts'
import { formatWhole, type Language } from './format.ts'

/** What can keep a request from succeeding: a refusal of the server, or no answer at all. */
export type Trouble = Reason | 'OFFLINE'

export const CATALOGUES: Record<Language, Catalogue> = { en, ko }
export const REASON_TEXTS: Record<Language, Record<Reason, string>> = { en: reasonsEn, ko: reasonsKo }

/** Fills `{name}` with its value; numbers are written in the language's way. */
function fill(text: string, params: Record<string, string | number>, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? formatWhole(value, language) : value
  })
}

/** The sentence `key` in a language. A sentence with plural forms is chosen by its parameter `count`. */
export function translate<K extends MessageKey>(language: Language, key: K, ...args: MessageArgs<K>): string {
  const message = CATALOGUES[language][key]
  const params: Record<string, string | number> = args[0] ?? {}
  if (typeof message === 'string') return fill(message, params, language)
  const rule = new Intl.PluralRules(language).select(Number(params.count))
  return fill(message[rule] ?? message.other, params, language)
}

/** The name of something that data names (a field of a draw); `otherwise` where no catalogue has one. */
export function nameOf(language: Language, kind: 'fair.field', id: string, otherwise: string): string {
  const message = Object.entries(CATALOGUES[language]).find(([key]) => key === `${kind}.${id}`)?.[1]
  return typeof message === 'string' ? message : otherwise
}

/** Words for a refusal or a missing answer. */
export function wordTrouble(language: Language, trouble: Trouble): string {
  return trouble === 'OFFLINE' ? CATALOGUES[language]['app.offline'] : REASON_TEXTS[language][trouble]
}
