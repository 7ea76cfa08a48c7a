import { type Refusal, refuse } from '@casino-club/shared'

/** What made a player look like a fraud; `blocked`: somebody has looked at it and stopped him. */
export type SuspicionCause = 'velocity' | 'cards' | 'blocked'

export interface Suspicion extends Refusal<'FRAUD_BLOCK'> {
  readonly suspicion: SuspicionCause
}

export const suspect = (suspicion: SuspicionCause, message: string): Suspicion => ({
  ...refuse('FRAUD_BLOCK', message),
  suspicion,
})

export const isSuspicion = (refusal: Refusal): refusal is Suspicion => 'suspicion' in refusal
