import type { VaultView } from '@casino-club/shared'
import { useMemo } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'

const NAMED = ['GOLD', 'PLATINUM', 'DIAMOND'] as const

/** How vaults are worded; a kind that this app does not know is called as the club calls it. */
export function useVaultWords() {
  const { t } = useText()
  return useMemo(
    () => ({
      name: (type: string) => {
        const known = NAMED.find((each) => each === type)
        return known ? t(`vaults.type.${known}`) : type
      },
      unlock: ({ by, amount }: VaultView['unlock']) =>
        by === 'first_deposit' ? t('vaults.by.first_deposit') : t(`vaults.by.${by}`, { count: amount ?? 0 }),
    }),
    [t],
  )
}
