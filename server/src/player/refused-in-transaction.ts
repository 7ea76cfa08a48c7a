import type { Refusal } from '@casino-club/shared'

/** Thrown by `persist` of a rule: its transaction is rolled back, and the command is answered with the refusal. */
export class RefusedInTransaction extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}
