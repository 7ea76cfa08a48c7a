import { z } from 'zod'
import { isoTimeSchema } from './common.ts'
import { gameAnalysisSchema, gameSchema } from './games.ts'

const versionSchema = z.object({
  version: z.number().int(),
  hash: z.string(),
  from: isoTimeSchema,
  /** Null while it is in force. */
  to: isoTimeSchema.nullable(),
})

/** The odds of all games, made from the tables they are drawn from. */
export const disclosureReply = z
  .object({
    generatedAt: isoTimeSchema,
    games: z.array(
      z.object({
        game: gameSchema,
        /** Null while the game is closed. */
        inForce: z
          .object({
            version: z.number().int(),
            hash: z.string(),
            since: isoTimeSchema,
            table: z.unknown(),
            analysis: gameAnalysisSchema,
          })
          .nullable(),
        /** The latest first. */
        history: z.array(versionSchema),
      }),
    ),
  })
  .meta({ id: 'Disclosure' })
export type DisclosureReply = z.infer<typeof disclosureReply>
export const disclosureTextQuery = z.strictObject({ lang: z.enum(['en', 'ko']).default('en') })
