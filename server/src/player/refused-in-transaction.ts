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

/** Of several parts only these are refused, by player; nothing is written either, and the others may go on without them. */
export class PartsRefused extends RefusedInTransaction {
  readonly refusals: ReadonlyMap<number, Refusal>

  constructor(refusals: ReadonlyMap<number, Refusal>) {
    const [first] = refusals.values()
    if (first === undefined) throw new RangeError('no part is refused')
    super(first)
    this.name = 'PartsRefused'
    this.refusals = refusals
  }
}
