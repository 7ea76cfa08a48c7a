import type { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import type { Currency } from '../money.ts'
import type { Rank } from '../ranks.ts'
import type { Fraction } from '../rational.ts'
import type { Refusal } from '../reasons.ts'

/** What a play takes before anything is drawn. */
export interface Stake {
  readonly currency: Currency
  readonly amount: number
}

/** An item a play grants, by its id in the item catalogue. */
export interface GrantedItem {
  readonly item: string
  readonly quantity: number
  /** When this stock ends, in ms since the epoch, UTC; absent: never. */
  readonly expiresAtMs?: number
}

/** What a play came to. */
export interface PlayResult<Drawn, Carried> {
  /** The draw itself, as it is shown, stored and compared by the verifier. */
  readonly drawn: Drawn
  /** Gross payout in the currency of the stake: the stake is not taken off. */
  readonly win: number
  /** What the game remembers of this player from now on. */
  readonly carried: Carried
  /** Which outcome of the analysis this was, by kind of play: what the drift watch counts. One entry a draw. */
  readonly counted: readonly CountedOutcome[]
  readonly items?: readonly GrantedItem[]
}

export interface CountedOutcome {
  readonly kind: string
  readonly outcome: string
}

/** The chance of one outcome of one kind of play. */
export interface OutcomeOdds {
  readonly outcome: string
  /** Gross payout in stakes; null where it is items that are won. */
  readonly multiplier: number | null
  readonly probability: Fraction
  readonly percent: number
}

/** One way of playing a game (a bet on red, a roll under 50, a single pull), worked out exactly. */
export interface KindAnalysis {
  readonly kind: string
  /** Share of the stake paid back in the long run, whole coins left aside; null where it is items that are won. */
  readonly rtp: Fraction | null
  readonly rtpPercent: number | null
  /** The least return of all allowed stakes (small ones lose more to whole coins); null as above. */
  readonly lowestRtp: Fraction | null
  readonly lowestRtpPercent: number | null
  /** Chance to win anything. */
  readonly hitRate: Fraction
  readonly hitRatePercent: number
  /** Standard deviation of one play's gross payout, in stakes. */
  readonly volatility: number
  readonly maxWinMultiple: number
  /** Every outcome once; the probabilities come to exactly one. */
  readonly outcomes: readonly OutcomeOdds[]
}

/** Everything exact about a table: by enumeration or as a Markov chain, never by sampling. */
export interface GameAnalysis {
  readonly kinds: readonly KindAnalysis[]
  /** Further exact statements of this game, as the disclosure words them (pity, for one). */
  readonly facts?: Readonly<Record<string, Fraction | number>>
}

/** The return a table promises, in hundredths of a per cent (9500 is 95 %); every kind of play must lie within. */
export interface DeclaredRtp {
  readonly minBasisPoints: number
  readonly maxBasisPoints: number
}

/** A schema whose fields can be named: an outcome holds the fields of choice and draw side by side. */
export type ObjectSchema<T> = z.ZodType<T> & { readonly shape: object }

/** What one play leaves to the same player's next one: counters by name. */
export type Carried = Readonly<Record<string, number>>

/** A game's odds as data, and what is exact about them. */
export interface TabledGame<Table> {
  readonly id: string
  /** Event type of a play. */
  readonly event: string
  /** What is staked and won. */
  readonly currency: Currency
  readonly tableSchema: z.ZodType<Table>
  /** The table the club opens with. */
  readonly standardTable: Table
  /** Null where items are won and no return can be stated. */
  declaredRtp(table: Table): DeclaredRtp | null
  /** The items a table can grant, each once; absent where none are. */
  itemsIn?(table: Table): readonly string[]
  /** Exact; a table that passes its schema is analysed without error. */
  analyse(table: Table): GameAnalysis
}

/**
 * A game a player plays alone, drawn from his own seeds. Pure: no clock, no storage, chance only from the stream.
 * `Choice` is the command's payload without its id; `Drawn` what the draw came to; `Kept` what one play leaves to the
 * player's next one (a run of wins, a pity counter), which is part of what a verifier needs.
 */
export interface GameDefinition<Table, Choice extends object, Drawn extends object, Kept extends Carried>
  extends TabledGame<Table> {
  /** The room command that plays it. */
  readonly command: string
  readonly choiceSchema: ObjectSchema<Choice>
  readonly drawnSchema: ObjectSchema<Drawn>
  readonly carriedSchema: z.ZodType<Kept>
  readonly carriedAtFirst: Kept
  stakeOf(table: Table, choice: Choice): Stake
  /** Whether this table offers this choice to this rank; funds are not looked at. */
  refuseChoice(table: Table, choice: Choice, rank: Rank): Refusal | undefined
  /** The largest gross payout this choice can have. */
  highestWin(table: Table, choice: Choice): number
  /** Draws; the same stream gives the same result for ever. */
  play(table: Table, choice: Choice, carried: Kept, stream: RandomStream): PlayResult<Drawn, Kept>
  /** What was carried into and out of a play, read from its draw as it was stored. */
  carriedOf(drawn: Drawn): { readonly before: Kept; readonly after: Kept }
}

/**
 * A game of rounds that many players have a stake in: the stake is taken when it is placed, and settled once, after what
 * the player did in the round (`Act`) and what the round came to (`Outcome`).
 */
export interface RoundGame<Table, Choice extends object, Act extends object | null, Outcome extends object>
  extends TabledGame<Table> {
  readonly choiceSchema: z.ZodType<Choice>
  readonly actSchema: z.ZodType<Act>
  readonly outcomeSchema: z.ZodType<Outcome>
  stakeOf(table: Table, choice: Choice): Stake
  /** Whether this table offers this choice to this rank; funds are not looked at. */
  refuseChoice(table: Table, choice: Choice, rank: Rank): Refusal | undefined
  /** The largest gross payout this choice can have. */
  highestWin(table: Table, choice: Choice): number
  /** What the round's seed brings; null where the players decide it. */
  readonly draw: ((table: Table, stream: RandomStream) => Outcome) | null
  /** Gross payout of a stake; undefined for an act that this outcome does not allow. */
  winOf(
    table: Table,
    stake: { readonly userId: number; readonly choice: Choice; readonly act: Act },
    outcome: Outcome,
  ): number | undefined
}

/** A game whose types nobody needs to know: whatever reaches it has passed its own schemas. */
export type AnyGame = GameDefinition<unknown, object, object, Carried>

/** Forgets a game's types, so that all games can be kept together. */
export function anyGame<Table, Choice extends object, Drawn extends object, Kept extends Carried>(
  game: GameDefinition<Table, Choice, Drawn, Kept>,
): AnyGame {
  return game as unknown as AnyGame
}

/** A game of rounds whose types nobody needs to know. */
export type AnyRoundGame = RoundGame<unknown, object, object | null, object>

/** Forgets the types of a game of rounds. */
export function anyRoundGame<Table, Choice extends object, Act extends object | null, Outcome extends object>(
  game: RoundGame<Table, Choice, Act, Outcome>,
): AnyRoundGame {
  return game as unknown as AnyRoundGame
}
