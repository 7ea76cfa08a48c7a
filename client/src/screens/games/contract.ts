import {
  gameConfigReply as anyConfigReply,
  type CommandOutcomes,
  type CommandPayload,
  type CommandType,
  type DiceTable,
  findGame,
  type GachaTable,
  type GameAnalysis,
  type GameConfigReply,
  gameAnalysisSchema,
  type KindAnalysis,
  type Refusal,
  type RouletteTable,
  type RpsTable,
} from '@casino-club/shared'
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
} as const satisfies Record<GameId, CommandType>
type CommandOf<G extends GameId> = (typeof GAME_COMMANDS)[G]

/** What the player chooses, by game: the payload without its command id. */
export type Choices = { [G in GameId]: CommandPayload<CommandOf<G>> }

/** Balance after the play; the one of the game's currency is given. */
interface BalanceAfter {
  readonly coins?: number
  readonly gems?: number
}

export type GameOutcome<G extends GameId = GameId> = { [N in G]: BalanceAfter & CommandOutcomes[CommandOf<N>] }[G]
export type GameReply<G extends GameId = GameId> =
  | ({ readonly ok: true; readonly replayed?: true } & GameOutcome<G>)
  | Refusal

/** The odds of each game, as its tables have them. */
export interface Tables {
  dice: DiceTable
  roulette: RouletteTable
  rps: RpsTable
  gacha: GachaTable
}

export interface GameConfig<G extends GameId = GameId> extends Omit<GameConfigReply, 'table' | 'analysis'> {
  readonly table: Tables[G]
  readonly analysis: GameAnalysis
}

/** What the web app reads of a way to play. */
export type KindOdds = Omit<KindAnalysis, 'lowestRtp' | 'hitRate'>

/** The reply with a game's odds, its table read by the game itself. */
export function gameConfigReply<G extends GameId>(game: G): Schema<GameConfig<G>> {
  const table = findGame(game)?.tableSchema
  if (table === undefined) throw new TypeError(`nobody knows the game ${game}`)
  return anyConfigReply.extend({ table, analysis: gameAnalysisSchema }) as unknown as Schema<GameConfig<G>>
}
