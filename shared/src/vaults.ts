import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { commandIdSchema } from './fields.ts'
import { amountSchema } from './money.ts'

export const VAULT_STATES = ['LOCKED', 'UNLOCKED', 'CLAIMED', 'EXPIRED'] as const
export type VaultStatus = (typeof VAULT_STATES)[number]

export const UNLOCK_KINDS = ['first_deposit', 'attendance_days', 'deposited_total'] as const
export type UnlockKind = (typeof UNLOCK_KINDS)[number]

/** What a vault waits for: any deposit, so many days of attendance, or so many won deposited in all. */
export interface UnlockTerms {
  readonly by: UnlockKind
  /** Days or won; null for the first deposit. */
  readonly amount: number | null
}

/** A player's vault, as agreed when it was opened. */
export interface Vault {
  readonly id: number
  readonly type: string
  readonly status: VaultStatus
  readonly coins: number
  readonly openedAtMs: number
  /** From this moment on nobody can claim it. */
  readonly expiresAtMs: number
  readonly unlock: UnlockTerms
}

/** What a vault waits for is counted so. */
export interface VaultProgress {
  readonly attendanceDays: number
  /** Won. */
  readonly deposited: number
}

const isOpen = (status: VaultStatus) => status === 'LOCKED' || status === 'UNLOCKED'

/** How a vault stands at a moment: one whose time is over is expired, whoever writes that down and when. */
export function vaultStatusAt(
  { status, expiresAtMs }: Pick<Vault, 'status' | 'expiresAtMs'>,
  nowMs: number,
): VaultStatus {
  return isOpen(status) && nowMs >= expiresAtMs ? 'EXPIRED' : status
}

/** How far a vault is, and how far it has to be. */
export function vaultProgress(
  { by, amount }: UnlockTerms,
  progress: VaultProgress,
): { current: number; needed: number } {
  if (by === 'attendance_days') return { current: progress.attendanceDays, needed: amount ?? 1 }
  return { current: progress.deposited, needed: amount ?? 1 }
}

export const vaultIdSchema = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
export const VAULT_FIELDS = { 'vault.claim': { vaultId: vaultIdSchema } } as const
export const vaultClaimPayload = z.strictObject({ commandId: commandIdSchema, ...VAULT_FIELDS['vault.claim'] })

/** What a claim came to. */
export const vaultClaimedSchema = z.object({
  ...acceptedFields,
  vaultId: vaultIdSchema,
  vaultType: z.string(),
  amount: amountSchema,
  /** Balance after it. */
  coins: amountSchema,
})
export type VaultClaimed = z.infer<typeof vaultClaimedSchema>

const vaultNamed = { vaultId: vaultIdSchema, vaultType: z.string() }
/** What the events of vaults say. */
export const vaultOpenedSchema = z.object({ ...acceptedFields, definitionIds: z.array(vaultIdSchema).min(1) })
export const vaultUnlockedSchema = z.object({ ...acceptedFields, ...vaultNamed })
export const vaultExpiredSchema = z.object({
  ...acceptedFields,
  vaults: z.array(z.object({ ...vaultNamed, coins: amountSchema })).min(1),
})
