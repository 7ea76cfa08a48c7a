import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { adminRoleSchema, rankSchema } from '../ranks.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema, whySchema } from './common.ts'

const withoutZero = (text: string): boolean => !text.includes('\0')

/** Why an admin does something; it stands in the audit log. */
export const adminReasonSchema = whySchema(5)

export const banBody = z.strictObject({
  reason: adminReasonSchema,
  /** When it ends by itself; null: never. */
  until: instantSchema.nullable(),
})
export const unbanBody = z.strictObject({ reason: adminReasonSchema })
export const playerBanSchema = z
  .object({
    id: z.number().int(),
    reason: z.string(),
    bannedBy: z.string(),
    bannedAt: isoTimeSchema,
    until: isoTimeSchema.nullable(),
    inForce: z.boolean(),
    liftedAt: isoTimeSchema.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'PlayerBan' })
export type PlayerBan = z.infer<typeof playerBanSchema>
export const bansReply = z.array(playerBanSchema)
export const banReply = z.object({ banned: z.literal(true), id: z.number().int(), sessions: z.number().int() })
export const unbanReply = z.object({ lifted: z.literal(true), id: z.number().int() })

export const rankChangeBody = z.strictObject({
  commandId: commandIdSchema,
  rank: rankSchema,
  reason: adminReasonSchema,
})
export const rankChangedSchema = z.object({ from: rankSchema, to: rankSchema })
export const rankChangeReply = rankChangedSchema.extend({
  ok: z.literal(true),
  replayed: z.literal(true).optional(),
  commandId: z.uuid(),
  eventId: z.string(),
})

/** How many players one command logs out at most. */
export const MAX_LOGOUTS = 1_000
export const logoutManyBody = z.strictObject({
  commandId: commandIdSchema,
  userIds: z
    .array(z.number().int().positive())
    .min(1)
    .max(MAX_LOGOUTS)
    .refine((ids) => new Set(ids).size === ids.length, 'names a player twice'),
  reason: adminReasonSchema,
})
export const logoutManyReply = z
  .object({
    ok: z.literal(true),
    replayed: z.literal(true).optional(),
    commandId: z.uuid(),
    /** How many players there are of those named, and how many open sessions they had together. */
    players: z.number().int(),
    sessions: z.number().int(),
    /** One for each of those named, in the same order. */
    results: z.array(
      z.object({
        userId: z.number().int(),
        outcome: z.enum(['LOGGED_OUT', 'NOT_FOUND']),
        sessions: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'PlayersLoggedOut' })
export type LogoutManyReply = z.infer<typeof logoutManyReply>

export const noteBody = z.strictObject({ body: z.string().trim().min(1).max(2_000).refine(withoutZero) })
export const playerNoteSchema = z
  .object({
    id: z.number().int(),
    admin: z.string(),
    body: z.string(),
    writtenAt: isoTimeSchema,
    /** Struck out: shown as such, by whom and when. */
    struckAt: isoTimeSchema.nullable(),
    struckBy: z.string().nullable(),
  })
  .meta({ id: 'PlayerNote' })
export type PlayerNote = z.infer<typeof playerNoteSchema>
export const notesReply = z.array(playerNoteSchema)
export const noteStruckReply = z.object({ struck: z.literal(true) })
export const noteParams = z.object({ id: idParamSchema, noteId: idParamSchema })

/** A password of an admin: longer than a player's. */
export const adminPasswordSchema = z.string().min(12).max(128)
export const adminSiteIdSchema = z
  .string()
  .trim()
  .min(3)
  .max(32)
  .regex(/^[A-Za-z0-9_.-]+$/)

export const adminsQuery = pagingSchema.extend({
  sort: z.enum(['id', 'siteId', 'role', 'lastLoginAt']).default('id'),
  role: adminRoleSchema.optional(),
})
export const adminAccountSchema = z
  .object({
    id: z.number().int(),
    siteId: z.string(),
    role: adminRoleSchema,
    createdAt: isoTimeSchema,
    lastLoginAt: isoTimeSchema.nullable(),
    disabledAt: isoTimeSchema.nullable(),
    /** Has a second factor set up. */
    secondFactor: z.boolean(),
  })
  .meta({ id: 'AdminAccount' })
export type AdminAccount = z.infer<typeof adminAccountSchema>
export const adminsReply = z.array(adminAccountSchema)
export const newAdminBody = z.strictObject({
  siteId: adminSiteIdSchema,
  role: adminRoleSchema,
  password: adminPasswordSchema,
  reason: adminReasonSchema,
})
export const adminChangeBody = z
  .strictObject({
    role: adminRoleSchema.optional(),
    disabled: z.boolean().optional(),
    password: adminPasswordSchema.optional(),
    reason: adminReasonSchema,
  })
  .refine(
    ({ role, disabled, password }) => [role, disabled, password].some((change) => change !== undefined),
    'nothing is to be changed',
  )
export const ownPasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(128),
  newPassword: adminPasswordSchema,
})
export const ownPasswordReply = z.object({ changed: z.literal(true), sessions: z.number().int() })
export const adminChangedReply = z.object({ changed: z.literal(true), sessions: z.number().int() })
export const madeReply = z.object({ id: z.number().int() })
export const rolesReply = z.record(adminRoleSchema, z.array(z.string()))

export const auditChainReply = z.object({
  /** Links proved, from the first one on. */
  links: z.number().int(),
  /** The last link, as hex: written down elsewhere, it proves later that nothing before it was changed. */
  head: z.string().nullable(),
  /** The first entry that does not fit. */
  bad: z.object({ logId: z.number().int(), why: z.string() }).nullable(),
})

export const rbacReply = z.object({ rank: rankSchema, message: z.string() })
