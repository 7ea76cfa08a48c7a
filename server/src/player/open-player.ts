import type { Balances } from '@casino-club/shared'
import type { RandomSource } from '../platform/ids.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { buildEntry } from './build-entry.ts'
import { commitEntryIn } from './journal.store.ts'
import { insertPlayer } from './player.store.ts'
import type { Decision, PlayerSnapshot } from './player.types.ts'
import { GENESIS_HASH } from './wallet.ts'

/** What a new player starts with. */
export const WELCOME = { coins: 10_000, gems: 100, tickets: 3 } as const

const START: Omit<PlayerSnapshot, 'userId'> = {
  nickname: '',
  rank: 'STANDARD',
  ofAge: false,
  version: 0,
  balances: { coins: 0, gems: 0, tickets: 0 },
  nonce: 0,
  state: { games: {} },
  seeds: { serverSeed: '', serverSeedHash: '', clientSeed: '', nextServerSeedHash: '' },
  ledgerHash: GENESIS_HASH,
  vaults: [],
}

const openingOf = (welcome: Balances): Decision => ({
  event: { type: 'player.opened', schemaVersion: 1 },
  postings: Object.entries(welcome).map(([currency, amount]) => ({
    currency: currency as keyof typeof WELCOME,
    amount,
    counterAccount: 'house:welcome',
    reason: 'player.welcome',
  })),
  outcome: (balances) => ({ ...balances }),
  detail: undefined,
})

/** Opens a player's account in the sign-up's transaction: event number 1, and the welcome in the ledger. */
export async function openPlayer(
  tx: Queryable,
  userId: number,
  random: RandomSource,
  nowMs: number,
  welcome: Balances = WELCOME,
): Promise<void> {
  await insertPlayer(tx, userId, START.state, nowMs)
  const request = { commandId: random.uuid(), payload: {} }
  const built = buildEntry({ ...START, userId }, 'player.open', request, openingOf(welcome), nowMs)
  if (!built.ok || !(await commitEntryIn(tx, built.value.entry))) throw new Error('a new player could not be opened')
}
