import type { PlayerSnapshot } from './player.types.ts'
import { GENESIS_HASH } from './wallet.ts'

export const COMMAND_ID = '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11'
export const NOON_MS = Date.UTC(2026, 0, 2, 12)

/** A player for unit tests, of whom only what matters to the test need be said. */
export function aPlayer(overrides: Partial<PlayerSnapshot> = {}): PlayerSnapshot {
  return {
    userId: 7,
    nickname: 'Mina',
    rank: 'STANDARD',
    ofAge: false,
    version: 3,
    balances: { coins: 10_000, gems: 100, tickets: 3 },
    nonce: 5,
    state: { games: {} },
    seeds: {
      serverSeed: '5e'.repeat(32),
      serverSeedHash: '1a'.repeat(32),
      clientSeed: 'mine',
      nextServerSeedHash: '2b'.repeat(32),
    },
    ledgerHash: GENESIS_HASH,
    vaults: [],
    ...overrides,
  }
}
