import type { TimedRefusal } from './route.ts'

/** Thrown inside a transaction that must not happen after all; the request it was made for is answered with the refusal. */
export class Refused extends Error {
  readonly refusal: TimedRefusal

  constructor(refusal: TimedRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}
