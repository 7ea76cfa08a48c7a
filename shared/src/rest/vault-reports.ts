import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { UNLOCK_KINDS } from '../vaults.ts'
import { isoTimeSchema } from './common.ts'
import { utcDaySchema } from './jobs.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 400

/** Days by UTC, both included. */
export const vaultReportsQuery = z
  .strictObject({ from: utcDaySchema, until: utcDaySchema })
  .refine(({ from, until }) => {
    const days = (Date.parse(until) - Date.parse(from)) / DAY_MS + 1
    return days >= 1 && days <= MOST_DAYS
  }, `at least a day and at most ${MOST_DAYS}`)
export type VaultReportsQuery = z.infer<typeof vaultReportsQuery>

/** A part of a whole in ten-thousandths; null where the whole is nothing. */
const shareSchema = z.number().int().min(0).max(10_000).nullable()

/** How the vaults of a type stood when they were last counted in the time. */
export const vaultFunnelSchema = z.object({
  type: z.string(),
  date: utcDaySchema,
  locked: amountSchema,
  unlocked: amountSchema,
  claimed: amountSchema,
  expired: amountSchema,
  /** Of all, those that were claimed, and those that expired. */
  claimRate: shareSchema,
  expireRate: shareSchema,
})

/** How many vaults of a type came to each end on a day: the difference between its count and the day before's. */
export const vaultEndingsSchema = z.object({
  date: utcDaySchema,
  type: z.string(),
  claimed: amountSchema,
  claimedCoins: amountSchema,
  expired: amountSchema,
  expiredCoins: amountSchema,
})

/** How far players have come in vaults that are still open. */
export const vaultProgressSchema = z.object({
  type: z.string(),
  by: z.enum(UNLOCK_KINDS),
  /** Days or won that unlock it. */
  needed: amountSchema,
  /** The least and the most that players of the step have: days, or won; `most` null: so much and more. */
  from: amountSchema,
  most: amountSchema.nullable(),
  players: amountSchema,
})

export const vaultReportsReply = z
  .object({
    from: utcDaySchema,
    until: utcDaySchema,
    readAt: isoTimeSchema,
    funnel: z.array(vaultFunnelSchema),
    endings: z.array(vaultEndingsSchema),
    attendance: z.array(vaultProgressSchema),
    deposits: z.array(vaultProgressSchema),
  })
  .meta({ id: 'VaultReports' })
export type VaultReports = z.infer<typeof vaultReportsReply>
