import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { isoTimeSchema } from './common.ts'
import { utcDaySchema } from './jobs.ts'

/** Reminders of one kind that went out on a day, and what came of them. */
export const alertDaySchema = z.object({
  date: utcDaySchema,
  /** `EXPIRY_D2` and the like. */
  type: z.string(),
  sent: amountSchema,
  clicked: amountSchema,
  /** Whose vault was claimed within 24 hours. */
  claimed: amountSchema,
  /** Claimed of sent, in ten-thousandths. */
  claimRate: z.number().int().min(0).max(10_000),
})
export const alertReportReply = z
  .object({ from: utcDaySchema, until: utcDaySchema, readAt: isoTimeSchema, days: z.array(alertDaySchema) })
  .meta({ id: 'AlertReport' })
export type AlertReport = z.infer<typeof alertReportReply>
