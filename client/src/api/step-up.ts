import type { AuthorisedCall } from './authorised.ts'

/** Where a call that needs a fresh proof asks for it. */
export interface StepUpDoor {
  /** Resolves to true once the player has proven himself, to false when he would not; set by the page. */
  ask: (() => Promise<boolean>) | null
}

/** Repeats a call that was refused for want of a fresh proof, once the player has given it. */
export function withStepUp(call: AuthorisedCall, door: StepUpDoor): AuthorisedCall {
  return async (path, schema, options) => {
    const first = await call(path, schema, options)
    if (first.ok || first.trouble !== 'STEP_UP_REQUIRED' || door.ask === null) return first
    return (await door.ask()) ? await call(path, schema, options) : first
  }
}
