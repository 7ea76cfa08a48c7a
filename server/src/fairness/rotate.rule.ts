import { accept, type CommandPayload } from '@casino-club/shared'
import type { RandomSource } from '../platform/ids.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PersistingRule } from '../player/index.ts'
import { newServerSeed, rotateSeeds, type ServerSeed } from './seeds.store.ts'

interface Rotation {
  readonly clientSeed: string
  readonly next: ServerSeed
  readonly nowMs: number
}

/**
 * The command `fairness.rotate`: reveals the seed in use, puts the announced one in its place with the player's client
 * seed (kept when none is given), and announces another.
 */
export function fairnessRotateRule(
  random: RandomSource,
): PersistingRule<CommandPayload<'fairness.rotate'>, Rotation, Queryable> {
  return {
    type: 'fairness.rotate',
    decide({ player: { seeds, nonce }, payload, nowMs }) {
      const clientSeed = payload.clientSeed ?? seeds.clientSeed
      const next = newServerSeed(random)
      const { serverSeed, serverSeedHash } = seeds
      return accept({
        event: { type: 'fairness.rotated', schemaVersion: 1 },
        postings: [],
        outcome: () => ({
          revealed: { serverSeed, serverSeedHash, clientSeed: seeds.clientSeed, plays: nonce },
          active: { serverSeedHash: seeds.nextServerSeedHash, clientSeed },
          nextServerSeedHash: next.hash.toString('hex'),
        }),
        nonce: 0,
        detail: { clientSeed, next, nowMs },
      })
    },
    async persist(tx, { clientSeed, next, nowMs }, { userId, seq }) {
      await rotateSeeds(tx, { userId, seq, clientSeed, next, nowMs })
    },
  }
}
