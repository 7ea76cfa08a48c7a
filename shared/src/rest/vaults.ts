import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { UNLOCK_KINDS, VAULT_FIELDS, VAULT_STATES, vaultClaimedSchema, vaultIdSchema } from '../vaults.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'
import { utcDaySchema } from './jobs.ts'
import { rewardReasonSchema } from './rewards.ts'

const unlockSchema = z.object({ by: z.enum(UNLOCK_KINDS), amount: amountSchema.nullable() })

/** A vault as its player sees it. */
export const vaultSchema = z
  .object({
    id: vaultIdSchema,
    type: z.string(),
    status: z.enum(VAULT_STATES),
    coins: amountSchema,
    openedAt: isoTimeSchema,
    expiresAt: isoTimeSchema,
    unlock: unlockSchema,
    /** Days or won, up to what is needed. */
    progress: z.object({ current: amountSchema, needed: amountSchema }),
  })
  .meta({ id: 'Vault' })
export type VaultView = z.infer<typeof vaultSchema>
export const vaultStatusReply = z.object({ serverTime: isoTimeSchema, vaults: z.array(vaultSchema) })
export type VaultStatusReply = z.infer<typeof vaultStatusReply>

/** The command id may stand in the header `Idempotency-Key` instead. */
export const vaultClaimBody = z.strictObject({ commandId: commandIdSchema.optional(), ...VAULT_FIELDS['vault.claim'] })
export const vaultClaimReply = vaultClaimedSchema.extend({ ok: z.literal(true), replayed: z.literal(true).optional() })

export const vaultTypeSchema = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/)
const MOST = 1_000_000_000

/** What a kind of vault says. */
export const vaultTermsSchema = z
  .strictObject({
    coins: z.number().int().min(1).max(MOST),
    unlock: z.strictObject({ by: z.enum(UNLOCK_KINDS), amount: z.number().int().min(1).max(MOST).nullable() }),
    lifetimeHours: z.number().int().min(1).max(8_760),
    position: z.number().int().min(0).max(999),
    enabled: z.boolean(),
  })
  .refine(({ unlock }) => (unlock.by === 'first_deposit') === (unlock.amount === null), {
    path: ['unlock', 'amount'],
    message: 'days and won want an amount, the first deposit has none',
  })
  .refine(({ unlock }) => unlock.by !== 'attendance_days' || (unlock.amount ?? 0) <= 366, {
    path: ['unlock', 'amount'],
    message: 'no more than 366 days',
  })
export type VaultTerms = z.infer<typeof vaultTermsSchema>

/** A version of a kind of vault; the highest one is in force. */
export const vaultDefinitionSchema = z
  .object({
    /** Its type. */
    id: z.string(),
    version: z.number().int(),
    coins: amountSchema,
    unlock: unlockSchema,
    lifetimeHours: z.number().int(),
    position: z.number().int(),
    enabled: z.boolean(),
    reason: z.string(),
    createdBy: z.string().nullable(),
    createdAt: isoTimeSchema,
    /** Vaults of this type that players have, open and ended, of whatever version. */
    open: amountSchema,
    ended: amountSchema,
  })
  .meta({ id: 'VaultDefinition' })
export type VaultDefinition = z.infer<typeof vaultDefinitionSchema>
export const vaultDefinitionsReply = z.array(vaultDefinitionSchema)
export const vaultTypeParams = z.object({ id: vaultTypeSchema })
/** `seenVersion` 0: there is none of this type yet. */
export const vaultDefinitionBody = z.strictObject({
  seenVersion: z.number().int().min(0).max(1_000_000),
  terms: vaultTermsSchema,
  reason: rewardReasonSchema,
})
export const vaultPreviewBody = z.strictObject({ terms: vaultTermsSchema })
/** What a definition would mean for who opens a vault now. */
export const vaultPreviewReply = z.object({
  expiresAt: isoTimeSchema,
  /** Players who have no vault of the type, and get one when they next come. */
  players: amountSchema,
  /** Of those, how many could claim it at once by what they have deposited. */
  unlockedAtOnce: amountSchema,
})
export type VaultPreview = z.infer<typeof vaultPreviewReply>

/** A player's vault as the admins see it. */
export const adminVaultSchema = z.object({
  ...vaultSchema.shape,
  version: z.number().int(),
  unlockedAt: isoTimeSchema.nullable(),
  endedAt: isoTimeSchema.nullable(),
})
export type AdminVault = z.infer<typeof adminVaultSchema>
export const adminVaultsReply = z.array(adminVaultSchema)

/** What another system says that players have deposited in all, in won. */
export const externalDepositsBody = z.strictObject({
  entries: z
    .array(z.strictObject({ userId: vaultIdSchema, depositTotal: amountSchema }))
    .min(1)
    .max(1_000)
    .refine((entries) => new Set(entries.map(({ userId }) => userId)).size === entries.length, 'a player stands twice'),
  reason: rewardReasonSchema,
})
export const externalDepositsReply = z.object({
  /** Totals that rose. */
  raised: amountSchema,
  /** Totals that were the same or lower, and left as they are; and those of accounts that are erased or merged away. */
  unchanged: amountSchema,
})

export const vaultSnapshotsQuery = z.strictObject({ ...pagingSchema.shape, sort: z.literal('date').default('date') })
export const vaultSnapshotSchema = z.object({
  id: z.string(),
  date: utcDaySchema,
  type: z.string(),
  locked: amountSchema,
  unlocked: amountSchema,
  claimed: amountSchema,
  expired: amountSchema,
})
export const vaultSnapshotsReply = z.array(vaultSnapshotSchema)
export type VaultSnapshot = z.infer<typeof vaultSnapshotSchema>
