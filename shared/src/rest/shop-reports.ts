import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { isoTimeSchema } from './common.ts'

export const SALES_STEPS = ['hour', 'day'] as const
export const salesQuery = z.object({ by: z.enum(SALES_STEPS).default('day') })
/** What was sold of a product since it went on sale, at most so far back as the step allows; steps without a sale are left out. */
export const salesReply = z
  .object({
    zone: z.string(),
    by: z.enum(SALES_STEPS),
    /** Where the first step begins; null: it has never been on sale. */
    since: isoTimeSchema.nullable(),
    until: isoTimeSchema,
    rows: z.array(
      z.object({
        /** Where the step begins: an hour, or a day of the zone. */
        at: isoTimeSchema,
        purchases: z.number().int(),
        units: z.number().int(),
        won: amountSchema,
        gems: amountSchema,
      }),
    ),
  })
  .meta({ id: 'ProductSales' })
export type ProductSales = z.infer<typeof salesReply>
