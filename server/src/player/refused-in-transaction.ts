import type { Refusal } from '@casino-club/shared'

/** Thrown by what a rule persists when the rows themselves refuse: nothing is written, and this is the answer. */
export class RefusedInTransaction extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.name = 'RefusedInTransaction'
    this.refusal = refusal
  }
}
