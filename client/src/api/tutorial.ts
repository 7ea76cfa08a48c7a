import { type TutorialStep, tutorialChangedReply, tutorialCompletedReply, tutorialReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** Calls about the first steps. Over HTTP, so that they work while the rooms are closed. */
export function createTutorialApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  return {
    standing: () => call('/api/tutorial', tutorialReply),
    take: (step: TutorialStep) => command('/api/tutorial/steps', tutorialChangedReply, { step }),
    skip: () => command('/api/tutorial/skip', tutorialChangedReply),
    complete: () => command('/api/tutorial/complete', tutorialCompletedReply),
  }
}
