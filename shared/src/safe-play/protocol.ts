import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { amountSchema } from '../money.ts'
import {
  exclusionMonthsSchema,
  limitIdSchema,
  limitValueSchema,
  pauseHoursSchema,
  realityCheckMinutesSchema,
} from './limits.ts'

/** What each command about safe play takes besides its id. */
export const SAFE_PLAY_FIELDS = {
  /** Null removes the limit. Stricter holds at once; looser is a wish that must be confirmed a day later. */
  'safe.limits.set': { limit: limitIdSchema, value: limitValueSchema.nullable() },
  'safe.limits.confirm': { limit: limitIdSchema },
  'safe.limits.cancel': { limit: limitIdSchema },
  'safe.pause': { hours: pauseHoursSchema },
  /** Null: for ever. */
  'safe.exclude': { months: exclusionMonthsSchema },
  /** Confirms the return after an exclusion whose time is over. */
  'safe.return': {},
  /** Null: as often as the club's policy has it. */
  'safe.realityCheck': { minutes: realityCheckMinutesSchema.nullable() },
  'safe.acknowledge': {},
  'wallet.refill': {},
} as const

export type SafeCommand = keyof typeof SAFE_PLAY_FIELDS

const atMs = z.number().int()

const pendingChangeSchema = z.object({
  limit: limitIdSchema,
  value: limitValueSchema.nullable(),
  askedAtMs: atMs,
})

export const restrictionsSchema = z.object({
  limits: z.partialRecord(limitIdSchema, limitValueSchema),
  pending: z.array(pendingChangeSchema),
  pausedUntilMs: atMs.nullable(),
  exclusion: z.object({ sinceMs: atMs, untilMs: atMs.nullable() }).nullable(),
  realityCheckMinutes: realityCheckMinutesSchema.nullable(),
})

/** A change of what the player has decided: what was asked for, and everything that holds from then on. */
export const restrictionsChangedSchema = z.object({
  ...acceptedFields,
  asked: z.record(z.string(), z.unknown()),
  /** Whether what was asked for holds already; a looser limit does not. */
  applied: z.boolean(),
  restrictions: restrictionsSchema,
  /** An admin did it for the player. */
  byAdmin: z.literal(true).optional(),
})
export type RestrictionsChanged = z.infer<typeof restrictionsChangedSchema>

const net = z.number().int()

/** What a player is told of his session; a loss is negative. */
export const realityCheckSchema = z.object({ minutes: z.number().int(), netCoins: net, netGems: net })
export type RealityCheck = z.infer<typeof realityCheckSchema>

/** The player has looked at it; `toldMs` is the session's play time up to which he was told. */
export const realityCheckSeenSchema = z.object({ ...acceptedFields, ...realityCheckSchema.shape, toldMs: atMs })
export type RealityCheckSeen = z.infer<typeof realityCheckSeenSchema>

/** Coins for somebody who had none left; not won. */
export const walletRefilledSchema = z.object({ ...acceptedFields, amount: amountSchema, coins: amountSchema })
export type WalletRefilled = z.infer<typeof walletRefilledSchema>

/** The event each change of restrictions is. */
export const RESTRICTION_EVENTS = {
  'safe.limits.set': 'safe.limitSet',
  'safe.limits.confirm': 'safe.limitConfirmed',
  'safe.limits.cancel': 'safe.limitCancelled',
  'safe.pause': 'safe.paused',
  'safe.exclude': 'safe.excluded',
  'safe.return': 'safe.returned',
  'safe.realityCheck': 'safe.realityCheckSet',
} as const
export type RestrictionCommand = keyof typeof RESTRICTION_EVENTS
