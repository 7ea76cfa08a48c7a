import { useCallback } from 'react'
import { useTranslate } from 'react-admin'
import type { MessageKey } from './app-messages.ts'

export type Words = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

/** Like `useTranslate`, for keys that exist: a mistyped key does not compile. */
export function useWords(): Words {
  const translate = useTranslate()
  return useCallback((key, values) => translate(key, values), [translate])
}
