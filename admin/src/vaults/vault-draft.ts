import { type UnlockKind, type VaultTerms, vaultTermsSchema, vaultTypeSchema } from '@casino-club/shared'
import type { VaultKind } from '../providers/resources.ts'

/** The terms of a kind of vault as they are typed. */
export interface VaultDraft {
  readonly type: string
  readonly coins: string
  readonly by: UnlockKind
  readonly amount: string
  readonly lifetimeHours: string
  readonly position: string
  readonly enabled: boolean
}

export const EMPTY_VAULT: VaultDraft = {
  type: '',
  coins: '10000',
  by: 'attendance_days',
  amount: '3',
  lifetimeHours: '168',
  position: '9',
  enabled: true,
}

/** What a kind says now, to be changed. */
export const draftOf = ({ id, coins, unlock, lifetimeHours, position, enabled }: VaultKind): VaultDraft => ({
  type: id,
  coins: String(coins),
  by: unlock.by,
  amount: unlock.amount === null ? '' : String(unlock.amount),
  lifetimeHours: String(lifetimeHours),
  position: String(position),
  enabled,
})

const whole = (typed: string): number => (/^\d{1,10}$/.test(typed.trim()) ? Number(typed) : Number.NaN)

/** The terms that were typed; null: they cannot be sent. */
export function termsOf(draft: VaultDraft): VaultTerms | null {
  const terms = vaultTermsSchema.safeParse({
    coins: whole(draft.coins),
    unlock: { by: draft.by, amount: draft.by === 'first_deposit' ? null : whole(draft.amount) },
    lifetimeHours: whole(draft.lifetimeHours),
    position: whole(draft.position),
    enabled: draft.enabled,
  })
  return terms.success && vaultTypeSchema.safeParse(draft.type).success ? terms.data : null
}
