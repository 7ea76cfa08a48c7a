import {
  accept,
  MAX_AMOUNT,
  type Refusal,
  type Result,
  refuse,
  type SlotTable,
  type SpinPayload,
  spinSlot,
  winAmount,
} from '@casino-club/shared'
import type { CommandRule, Decision } from '../../player/index.ts'

/** A published table, as every room of the process sees it. */
export interface PublishedSlot {
  readonly version: number
  readonly hash: string
  readonly table: SlotTable
}

export type SlotRefusal =
  | 'TABLE_UNAVAILABLE'
  | 'BET_TOO_LOW'
  | 'BET_ABOVE_LIMIT'
  | 'INSUFFICIENT_FUNDS'
  | 'BALANCE_LIMIT'

export const SLOT_SPUN = { type: 'slot.spun', schemaVersion: 1 } as const

/** The command `slot.spin`. `published` gives the table in force at the moment of the decision. */
export function slotSpinRule(published: () => PublishedSlot | undefined): CommandRule<SpinPayload> {
  return {
    type: 'slot.spin',
    /** Checks run in order of precedence; the stake and the win are two ledger lines. */
    decide({ player, payload: { bet }, draw }): Result<Decision, SlotRefusal> {
      const slot = published()
      if (slot === undefined) return refuse('TABLE_UNAVAILABLE', 'no slot table is published')
      const refusal = refuseBet(slot.table, bet, slot.table.maxBet[player.rank], player.balances.coins)
      if (refusal) return refusal
      const { nonce, state, seeds } = player
      const { streak, ...outcome } = spinSlot(slot.table, bet, state.slotStreak, draw())
      return accept({
        event: { ...SLOT_SPUN, play: { game: 'slot', tableVersion: slot.version, bet, win: outcome.win } },
        postings: [
          { currency: 'coins', amount: -bet, counterAccount: 'house:slot', reason: 'slot.stake' },
          { currency: 'coins', amount: outcome.win, counterAccount: 'house:slot', reason: 'slot.win' },
        ],
        outcome: ({ coins }) => ({
          bet,
          ...outcome,
          coins,
          streakBefore: state.slotStreak,
          streak,
          nonce,
          clientSeed: seeds.clientSeed,
          serverSeedHash: seeds.serverSeedHash,
          tableVersion: slot.version,
          tableHash: slot.hash,
        }),
        nonce: nonce + 1,
        state: { ...state, slotStreak: streak },
        detail: undefined,
      })
    },
  }
}

function highestWin(table: SlotTable, bet: number): number {
  const multiplier = Math.max(...table.symbols.map(({ triple, pair }) => Math.max(triple, pair)))
  return winAmount(bet, multiplier, table.streakBonus.maxPercent)
}

function refuseBet(table: SlotTable, bet: number, maxBet: number, coins: number): Refusal<SlotRefusal> | undefined {
  if (bet < table.minBet) return refuse('BET_TOO_LOW', `the least bet is ${table.minBet}`)
  if (bet > maxBet) return refuse('BET_ABOVE_LIMIT', `the highest bet of this rank is ${maxBet}`)
  if (bet > coins) return refuse('INSUFFICIENT_FUNDS', 'not enough coins')
  // Before the draw: a refusal that depends on it would tell what the next spin brings.
  if (coins - bet + highestWin(table, bet) > MAX_AMOUNT) return refuse('BALANCE_LIMIT', 'a win might not fit')
  return undefined
}
