import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { adminReasonSchema } from './access.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'

export const AGE_STATUSES = ['PENDING', 'VERIFIED', 'REJECTED'] as const

export const ageBody = z.strictObject({
  /** Day of birth, `YYYY-MM-DD`. Kept only until it is decided. */
  birthDate: z.iso.date(),
})
export const ageReply = z
  .object({
    status: z.enum([...AGE_STATUSES, 'NONE']),
    minAge: z.number().int(),
    submittedAt: isoTimeSchema.nullable(),
    decidedAt: isoTimeSchema.nullable(),
    /** Who is too young may ask again from this day on. */
    againFrom: z.iso.date().nullable(),
    /** Games that are closed until the age is verified. */
    ratedGames: z.array(z.string()),
  })
  .meta({ id: 'AgeStatus' })
export type AgeStatus = z.infer<typeof ageReply>

export const ageChecksQuery = pagingSchema.extend({
  sort: z.enum(['id']).default('id'),
  status: z.enum(AGE_STATUSES).optional(),
})
export const ageCheckSchema = z
  .object({
    id: z.number().int(),
    userId: z.number().int(),
    nickname: z.string(),
    /** Only while it is pending. */
    birthDate: z.iso.date().nullable(),
    provider: z.string(),
    status: z.enum(AGE_STATUSES),
    submittedAt: isoTimeSchema,
    decidedAt: isoTimeSchema.nullable(),
    /** Null where the rule decided, or nobody yet. */
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AgeCheck' })
export type AgeCheck = z.infer<typeof ageCheckSchema>
export const ageChecksReply = z.array(ageCheckSchema)
export const ageDecisionBody = z.strictObject({
  commandId: commandIdSchema,
  decision: z.enum(['VERIFIED', 'REJECTED']),
  reason: adminReasonSchema,
})
export const ageDecisionReply = z.object({ decided: z.enum(['VERIFIED', 'REJECTED']) })
export const ageVerifiedSchema = z.object({ provider: z.string() })
