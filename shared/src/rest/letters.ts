import { z } from 'zod'
import { templateBodySchema, templateNameSchema } from '../messages/template.ts'
import { NOTIFICATION_CATEGORIES, NOTIFICATION_CHANNELS } from '../notifications/notification.ts'
import { RANKS } from '../ranks.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const revisionSchema = z.number().int().min(0).max(2_147_483_647)
const address = z.email().max(254)

export const templateParams = z.object({ name: templateNameSchema })

export const templateVersionSchema = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'live', 'past']),
  body: templateBodySchema,
  changedAt: isoTimeSchema,
  publishedAt: isoTimeSchema.nullable(),
})
export type TemplateVersion = z.infer<typeof templateVersionSchema>

export const adminTemplateSchema = z
  .object({
    id: templateNameSchema,
    /** Null: it is built in, and nobody has written anything in its place. */
    changedAt: isoTimeSchema.nullable(),
    /** Raised by every change; 0 for what is built in. */
    revision: revisionSchema,
    builtIn: z.boolean(),
    category: z.enum(NOTIFICATION_CATEGORIES),
    channels: z.array(z.enum(NOTIFICATION_CHANNELS)),
    title: z.object({ ko: z.string(), en: z.string() }),
    liveVersion: z.number().int().nullable(),
    hasDraft: z.boolean(),
  })
  .meta({ id: 'AdminTemplate' })
export type AdminTemplate = z.infer<typeof adminTemplateSchema>
export const adminTemplatesReply = z.array(adminTemplateSchema)

export const adminTemplateDetailSchema = adminTemplateSchema
  .extend({
    /** What is sent now; null: there is nothing but a draft. */
    live: templateBodySchema.nullable(),
    draft: templateBodySchema.nullable(),
    versions: z.array(templateVersionSchema),
  })
  .meta({ id: 'AdminTemplateDetail' })
export type AdminTemplateDetail = z.infer<typeof adminTemplateDetailSchema>

export const templateDraftBody = z.strictObject({ seenRevision: revisionSchema, body: templateBodySchema })
export const templatePublishBody = z.strictObject({ seenRevision: revisionSchema, reason: rewardReasonSchema })
export const templatePreviewBody = z.strictObject({ body: templateBodySchema })

const shownSchema = z.object({ title: z.string(), body: z.string(), text: z.string(), html: z.string() })
export const templatePreviewReply = z.object({ ko: shownSchema, en: shownSchema }).meta({ id: 'TemplatePreview' })
export type TemplatePreview = z.infer<typeof templatePreviewReply>

export const templateTestBody = z.strictObject({
  to: address,
  language: z.enum(['ko', 'en']),
  body: templateBodySchema,
})
export const templateTestReply = z.object({ ok: z.literal(true) })

export const suppressionSchema = z
  .object({
    id: z.number().int(),
    userId: z.number().int().nullable(),
    siteId: z.string().nullable(),
    suppressed: z.boolean(),
    /** `refused`: the mail server refused it too often; else why somebody put it here. */
    reason: z.string().nullable(),
    by: z.string().nullable(),
    refusals: z.number().int(),
    lastRefusal: z.string().nullable(),
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'EmailSuppression' })
export type EmailSuppression = z.infer<typeof suppressionSchema>
export const suppressionsQuery = pagingSchema.extend({
  sort: z.enum(['id', 'changedAt']).default('changedAt'),
  suppressed: z.stringbool().optional(),
  userId: idParamSchema.optional(),
})
export const suppressionsReply = z.array(suppressionSchema)
export const suppressionParams = z.object({ id: idParamSchema })
export const suppressBody = z.strictObject({ address, reason: rewardReasonSchema })
export const unsuppressBody = z.strictObject({ reason: rewardReasonSchema })

const userIds = z.array(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)).min(1).max(500)
/** Whom a letter is for: some players, or all who fit. Everybody is asked for by name, never by leaving something out. */
export const triggerTargetSchema = z.union([
  z.strictObject({ userIds }),
  z.strictObject({ rank: z.enum(RANKS) }),
  z.strictObject({ all: z.literal(true) }),
])
export const emailTriggerBody = z.strictObject({
  /** Made by who asks; the same one again answers the same and sends nothing. */
  key: z.uuid(),
  to: triggerTargetSchema,
  template: templateNameSchema,
  params: z.record(z.string().max(32), z.union([z.string().max(500), z.number()])).default({}),
  reason: rewardReasonSchema,
  dryRun: z.boolean().default(false),
})
export type EmailTriggerBody = z.infer<typeof emailTriggerBody>
export const emailTriggerReply = z
  .object({
    ok: z.literal(true),
    /** Letters that are on their way; each gate may still hold one back. */
    sent: z.number().int(),
    /** Players who fit. */
    targeted: z.number().int(),
    replayed: z.literal(true).optional(),
  })
  .meta({ id: 'EmailTriggered' })
export type EmailTriggerReply = z.infer<typeof emailTriggerReply>
