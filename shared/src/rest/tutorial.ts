import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import {
  TUTORIAL_FIELDS,
  TUTORIAL_STATUSES,
  type TutorialCommand,
  tutorialChangedSchema,
  tutorialCompletedSchema,
  tutorialStepSchema,
} from '../tutorial.ts'

/** How far a player is, and what waits at the end. */
export const tutorialReply = z
  .object({
    status: z.enum(TUTORIAL_STATUSES),
    steps: z.array(tutorialStepSchema),
    rewardCoins: amountSchema,
    /** Why the player is out of the games: steps of play are told and not played, and the reward waits. */
    closed: z.enum(['PAUSED', 'SELF_EXCLUDED']).nullable(),
  })
  .meta({ id: 'Tutorial' })
export type TutorialReply = z.infer<typeof tutorialReply>

/** The body of a command's HTTP twin. */
export const tutorialCommandBody = (command: TutorialCommand) =>
  z.strictObject({ commandId: commandIdSchema.optional(), ...TUTORIAL_FIELDS[command] })

const answered = { ok: z.literal(true), replayed: z.literal(true).optional() }
export const tutorialChangedReply = z.object({ ...answered, ...tutorialChangedSchema.shape })
export const tutorialCompletedReply = z.object({ ...answered, ...tutorialCompletedSchema.shape })
