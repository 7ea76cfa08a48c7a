import type { Fraction, Rank, Refusal } from '@casino-club/shared'
import type { Schema } from '../../api/http.ts'

/** The games beside the slot, in the order they are offered. */
export const GAMES = ['dice', 'roulette', 'rps', 'gacha'] as const
export type GameId = (typeof GAMES)[number]

/** The room command that plays a game. */
export const GAME_COMMANDS = {
  dice: 'dice.roll',
  roulette: 'roulette.spin',
  rps: 'rps.play',
  gacha: 'gacha.pull',
} as const satisfies Record<GameId, string>

export type Direction = 'over' | 'under'
export const HANDS = ['rock', 'paper', 'scissors'] as const
export type Hand = (typeof HANDS)[number]

export type InsideKind = 'straight' | 'split' | 'street' | 'trio' | 'corner' | 'firstFour' | 'sixLine'
export type GroupKind = 'column' | 'dozen'
export type EvenKind = 'red' | 'black' | 'odd' | 'even' | 'low' | 'high'
export type RouletteKind = InsideKind | GroupKind | EvenKind
/** Where a stake of roulette lies. */
export type RoulettePlace =
  | { readonly kind: InsideKind; readonly numbers: readonly number[] }
  | { readonly kind: GroupKind; readonly which: 1 | 2 | 3 }
  | { readonly kind: EvenKind }
/** `win`: what it paid, where an answer says so with the bet itself. */
export type RouletteBet = RoulettePlace & { readonly amount: number; readonly win?: number }

/** Rarest first. */
export const RARITIES = ['LEGENDARY', 'EPIC', 'RARE', 'COMMON'] as const
export type Rarity = (typeof RARITIES)[number]

export interface Pull {
  readonly rarity: Rarity
  readonly item: string
  /** Drawn because the counter had come to its end. */
  readonly guaranteed: boolean
  readonly pityBefore: number
  readonly pityAfter: number
  readonly animation: 'plain' | 'near-miss'
}

/** What the player chooses, by game: the payload without its command id. */
export interface Choices {
  dice: { readonly bet: number; readonly direction: Direction; readonly target: number }
  roulette: { readonly bets: readonly RouletteBet[] }
  rps: { readonly bet: number; readonly hand: Hand }
  gacha: { readonly count: 1 | 10 }
}

interface Drawn {
  dice: { readonly roll: number; readonly won: boolean }
  roulette: {
    readonly number: number
    readonly colour: 'green' | 'red' | 'black'
    /** Payout of each bet, in their order: here or with the bets themselves. */
    readonly wins?: readonly number[]
  }
  rps: { readonly house: Hand; readonly result: 'win' | 'draw' | 'lose' }
  gacha: { readonly pulls: readonly Pull[] }
}

interface AcceptedPlay {
  readonly commandId: string
  readonly eventId: string
  readonly occurredAtMs: number
  /** The whole stake, in the game's currency. */
  readonly bet: number
  /** Gross: the stake is not taken off. */
  readonly win: number
  /** Balance after the play; the one of the game's currency is given. */
  readonly coins?: number
  readonly gems?: number
  readonly nonce: number
  readonly clientSeed: string
  readonly serverSeedHash: string
  readonly tableVersion: number
  readonly tableHash: string
  readonly before: Readonly<Record<string, number>>
  readonly after: Readonly<Record<string, number>>
}

export type GameOutcome<G extends GameId = GameId> = { [N in G]: AcceptedPlay & Choices[N] & Drawn[N] }[G]
export type GameReply<G extends GameId = GameId> =
  | ({ readonly ok: true; readonly replayed?: true } & GameOutcome<G>)
  | Refusal

interface CoinTable {
  readonly minBet: number
  readonly maxBet: Record<Rank, number>
}

export interface Tables {
  dice: CoinTable & {
    readonly edgeBasisPoints: number
    readonly minChancePercent: number
    readonly maxChancePercent: number
  }
  roulette: CoinTable & { readonly pays: Readonly<Record<RouletteKind, number>> }
  rps: CoinTable & { readonly winPercent: number }
  gacha: {
    readonly priceGems: { readonly single: number; readonly ten: number }
    readonly pity: { readonly guaranteed: string; readonly at: number }
    readonly nearMissPerMille: number
  }
}

export interface OutcomeOdds {
  readonly outcome: string
  readonly multiplier: number | null
  readonly probability: Fraction
  readonly percent: number
}

export interface KindOdds {
  readonly kind: string
  readonly rtp: Fraction | null
  readonly rtpPercent: number | null
  readonly lowestRtpPercent: number | null
  readonly hitRatePercent: number
  readonly volatility: number
  readonly maxWinMultiple: number
  readonly outcomes: readonly OutcomeOdds[]
}

export interface GameConfig<G extends GameId = GameId> {
  readonly tableVersion: number
  readonly tableHash: string
  readonly publishedAt: string
  readonly table: Tables[G]
  readonly analysis: {
    readonly kinds: readonly KindOdds[]
    readonly facts?: Readonly<Record<string, Fraction | number>>
  }
}

export interface GachaStats {
  /** Players who pulled today. */
  readonly playersToday: number
  readonly pity: number
}

export interface InventoryItem {
  readonly item: string
  readonly quantity: number
  readonly expiresAt: string | null
}

type Fields = Record<string, unknown>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isNumber = (value: unknown): value is number => typeof value === 'number'

/** A schema made of a look at the fields that are read. */
function looksLike<T>(fits: (value: Fields) => boolean): Schema<T> {
  return {
    safeParse: (value) => (isObject(value) && fits(value) ? { success: true, data: value as T } : { success: false }),
  }
}

const isCoinTable = ({ minBet, maxBet }: Fields) => isNumber(minBet) && isObject(maxBet)

const TABLE_FITS: Record<GameId, (table: Fields) => boolean> = {
  dice: (table) => isCoinTable(table) && isNumber(table.edgeBasisPoints) && isNumber(table.minChancePercent),
  roulette: (table) => isCoinTable(table) && isObject(table.pays),
  rps: (table) => isCoinTable(table) && isNumber(table.winPercent),
  gacha: (table) => isObject(table.priceGems) && isObject(table.pity),
}

/** The reply with a game's odds. */
export function gameConfigReply<G extends GameId>(game: G): Schema<GameConfig<G>> {
  return looksLike(
    ({ tableVersion, table, analysis }) =>
      isNumber(tableVersion) &&
      isObject(table) &&
      TABLE_FITS[game](table) &&
      isObject(analysis) &&
      Array.isArray(analysis.kinds),
  )
}

export const recentNumbersReply = looksLike<{ readonly numbers: readonly number[] }>(
  ({ numbers }) => Array.isArray(numbers) && numbers.every(isNumber),
)
export const gachaStatsReply = looksLike<GachaStats>(
  ({ playersToday, pity }) => isNumber(playersToday) && isNumber(pity),
)
export const inventoryReply = looksLike<{ readonly items: readonly InventoryItem[] }>(({ items }) =>
  Array.isArray(items),
)
