import type { Locale } from '@casino-club/shared'
import { pushEn } from './push-words.en.ts'
import { pushKo } from './push-words.ko.ts'

export type PushWord = keyof typeof pushEn

/** What the routes of web push say beside their figures. */
export const pushWords: Readonly<Record<Locale, Readonly<Record<PushWord, string>>>> = { en: pushEn, ko: pushKo }
