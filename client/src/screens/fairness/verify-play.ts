import {
  type Play,
  type SeedsReply,
  type SlotSpinOutcome,
  slotSpinOutcomeSchema,
  type VerifyReply,
} from '@casino-club/shared'
import type { Backend } from '../../api/backend.ts'
import type { ApiResult } from '../../api/http.ts'
import type { Trouble } from '../../text/translate.ts'
import { type Comparison, compareSpin } from './compare-spin.ts'

/** A spin computed again in this browser, and what the server's own check said. */
export interface Verification {
  readonly eventId: string
  readonly recorded: SlotSpinOutcome
  readonly serverSeed: string
  readonly comparisons: readonly Comparison[]
  readonly server:
    | { readonly ok: true; readonly value: VerifyReply }
    | { readonly ok: false; readonly trouble: Trouble }
}

export type VerificationResult =
  | { readonly ok: true; readonly value: Verification }
  | { readonly ok: false; readonly trouble: Trouble }

/**
 * The seed of a spin: from the player's revealed ones, else from the server's check (for seeds revealed long ago).
 * Its source does not matter: the fingerprint that was shown before the play decides whether it is the right one.
 */
function seedOf(spin: SlotSpinOutcome, seeds: SeedsReply, server: ApiResult<VerifyReply>): string | null {
  const revealed = seeds.revealed.find(({ serverSeedHash }) => serverSeedHash === spin.serverSeedHash)
  if (revealed) return revealed.serverSeed
  return server.ok ? server.value.transcript.serverSeed : null
}

/** Verifies one play of the history. */
export async function verifyPlay(
  play: Play,
  seeds: SeedsReply,
  { odds, plays }: Pick<Backend, 'odds' | 'plays'>,
): Promise<VerificationResult> {
  const parsed = slotSpinOutcomeSchema.safeParse({ eventId: play.eventId, ...play.outcome })
  if (!parsed.success) return { ok: false, trouble: 'NOT_FOUND' }
  const recorded = parsed.data
  if (recorded.serverSeedHash === seeds.active.serverSeedHash) return { ok: false, trouble: 'SEED_NOT_REVEALED' }
  const [published, server] = await Promise.all([odds.version(recorded.tableVersion), plays.verify(play.eventId)])
  if (!published.ok) return published
  const serverSeed = seedOf(recorded, seeds, server)
  if (serverSeed === null) return { ok: false, trouble: server.ok ? 'SEED_NOT_REVEALED' : server.trouble }
  const comparisons = compareSpin(recorded, serverSeed, published.value.table)
  return { ok: true, value: { eventId: play.eventId, recorded, serverSeed, comparisons, server } }
}
