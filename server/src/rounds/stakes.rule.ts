import {
  type AnyRoundGame,
  accept,
  type Balances,
  type Currency,
  MAX_AMOUNT,
  type Rank,
  type Result,
  refuse,
} from '@casino-club/shared'
import type { CommandRule, Decision } from '../player/index.ts'

/** What a round is played with, known from its opening on. */
export interface RoundTerms {
  readonly id: number
  readonly game: AnyRoundGame
  readonly table: unknown
  readonly tableVersion: number
  readonly tableHash: string
  readonly seedHash: string | null
}

/** A stake as it stands in its round. */
export interface Stake {
  readonly userId: number
  /** Number of the event that placed it. */
  readonly seq: number
  readonly bet: number
  readonly currency: Currency
  readonly choice: object
}

/** What becomes of a stake's row with an event of its player. */
export type StakeChange =
  | {
      readonly kind: 'place'
      readonly roundId: number
      readonly slot: 0 | null
      readonly stake: Omit<Stake, 'userId' | 'seq'>
      /** Stakes the player may have in this round with this one. */
      readonly most: number
    }
  | { readonly kind: 'settle'; readonly roundId: number; readonly stake: Stake; readonly win: number }
  | { readonly kind: 'return'; readonly roundId: number; readonly stake: Stake }

const stakeIdOf = ({ userId, seq }: Stake): string => `${userId}-${seq}`

/** What every event about a stake says of it. */
const described = (round: RoundTerms, { bet, currency, choice }: Omit<Stake, 'userId' | 'seq'>) => ({
  game: round.game.id,
  roundId: round.id,
  bet,
  currency,
  choice,
  tableVersion: round.tableVersion,
  tableHash: round.tableHash,
  roundSeedHash: round.seedHash,
})

const balanceIn = (currency: Currency, after: Balances) => ({ [currency]: after[currency] })

export interface PlaceOptions {
  /** The command's type, as the client sends it. */
  readonly type: string
  readonly round: RoundTerms
  readonly choice: object
  /** Stakes a player of a rank may have in one round. */
  readonly most: (rank: Rank) => number
}

/** Takes a stake. The highest win must fit beforehand: a refusal after the draw would be a win that is lost. */
export function placeRule({ type, round, choice, most }: PlaceOptions): CommandRule<object, StakeChange> {
  const { game, table } = round
  return {
    type,
    asks: () => ({ kind: 'stake', game: game.id, ...game.stakeOf(table, choice) }),
    decide({ player: { balances, rank } }): Result<Decision<StakeChange>> {
      const refusal = game.refuseChoice(table, choice, rank)
      if (refusal) return refusal
      const { currency, amount: bet } = game.stakeOf(table, choice)
      if (bet > balances[currency]) return refuse('INSUFFICIENT_FUNDS', `not enough ${currency}`)
      if (balances[currency] - bet + game.highestWin(table, choice) > MAX_AMOUNT) {
        return refuse('BALANCE_LIMIT', 'a win might not fit')
      }
      const stake = { bet, currency, choice }
      const limit = most(rank)
      return accept({
        event: { type: 'stake.placed', schemaVersion: 1 },
        postings: [{ currency, amount: -bet, counterAccount: `house:${game.id}`, reason: `${game.id}.stake` }],
        flow: { kind: 'place', currency, bet },
        outcome: (after) => ({ ...described(round, stake), ...balanceIn(currency, after) }),
        detail: { kind: 'place', roundId: round.id, slot: limit === 1 ? 0 : null, stake, most: limit },
      })
    },
  }
}

/** Ends a stake with what it has won; `act` is what the player did in the round. */
export function settleRule(
  type: string,
  round: RoundTerms,
  stake: Stake,
  { act, win }: { readonly act: object | null; readonly win: number },
): CommandRule<object, StakeChange> {
  const { game } = round
  const { bet, currency } = stake
  return {
    type,
    decide: () =>
      accept({
        event: {
          type: game.event,
          schemaVersion: 1,
          play: { game: game.id, tableVersion: round.tableVersion, bet, win, counted: [] },
        },
        postings: [{ currency, amount: win, counterAccount: `house:${game.id}`, reason: `${game.id}.win` }],
        flow: { kind: 'settle', currency, win, stakeSeq: stake.seq },
        outcome: (after) => ({
          ...described(round, stake),
          stakeId: stakeIdOf(stake),
          act,
          win,
          ...balanceIn(currency, after),
        }),
        detail: { kind: 'settle', roundId: round.id, stake, win },
      }),
  }
}

/** Gives a stake back whole, because its round died. */
export function returnRule(round: RoundTerms, stake: Stake): CommandRule<object, StakeChange> {
  const { game } = round
  const { bet, currency } = stake
  return {
    type: 'stake.return',
    decide: () =>
      accept({
        event: { type: 'stake.returned', schemaVersion: 1 },
        postings: [{ currency, amount: bet, counterAccount: `house:${game.id}`, reason: `${game.id}.returned` }],
        flow: { kind: 'return', currency, bet, stakeSeq: stake.seq },
        outcome: (after) => ({
          ...described(round, stake),
          stakeId: stakeIdOf(stake),
          ...balanceIn(currency, after),
        }),
        detail: { kind: 'return', roundId: round.id, stake },
      }),
  }
}
