import type { Spoken } from '../notify/templates/index.ts'
import type { DueAlert } from './due.store.ts'
import { wallTime } from './local-hours.ts'

/** What the vaults that the club opens with are called; others by their own name. */
const VAULT_NAMES: Readonly<Record<string, { ko: string; en: string }>> = {
  GOLD: { ko: '골드', en: 'Gold' },
  PLATINUM: { ko: '플래티넘', en: 'Platinum' },
  DIAMOND: { ko: '다이아', en: 'Diamond' },
}

/** What a reminder is filled with: the vault, what lies in it, and when it ends where its player is. */
export const valuesOf = ({ vaultType, coins, expiresMs, zone }: DueAlert): Spoken => ({
  vault: VAULT_NAMES[vaultType] ?? vaultType,
  amount: coins.toLocaleString('en-US'),
  endsAt: wallTime(expiresMs, zone),
})
