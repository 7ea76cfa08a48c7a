import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { amountSchema } from './money.ts'

/** What a new player is shown, in this order. */
export const TUTORIAL_STEPS = ['balances', 'firstPlay', 'fairness', 'limits'] as const
export type TutorialStep = (typeof TUTORIAL_STEPS)[number]
export const tutorialStepSchema = z.enum(TUTORIAL_STEPS)

/** Open: goes on where it was left; skipped: waits until the player takes it up again; done: over for good. */
export const TUTORIAL_STATUSES = ['open', 'skipped', 'done'] as const
export type TutorialStatus = (typeof TUTORIAL_STATUSES)[number]

/** The part of a player's state document that the tutorial keeps; absent before the first step. */
export interface TutorialState {
  readonly status: TutorialStatus
  /** Steps that were taken, each once. */
  readonly steps: readonly TutorialStep[]
}

export const NO_TUTORIAL: TutorialState = { status: 'open', steps: [] }

/** What each command takes besides its id. */
export const TUTORIAL_FIELDS = {
  'tutorial.step': { step: tutorialStepSchema },
  'tutorial.skip': {},
  'tutorial.complete': {},
} as const
export type TutorialCommand = keyof typeof TUTORIAL_FIELDS

const steps = z.array(tutorialStepSchema)

/** A step was taken, or the tutorial put aside: how it stands from then on. */
export const tutorialChangedSchema = z.object({
  ...acceptedFields,
  status: z.enum(['open', 'skipped']),
  steps,
})
export type TutorialChanged = z.infer<typeof tutorialChangedSchema>

/** The tutorial is over, and this is the first reward; once for every account. */
export const tutorialCompletedSchema = z.object({ ...acceptedFields, amount: amountSchema, coins: amountSchema })
export type TutorialCompleted = z.infer<typeof tutorialCompletedSchema>
