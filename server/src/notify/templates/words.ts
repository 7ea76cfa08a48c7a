import type { TemplateBody } from '@casino-club/shared'
import { fillHtml, fillText, type Values } from './fill.ts'

export type Language = 'ko' | 'en'

/** A message as it is sent, in both languages. */
export interface Wording {
  readonly title: string
  readonly body: string
}

/** A value that is said otherwise in each language, or the same in both. */
export type Spoken = Readonly<Record<string, string | number | Readonly<Record<Language, string>>>>

/** The values as one language says them. */
export const spokenIn = (language: Language, values: Spoken): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
  )

/** A template's title and body with these values. Throws MissingValue. */
export function wordMessage({ texts }: Pick<TemplateBody, 'texts'>, values: Spoken): Record<Language, Wording> {
  const worded = (language: Language) => ({
    title: fillText(texts[language].title, spokenIn(language, values)),
    body: fillText(texts[language].body, spokenIn(language, values)),
  })
  return { ko: worded('ko'), en: worded('en') }
}

/** Its own HTML with these values escaped; null: it has none. Throws MissingValue. */
export function wordHtml({ texts }: Pick<TemplateBody, 'texts'>, language: Language, values: Spoken): string | null {
  const { html } = texts[language]
  return html === null ? null : fillHtml(html, spokenIn(language, values))
}

/** The values that a template is looked at with. */
export const samplesOf = ({ variables }: Pick<TemplateBody, 'variables'>): Values =>
  Object.fromEntries(variables.map(({ name, sample }) => [name, sample]))
