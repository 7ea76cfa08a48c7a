import type { Locale } from '@casino-club/shared'
import { lettersEn } from './letters.en.ts'
import { lettersKo } from './letters.ko.ts'

/** What a letter may be filled with. */
export type LetterParams = Readonly<Record<string, string | number>>
export type LetterKind = keyof typeof lettersEn
export interface Wording {
  readonly subject: string
  readonly text: string
}

const WORDINGS: Readonly<Record<Locale, Readonly<Record<LetterKind, Wording>>>> = { en: lettersEn, ko: lettersKo }

export const isLetterKind = (kind: string): kind is LetterKind => Object.hasOwn(lettersEn, kind)

/** A letter in the reader's language. `{name}` is filled with its param; one that is missing is a defect. */
export function wordLetter(kind: LetterKind, locale: Locale, params: LetterParams): Wording {
  const { subject, text } = WORDINGS[locale][kind]
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name]
      if (value === undefined) throw new Error(`a letter ${kind} without ${name}`)
      return String(value)
    })
  // A subject is one line, whatever it is filled with.
  return { subject: fill(subject).replace(/\s+/g, ' ').trim(), text: fill(text) }
}
