import { TUTORIAL_STEPS, type TutorialReply, type TutorialStep } from '@casino-club/shared'

/** The first step that was not taken; null: only the end is left. */
export function nextStep({ steps }: Pick<TutorialReply, 'steps'>): TutorialStep | null {
  return TUTORIAL_STEPS.find((step) => !steps.includes(step)) ?? null
}
