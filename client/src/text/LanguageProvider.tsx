import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { MessageArgs, MessageKey } from './catalogue.ts'
import {
  formatDay,
  formatDigits,
  formatInstant,
  formatPercent,
  formatSigned,
  formatWhole,
  LANGUAGES,
  type Language,
  preferredLanguage,
} from './format.ts'
import { nameOf, type Trouble, translate, wordTrouble } from './translate.ts'

const STORAGE_KEY = 'casino-club.language'

/** Sentences and numbers in the language of the page. */
export interface Text {
  readonly language: Language
  setLanguage(language: Language): void
  t<K extends MessageKey>(key: K, ...args: MessageArgs<K>): string
  /** The name of what data names: a field of a draw. */
  nameOf(kind: 'fair.field', id: string, otherwise?: string): string
  trouble(trouble: Trouble): string
  whole(value: number): string
  signed(value: number): string
  percent(value: number): string
  digits(value: string): string
  instant(at: string | number): string
  day(at: string | number): string
}

const TextContext = createContext<Text | null>(null)

function storedLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY)
  return LANGUAGES.find((language) => language === stored) ?? preferredLanguage(navigator.languages)
}

function textIn(language: Language, setLanguage: (language: Language) => void): Text {
  return {
    language,
    setLanguage,
    t: (key, ...args) => translate(language, key, ...args),
    nameOf: (kind, id, otherwise = id) => nameOf(language, kind, id, otherwise),
    trouble: (trouble) => wordTrouble(language, trouble),
    whole: (value) => formatWhole(value, language),
    signed: (value) => formatSigned(value, language),
    percent: (value) => formatPercent(value, language),
    digits: (value) => formatDigits(value, language),
    instant: (at) => formatInstant(at, language),
    day: (at) => formatDay(at, language),
  }
}

/** Keeps the chosen language; the default is the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(storedLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = translate(language, 'app.name')
  }, [language])
  const text = useMemo(
    () =>
      textIn(language, (next) => {
        localStorage.setItem(STORAGE_KEY, next)
        setLanguage(next)
      }),
    [language],
  )
  return <TextContext value={text}>{children}</TextContext>
}

/** The sentences of the page. */
export function useText(): Text {
  const text = useContext(TextContext)
  if (!text) throw new TypeError('useText needs a LanguageProvider')
  return text
}
