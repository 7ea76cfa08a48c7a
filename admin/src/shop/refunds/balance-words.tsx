import { type Balances, CURRENCIES } from '@casino-club/shared'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'

/** Amounts of the player's currencies in words, those of zero left out. */
export function BalanceWords({ balances, testId }: { balances: Balances; testId?: string }) {
  const words = useWords()
  const format = useFormat()
  const parts = CURRENCIES.filter((name) => balances[name] > 0).map(
    (name) => `${format.amount(balances[name])} ${words(`currencies.${name}`)}`,
  )
  return <span data-testid={testId}>{parts.length === 0 ? words('refunds.nothing') : parts.join(', ')}</span>
}
