import polyglotI18nProvider from 'ra-i18n-polyglot'
import englishMessages from 'ra-language-english'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { raKo } from './ra-ko.ts'

export const LOCALES = [
  { locale: 'ko', name: '한국어' },
  { locale: 'en', name: 'English' },
] as const

const MESSAGES = { ko: { ...raKo, ...ko }, en: { ...englishMessages, ...en } }

/** Korean unless the browser asks for English; a choice made in the app bar is kept and goes before. */
const initialLocale = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ko'

export const i18nProvider = polyglotI18nProvider(
  (locale) => (locale === 'en' ? MESSAGES.en : MESSAGES.ko),
  initialLocale,
  [...LOCALES],
  // A code of the server that has no words yet is shown as it is, without a warning in the console.
  { allowMissing: true },
)
