import { z } from 'zod'
import { REASONS } from '../reasons.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { adminSessionReply, sessionReply } from './identity.ts'

/** What a device says of itself; null where nothing known was said. */
export const deviceSchema = z.object({ browser: z.string().nullable(), system: z.string().nullable() })
export type DeviceView = z.infer<typeof deviceSchema>

export const sessionParams = z.object({ id: z.uuid() })
export const sessionViewSchema = z
  .object({
    id: z.uuid(),
    /** The session that asks. */
    current: z.boolean(),
    device: deviceSchema,
    /** Coarse: the network, not the host. */
    address: z.string(),
    createdAt: isoTimeSchema,
    /** When it was last renewed; at most the lifetime of an access token ago while it is in use. */
    lastUsedAt: isoTimeSchema,
  })
  .meta({ id: 'SessionView' })
export type SessionView = z.infer<typeof sessionViewSchema>
export const sessionsReply = z.array(sessionViewSchema)

/** A log-in whose password was right and whose second factor is asked for. */
export const challengeReply = z
  .object({ secondFactor: z.literal('required'), challenge: z.string(), expiresIn: z.number().int() })
  .meta({ id: 'LoginChallenge' })
export type ChallengeReply = z.infer<typeof challengeReply>
export const loginReply = z.union([challengeReply, sessionReply])
export type LoginReply = z.infer<typeof loginReply>
export const adminLoginReply = z.union([challengeReply, adminSessionReply])
export type AdminLoginReply = z.infer<typeof adminLoginReply>

/** Six digits of the app, or a recovery code; blanks and dashes do not matter. */
export const codeSchema = z.string().trim().min(6).max(40)
const passwordField = z.string().min(1).max(128)

export const secondFactorBody = z.strictObject({ challenge: z.string().min(1).max(200), code: codeSchema })
export const codeBody = z.strictObject({ code: codeSchema })
export const secondFactorOffBody = z.strictObject({ password: passwordField, code: codeSchema })
export const stepUpBody = z.union([codeBody, z.strictObject({ password: passwordField })])
export const secondFactorSchema = z
  .object({
    enabled: z.boolean(),
    recoveryCodesLeft: z.number().int(),
    /** How this account proves itself once more for what is sensitive. */
    stepUp: z.enum(['code', 'password']),
    /** Until then the session counts as proven; null: it must be proven first. */
    provenUntil: isoTimeSchema.nullable(),
  })
  .meta({ id: 'SecondFactor' })
export type SecondFactorView = z.infer<typeof secondFactorSchema>
export const enrolReply = z.object({
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://totp/…`, for a QR code. */
  uri: z.string(),
})
export const recoveryCodesReply = z.object({ recoveryCodes: z.array(z.string()) })
export const doneReply = z.object({ done: z.literal(true) })
export const provenReply = z.object({ provenUntil: isoTimeSchema })

export const SIGN_IN_METHODS = ['password', 'second_factor', 'signup', 'provider'] as const
export const SIGN_IN_OUTCOMES = ['success', 'challenged', 'failure'] as const
export const signInSchema = z
  .object({
    id: z.number().int(),
    method: z.enum(SIGN_IN_METHODS),
    outcome: z.enum(SIGN_IN_OUTCOMES),
    reason: z.enum(REASONS).nullable(),
    device: deviceSchema,
    address: z.string(),
    occurredAt: isoTimeSchema,
  })
  .meta({ id: 'SignIn' })
export type SignInView = z.infer<typeof signInSchema>
export const signInsReply = z.array(signInSchema)

export const adminSignInSchema = signInSchema
  .extend({
    kind: z.enum(['player', 'admin']),
    /** Null: the name was nobody's. */
    accountId: z.number().int().nullable(),
    siteId: z.string().nullable(),
  })
  .meta({ id: 'AdminSignIn' })
export type AdminSignIn = z.infer<typeof adminSignInSchema>
export const adminSignInsReply = z.array(adminSignInSchema)
export const adminSignInsQuery = pagingSchema.extend({
  sort: z.enum(['id']).default('id'),
  kind: z.enum(['player', 'admin']).optional(),
  accountId: idParamSchema.optional(),
  outcome: z.enum(SIGN_IN_OUTCOMES).optional(),
  reason: z.enum(REASONS).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
export const signInHourSchema = z.object({
  hour: isoTimeSchema,
  successes: z.number().int(),
  failures: z.number().int(),
})
/** Hours without any attempt are there with zeros, the oldest first. */
export const signInHoursReply = z.object({ hours: z.array(signInHourSchema) })
export const signInHoursQuery = z.object({ hours: z.coerce.number().int().min(1).max(720).default(48) })
