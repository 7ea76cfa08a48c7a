import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { NICKNAME_PATTERN } from '../nickname.ts'
import { adminRoleSchema, rankSchema } from '../ranks.ts'
import { isoTimeSchema } from './common.ts'

export const inviteCodeSchema = z.string().trim().min(1).max(64)
export const siteIdSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_.-]{3,32}$/, '3 to 32 letters, digits, dots, dashes or underscores')
/** 2 to 20 Hangul or Latin letters, digits, spaces, dashes or underscores; no mark-up can be written with them. */
export const nicknameSchema = z
  .string()
  .max(64)
  .trim()
  .normalize('NFKC')
  .regex(NICKNAME_PATTERN, '2 to 20 Hangul or Latin letters, digits, spaces, dashes or underscores')
export const passwordSchema = z.string().min(8).max(128)
/** An address that a mail can be sent to; what could start another line or another recipient is in none. */
export const emailSchema = z.email().max(254)
export const phoneNumberSchema = z.string().regex(/^\+?[0-9][0-9 -]{6,18}[0-9]$/)
/** The language the club writes to somebody in. */
export const localeSchema = z.enum(['en', 'ko'])
export type Locale = z.infer<typeof localeSchema>

export const inviteValidateBody = z.strictObject({ code: inviteCodeSchema })
export const inviteValidateReply = z.object({
  isValid: z.boolean(),
  errorMessage: z.string().nullable(),
  code: z.string(),
  expiresAt: isoTimeSchema.nullable(),
  remainingUses: z.number().int().nullable(),
})

export const signupBody = z.strictObject({
  siteId: siteIdSchema,
  nickname: nicknameSchema,
  password: passwordSchema,
  inviteCode: inviteCodeSchema,
  phoneNumber: phoneNumberSchema.optional(),
  email: emailSchema.optional(),
})

export const loginBody = z.strictObject({ siteId: z.string().min(1).max(254), password: z.string().min(1).max(128) })
/** `siteId` may be a proven e-mail address too; `restore` takes back a deletion that has not happened yet. */
export const playerLoginBody = loginBody.extend({ restore: z.boolean().optional() })
export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) })
export const logoutBody = z.strictObject({ refreshToken: z.string().min(1).max(200).optional() })

export const profileSchema = z
  .object({
    id: z.number().int(),
    siteId: z.string(),
    nickname: z.string(),
    rank: rankSchema,
    /** The proven address, or without one the address that waits to be proven. */
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    /** An address that takes the place of `email` once it is proven. */
    pendingEmail: z.string().nullable(),
    locale: localeSchema,
    phoneNumber: z.string().nullable(),
    coins: amountSchema,
    gems: amountSchema,
    tickets: amountSchema,
    streak: z.number().int(),
    createdAt: isoTimeSchema,
    lastLoginAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profileSchema>

export const publicProfileSchema = z
  .object({ id: z.number().int(), nickname: z.string(), rank: rankSchema, createdAt: isoTimeSchema })
  .meta({ id: 'PublicProfile' })

export const userStatsSchema = z
  .object({
    totalPlays: z.number().int(),
    totalBet: amountSchema,
    totalWin: amountSchema,
    netResult: z.number().int(),
    winRate: z.number(),
    currentStreak: z.number().int(),
    memberSince: isoTimeSchema,
  })
  .meta({ id: 'UserStats' })

const tokens = {
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds until the access token expires. */
  expiresIn: z.number().int(),
}
export const sessionReply = z.object({ user: profileSchema, ...tokens }).meta({ id: 'Session' })
export type SessionReply = z.infer<typeof sessionReply>

export const adminUserSchema = z
  .object({ id: z.number().int(), siteId: z.string(), role: adminRoleSchema, lastLoginAt: isoTimeSchema.nullable() })
  .meta({ id: 'AdminUser' })
export const adminSessionReply = z.object({ user: adminUserSchema, ...tokens }).meta({ id: 'AdminSession' })
export type AdminSessionReply = z.infer<typeof adminSessionReply>

/** `/api/auth/refresh` serves players and admins; the token knows whose it is. */
export const refreshReply = z.union([sessionReply, adminSessionReply])
export const loggedOutReply = z.object({ loggedOut: z.literal(true), sessions: z.number().int() })
