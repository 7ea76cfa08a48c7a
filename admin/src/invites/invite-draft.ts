import { MAX_INVITE_BATCH } from '@casino-club/shared'
import { dayEnd } from '../format/zone.ts'
import type { NewInvites } from '../providers/invite-actions.ts'

/** What is typed into the form. */
export interface InviteDraft {
  readonly count: string
  readonly maxUses: string
  /** A day of the club's zone, `YYYY-MM-DD`; empty: without an end. */
  readonly lastDay: string
  readonly note: string
}

export const FIRST_DRAFT: InviteDraft = { count: '10', maxUses: '1', lastDay: '', note: '' }

const MOST_USES = 1_000_000

function wholeOf(text: string, most: number): number | null {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= 1 && value <= most ? value : null
}

/** Reads a form; null when the server would not take it. The last day counts whole. */
export function readInviteDraft({ count, maxUses, lastDay, note }: InviteDraft): Omit<NewInvites, 'commandId'> | null {
  const [many, uses] = [wholeOf(count, MAX_INVITE_BATCH), wholeOf(maxUses, MOST_USES)]
  const expiresAt = lastDay === '' ? null : dayEnd(lastDay)
  if (many === null || (uses === null && maxUses.trim() !== '') || (lastDay !== '' && expiresAt === null)) return null
  return { count: many, maxUses: uses, expiresAt, note: note.trim() }
}
