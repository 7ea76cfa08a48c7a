import { z } from 'zod'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema, whySchema } from './common.ts'
import { inviteCodeSchema } from './identity.ts'

export const MAX_INVITE_BATCH = 1_000
export const INVITE_STATES = ['open', 'expired', 'used-up', 'disabled'] as const
export const INVITE_SORTS = ['code', 'createdAt', 'expiresAt', 'usedCount'] as const

/** A code as the admins see it. */
export const inviteSchema = z
  .object({
    /** The code itself: what lists and addresses name a row by. */
    id: z.string(),
    state: z.enum(INVITE_STATES),
    /** Null: as many as come. */
    maxUses: z.number().int().nullable(),
    usedCount: z.number().int(),
    expiresAt: isoTimeSchema.nullable(),
    note: z.string(),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    batchId: z.string().nullable(),
    disabledAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Invite' })
export type InviteRecord = z.infer<typeof inviteSchema>

const noteSchema = z.string().trim().max(200)

export const inviteBatchBody = z.strictObject({
  commandId: z.uuid(),
  count: z.number().int().min(1).max(MAX_INVITE_BATCH),
  maxUses: z.number().int().min(1).max(1_000_000).nullable(),
  expiresAt: instantSchema.nullable(),
  note: noteSchema,
})
export const inviteBatchReply = z.object({ batchId: z.string(), codes: z.array(z.string()), replayed: z.boolean() })
export type InviteBatch = z.infer<typeof inviteBatchReply>

const filters = {
  q: z.string().trim().max(200).optional(),
  state: z.enum(INVITE_STATES).optional(),
  createdBy: z.string().trim().max(64).optional(),
  batchId: z.uuid().optional(),
}
export const invitesQuery = z.strictObject({
  ...pagingSchema.shape,
  ...filters,
  sort: z.enum(INVITE_SORTS).default('createdAt'),
})
export const inviteExportQuery = z.strictObject(filters)
export const invitesReply = z.array(inviteSchema)
export const inviteParams = z.object({ id: inviteCodeSchema })

export const inviteUsesQuery = z.strictObject({ ...pagingSchema.shape, sort: z.literal('usedAt').default('usedAt') })
/** Who came in by a code. */
export const inviteUseSchema = z.object({ id: idParamSchema, nickname: z.string(), usedAt: isoTimeSchema })
export const inviteUsesReply = z.array(inviteUseSchema)
export type InviteUse = z.infer<typeof inviteUseSchema>

export const inviteDisableBody = z.strictObject({ reason: whySchema(5) })
