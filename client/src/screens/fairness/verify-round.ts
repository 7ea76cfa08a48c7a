import {
  type AnyRoundGame,
  fairStream,
  type Play,
  serverSeedHash,
  stakeSettledSchema,
  tableHash,
} from '@casino-club/shared'
import type { Backend } from '../../api/backend.ts'
import type { Comparison } from './compare-play.ts'
import type { VerificationResult } from './verify-play.ts'

const compared = (field: string, recorded: unknown, computed: unknown): Comparison => {
  const [a, b] = [recorded, computed].map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  return { field, recorded: a ?? '', computed: b ?? '', same: a === b }
}

/** Draws a round again from its seed, and works out what one's own stake must have won in it. */
export async function verifyRound(
  game: AnyRoundGame,
  play: Play,
  odds: Pick<Backend['odds'], 'table' | 'round'>,
): Promise<VerificationResult> {
  const read = stakeSettledSchema.safeParse({ ...play.outcome, act: play.outcome.act ?? null })
  if (!read.success) return { ok: false, trouble: 'NOT_FOUND' }
  const { roundId, tableVersion, choice, act, win, roundSeedHash } = read.data
  const [published, round] = await Promise.all([odds.table(game.id, tableVersion), odds.round(game.id, roundId)])
  if (!published.ok) return published
  if (!round.ok) return round
  const { seed, outcome: recorded } = round.value
  if (recorded === null) return { ok: false, trouble: 'SEED_NOT_REVEALED' }
  const table = game.tableSchema.parse(published.value.table)
  const drawn = seed && game.draw?.(table, fairStream({ serverSeed: seed, clientSeed: game.id, nonce: roundId }))
  const outcome = drawn || game.outcomeSchema.parse(recorded)
  const [userId = 0] = play.eventId.split('-').map(Number)
  const stake = { userId, choice: game.choiceSchema.parse(choice), act: game.actSchema.parse(act) }
  return {
    ok: true,
    value: {
      eventId: play.eventId,
      inputs: {
        serverSeed: seed ?? '',
        clientSeed: game.id,
        nonce: roundId,
        choice,
        before: act ?? {},
        tableVersion,
      },
      comparisons: [
        ...(seed === null ? [] : [compared('serverSeedHash', roundSeedHash, serverSeedHash(seed))]),
        compared('tableHash', read.data.tableHash, tableHash(table)),
        compared('outcome', game.outcomeSchema.parse(recorded), outcome),
        compared('win', win, game.winOf(table, stake, outcome)),
      ],
      server: null,
    },
  }
}
