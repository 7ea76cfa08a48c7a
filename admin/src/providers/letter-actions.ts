import {
  adminTemplateDetailSchema,
  type EmailTriggerBody,
  type EmailTriggerReply,
  emailTriggerReply,
  suppressionSchema,
  type TemplateBody,
  type TemplatePreview,
  templatePreviewReply,
  templateTestReply,
} from '@casino-club/shared'
import { type Http, parsed, type SchemaOutput } from './http.ts'

export type TemplateRecord = SchemaOutput<typeof adminTemplateDetailSchema>
export type SuppressionRecord = SchemaOutput<typeof suppressionSchema>

/** What is done about letters and the words of messages. Each call resolves only when the server has done it. */
export interface LetterActions {
  draftTemplate(name: string, seenRevision: number, body: TemplateBody): Promise<TemplateRecord>
  discardTemplate(name: string, seenRevision: number): Promise<void>
  publishTemplate(name: string, seenRevision: number, reason: string): Promise<TemplateRecord>
  resetTemplate(name: string, seenRevision: number, reason: string): Promise<TemplateRecord>
  previewTemplate(body: TemplateBody): Promise<TemplatePreview>
  testTemplate(to: string, language: 'ko' | 'en', body: TemplateBody): Promise<void>
  suppressAddress(address: string, reason: string): Promise<SuppressionRecord>
  liftSuppression(id: number, reason: string): Promise<SuppressionRecord>
  /** With `dryRun` it only counts; once a key. */
  triggerLetter(order: EmailTriggerBody): Promise<EmailTriggerReply>
}

export function createLetterActions(http: Http): LetterActions {
  const templates = '/api/admin/message-templates'
  const suppressions = '/api/admin/email/suppressions'
  const template = (name: string, act: string) => `${templates}/${encodeURIComponent(name)}/${act}`
  const post = (path: string, body: object) => http.authorized(path, { method: 'POST', body })
  return {
    draftTemplate: async (name, seenRevision, body) => {
      const options = { method: 'PUT', body: { seenRevision, body } } as const
      return await parsed(await http.authorized(template(name, 'draft'), options), adminTemplateDetailSchema)
    },
    discardTemplate: async (name, seenRevision) => {
      await post(template(name, 'draft/discard'), { seenRevision })
    },
    publishTemplate: async (name, seenRevision, reason) =>
      await parsed(await post(template(name, 'publish'), { seenRevision, reason }), adminTemplateDetailSchema),
    resetTemplate: async (name, seenRevision, reason) =>
      await parsed(await post(template(name, 'reset'), { seenRevision, reason }), adminTemplateDetailSchema),
    previewTemplate: async (body) => await parsed(await post(`${templates}/preview`, { body }), templatePreviewReply),
    testTemplate: async (to, language, body) => {
      await parsed(await post(`${templates}/test`, { to, language, body }), templateTestReply)
    },
    suppressAddress: async (address, reason) =>
      await parsed(await post(suppressions, { address, reason }), suppressionSchema),
    liftSuppression: async (id, reason) =>
      await parsed(await post(`${suppressions}/${id}/lift`, { reason }), suppressionSchema),
    triggerLetter: async (order) => await parsed(await post('/api/admin/email/trigger', order), emailTriggerReply),
  }
}
