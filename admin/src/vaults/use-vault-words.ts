import { useMemo } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import type { VaultKind } from '../providers/resources.ts'

/** What a vault waits for, in words. */
export function useVaultWords() {
  const words = useWords()
  const format = useFormat()
  return useMemo(
    () => ({
      unlock: ({ by, amount }: VaultKind['unlock']) => {
        if (by === 'attendance_days') return words('vaults.byDays', { smart_count: amount ?? 0 })
        if (by === 'deposited_total') return words('vaults.byWon', { amount: format.amount(amount ?? 0) })
        return words('vaults.by.first_deposit')
      },
    }),
    [words, format],
  )
}
