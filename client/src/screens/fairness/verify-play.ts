import { findGame, findRoundGame, type Play, readOutcome, type SeedsReply, type VerifyReply } from '@casino-club/shared'
import type { Backend } from '../../api/backend.ts'
import type { ApiResult } from '../../api/http.ts'
import type { Trouble } from '../../text/translate.ts'
import { type Comparison, comparePlay } from './compare-play.ts'
import { verifyRound } from './verify-round.ts'

/** What a play was computed from, as it is shown. */
export interface VerifiedInputs {
  readonly serverSeed: string
  readonly clientSeed: string
  readonly nonce: number
  readonly choice: object
  readonly before: object
  readonly tableVersion: number
}

/** A play computed again in this browser, and what the server's own check said. */
export interface Verification {
  readonly eventId: string
  readonly inputs: VerifiedInputs
  readonly comparisons: readonly Comparison[]
  /** Null where all of it is public, and this browser needs nobody else's word. */
  readonly server:
    | null
    | { readonly ok: true; readonly value: VerifyReply }
    | { readonly ok: false; readonly trouble: Trouble }
}

export type VerificationResult =
  | { readonly ok: true; readonly value: Verification }
  | { readonly ok: false; readonly trouble: Trouble }

/**
 * The seed of a play: from the player's revealed ones, else from the server's check (for seeds revealed long ago).
 * Its source does not matter: the fingerprint that was shown before the play decides whether it is the right one.
 */
function seedOf(fingerprint: string, seeds: SeedsReply, server: ApiResult<VerifyReply>): string | null {
  const revealed = seeds.revealed.find(({ serverSeedHash }) => serverSeedHash === fingerprint)
  if (revealed) return revealed.serverSeed
  return server.ok ? server.value.transcript.serverSeed : null
}

/** Where a play came from, as its outcome says; undefined for what is no play this app knows. */
function readPlay({ game: id, outcome }: Play) {
  const game = findGame(id)
  const { serverSeedHash, clientSeed, nonce, tableVersion } = outcome
  const isWhole = typeof serverSeedHash === 'string' && typeof clientSeed === 'string'
  if (game === undefined || !isWhole || typeof nonce !== 'number' || typeof tableVersion !== 'number') return undefined
  try {
    return { game, serverSeedHash, clientSeed, nonce, tableVersion, ...readOutcome(game, outcome) }
  } catch {
    return undefined
  }
}

/** Verifies one play of the history. */
export async function verifyPlay(
  play: Play,
  seeds: SeedsReply,
  { odds, plays }: Pick<Backend, 'odds' | 'plays'>,
): Promise<VerificationResult> {
  const round = findRoundGame(play.game)
  if (round) return verifyRound(round, play, odds)
  const read = readPlay(play)
  if (read === undefined) return { ok: false, trouble: 'NOT_FOUND' }
  const { game, serverSeedHash, clientSeed, nonce, tableVersion, choice, before } = read
  if (serverSeedHash === seeds.active.serverSeedHash) return { ok: false, trouble: 'SEED_NOT_REVEALED' }
  const [published, server] = await Promise.all([odds.table(play.game, tableVersion), plays.verify(play.eventId)])
  if (!published.ok) return published
  const serverSeed = seedOf(serverSeedHash, seeds, server)
  if (serverSeed === null) return { ok: false, trouble: server.ok ? 'SEED_NOT_REVEALED' : server.trouble }
  const inputs = { serverSeed, clientSeed, nonce, choice, before, tableVersion }
  const comparisons = comparePlay(game, play.outcome, { ...inputs, table: published.value.table })
  return { ok: true, value: { eventId: play.eventId, inputs, comparisons, server } }
}
