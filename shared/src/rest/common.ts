import { z } from 'zod'
import { seenOf } from '../fields.ts'
import { REASONS } from '../reasons.ts'

/** RFC 9457 problem details; `reason` is the stable code. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    reason: z.enum(REASONS),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.number().int().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

/** An id that is a positive whole number, as it stands in a path or a query. */
export const idParamSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** `?page&perPage&sort&order`; the total is in the header `X-Total-Count`. */
export const pagingSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(25),
  order: z.enum(['ASC', 'DESC', 'asc', 'desc']).default('DESC'),
})

/** The number of an odds table. */
export const versionParamSchema = z.coerce.number().int().min(1).max(2_147_483_647)

/** An instant: ISO 8601 with zone, from 2000 to 2100; read as UTC to the millisecond. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => {
    const year = new Date(text).getUTCFullYear()
    return year >= 2000 && year <= 2100
  }, 'outside 2000 to 2100')
  .transform((text) => new Date(text).toISOString())
/** Why somebody does something, for the audit log: so many characters that can be read, at least. */
export const whySchema = (least: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(500)
    .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
    .refine((text) => seenOf(text).length >= least, 'nobody could read it')

export const isoTimeSchema = z.iso.datetime()
