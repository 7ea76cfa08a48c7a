import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { boardIdSchema } from './boards.ts'
import { isoTimeSchema } from './common.ts'

/** The server looks up what is shared: a rank that he has now, or a play of his that won. */
export const shareBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rank'), board: boardIdSchema }),
  z.strictObject({ kind: z.literal('prize'), eventId: z.string().regex(/^[1-9]\d{0,15}-[1-9]\d{0,15}$/) }),
])
export type ShareOrder = z.infer<typeof shareBody>
export const sharedRankSchema = z.object({ board: z.string(), period: z.string(), rank: amountSchema })
export const sharedPrizeSchema = z.object({ game: z.string(), win: amountSchema })

/** A link that shows it, on this host; nothing of the player but his nickname of then stands on it. */
export const shareSchema = z
  .object({
    code: z.string(),
    path: z.string(),
    kind: z.enum(['rank', 'prize']),
    createdAt: isoTimeSchema,
    expiresAt: isoTimeSchema,
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof shareSchema>
export const sharesReply = z.array(shareSchema)
export const shareParams = z.object({ code: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })
export const unshareReply = z.object({ code: z.string() })
