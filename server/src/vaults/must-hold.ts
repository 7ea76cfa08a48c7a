import { refuse } from '@casino-club/shared'
import { RefusedInTransaction } from '../player/index.ts'

/** What an entry is refused with whose rows are not what it was decided on. */
export const CHANGED = refuse('CONFLICT', 'the vault has changed meanwhile')

/** Takes an entry back whose rows are not what it was decided on. */
export function mustHold(held: boolean): void {
  if (!held) throw new RefusedInTransaction(CHANGED)
}
