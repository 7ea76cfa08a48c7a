import { createHash, randomUUID } from 'node:crypto'
import type { JournalEntry } from '@casino-club/server/src/player/index.ts'

/** One player of a baseline: his next entry is made from his last. */
export interface BaselinePlayer {
  readonly userId: number
  version: number
  coins: number
}

const BET = 10
const HASH_HEX = 64
const REQUEST_HASH_HEX = 32

/**
 * The rows of one spin as the journal would write them: same columns, same widths, two ledger lines for every other
 * spin. Only the outcome is made up, since a baseline measures the database.
 */
export function nextEntry(player: BaselinePlayer, nowMs: number): JournalEntry {
  const won = player.version % 2 === 0
  const commandId = randomUUID()
  const hash = createHash('sha256').update(commandId).digest('hex').slice(0, HASH_HEX)
  const occurredAtMs = nowMs
  const outcome = {
    commandId,
    eventId: `${player.userId}-${player.version + 1}`,
    occurredAtMs,
    bet: BET,
    reels: ['cherry', 'lemon', won ? 'cherry' : 'seven'],
    line: won ? 'pair' : 'none',
    multiplier: won ? 1 : 0,
    bonusPercent: 0,
    win: won ? BET : 0,
    coins: player.coins,
    streakBefore: 0,
    streak: won ? 1 : 0,
    nonce: player.version,
    clientSeed: 'baseline',
    serverSeedHash: hash,
    tableVersion: 1,
    tableHash: hash,
  }
  const stake = { currency: 'coins', counterAccount: 'house:slot', hash } as const
  const lost = player.coins - BET
  const lines = [
    { ...stake, line: 0, amount: -BET, balanceAfter: lost, reason: 'slot.stake' },
    ...(won ? [{ ...stake, line: 1, amount: BET, balanceAfter: player.coins, reason: 'slot.win' }] : []),
  ]
  return {
    userId: player.userId,
    version: player.version,
    balances: { coins: won ? player.coins : lost, gems: 100, tickets: 3 },
    nonce: player.version,
    state: { games: { slot: { streak: won ? 1 : 0 } } },
    ledgerHash: hash,
    occurredAtMs,
    type: 'slot.spun',
    schemaVersion: 1,
    commandId,
    requestHash: hash.slice(0, REQUEST_HASH_HEX),
    play: { game: 'slot', tableVersion: 1, bet: BET, win: won ? BET : 0, counted: [] },
    payload: JSON.stringify(outcome),
    items: [],
    lines,
  }
}

/** Moves a player on past an entry that was written. */
export function advance(player: BaselinePlayer, entry: JournalEntry): void {
  player.version += 1
  player.coins = entry.balances.coins
}
