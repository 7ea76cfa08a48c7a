import { refuse } from '@casino-club/shared'
import { RefusedInTransaction } from '../player/index.ts'

/** Takes an entry back whose rows are not what it was decided on. */
export function mustHold(held: boolean): void {
  if (!held) throw new RefusedInTransaction(refuse('CONFLICT', 'the vault has changed meanwhile'))
}
