/** What a provider of age checks is asked; days are `YYYY-MM-DD` in the club's zone. */
export interface AgeQuestion {
  readonly userId: number
  readonly birthDate: string
  readonly today: string
  readonly minAge: number
}

export type AgeVerdict =
  /** Proved by the provider. */
  | { readonly verdict: 'OF_AGE' }
  | { readonly verdict: 'TOO_YOUNG'; readonly againFrom: string }
  /** A person must look. */
  | { readonly verdict: 'REVIEW' }
  | { readonly verdict: 'IMPLAUSIBLE' }

/** Whoever can tell a player's age: a rule, or a service that looks at documents. */
export interface AgeProvider {
  readonly name: string
  /** Rejects when it cannot be reached; nothing is decided then. */
  check(question: AgeQuestion): Promise<AgeVerdict>
}
