import type { DeviceView } from '@casino-club/shared'
import type { Words } from '../i18n/use-words.ts'

/** A device in words, by what it says of itself. */
export function wordDevice(words: Words, { browser, system }: DeviceView): string {
  if (browser && system) return words('signIn.security.deviceOn', { browser, system })
  return browser ?? system ?? words('signIn.security.unknown')
}
