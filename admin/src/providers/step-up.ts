/** Where a request that needs a fresh proof asks for it; the page that is open sets it. */
export interface StepUpDoor {
  /** True once the admin has proven himself, false when he would not. */
  ask: (() => Promise<boolean>) | null
}

export const stepUpDoor: StepUpDoor = { ask: null }
