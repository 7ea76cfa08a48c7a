import type { DeviceView } from '@casino-club/shared'
import type { Text } from '../../../text/LanguageProvider.tsx'

/** A device in words, by what it says of itself. */
export function wordDevice({ t }: Text, { browser, system }: DeviceView): string {
  if (browser && system) return t('access.deviceOn', { browser, system })
  return browser ?? system ?? t('access.unknownDevice')
}
