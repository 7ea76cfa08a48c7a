import { z } from 'zod'
import { NOTIFICATION_CATEGORIES, NOTIFICATION_CHANNELS } from '../notifications/notification.ts'

export const templateNameSchema = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)

const variableSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,31}$/),
  /** What it is filled with where somebody looks at the template. */
  sample: z.string().min(1).max(200),
})

/** What one language says, as long as a notification may be; `{{name}}` stands for a variable. */
const textSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\r\n]*$/, 'a title is one line'),
  body: z.string().trim().min(1).max(500),
  /** In place of the body in an e-mail; null: the body in the standard layout. */
  html: z.string().trim().min(1).max(20_000).nullable(),
})
export type TemplateText = z.infer<typeof textSchema>

export const templateBodySchema = z
  .strictObject({
    category: z.enum(NOTIFICATION_CATEGORIES),
    channels: z
      .array(z.enum(NOTIFICATION_CHANNELS))
      .min(1)
      .max(3)
      .refine((names) => new Set(names).size === names.length, 'a channel is named twice'),
    variables: z
      .array(variableSchema)
      .max(20)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a variable is named twice'),
    texts: z.strictObject({ ko: textSchema, en: textSchema }),
  })
  .meta({ id: 'TemplateBody' })
export type TemplateBody = z.infer<typeof templateBodySchema>
export type TemplateVariable = TemplateBody['variables'][number]
