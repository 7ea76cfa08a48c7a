import { REASONS } from '@casino-club/shared'
import type { Trouble } from '../text/translate.ts'

/** Why joining failed: a reason code named in the error's message, else that nobody answered. */
export function joinTrouble(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error)
  return REASONS.find((reason) => new RegExp(`\\b${reason}\\b`).test(message)) ?? 'OFFLINE'
}
