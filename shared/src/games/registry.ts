import { crashGame } from '../crash/game.ts'
import { diceGame } from '../dice/game.ts'
import { gachaGame } from '../gacha/game.ts'
import { lotteryGame } from '../lottery/game.ts'
import { matchGame } from '../match/game.ts'
import { rouletteGame } from '../roulette/game.ts'
import { rpsGame } from '../rps/game.ts'
import { slotGame } from '../slot/game.ts'
import { type AnyGame, type AnyRoundGame, anyGame, anyRoundGame, type TabledGame } from './game.ts'

const byId = <G extends { readonly id: string }>(games: readonly G[]): Readonly<Record<string, G>> =>
  Object.fromEntries(games.map((game) => [game.id, game]))

/** Every game one plays alone. A new one is a folder and a line here (and its command in protocol.ts). */
export const GAME_DEFINITIONS = byId<AnyGame>([
  anyGame(slotGame),
  anyGame(gachaGame),
  anyGame(rouletteGame),
  anyGame(rpsGame),
  anyGame(diceGame),
])

/** Every game of rounds with many players. */
export const ROUND_GAMES = byId<AnyRoundGame>([
  anyRoundGame(crashGame),
  anyRoundGame(matchGame),
  anyRoundGame(lotteryGame),
])

/** All games: whatever has a table of odds. */
export const TABLED_GAMES: Readonly<Record<string, TabledGame<unknown>>> = { ...GAME_DEFINITIONS, ...ROUND_GAMES }

const find = <G>(games: Readonly<Record<string, G>>, id: string): G | undefined =>
  Object.hasOwn(games, id) ? games[id] : undefined

/** A game one plays alone, by its id; undefined for what is none. */
export const findGame = (id: string): AnyGame | undefined => find(GAME_DEFINITIONS, id)

/** A game of rounds by its id; undefined for what is none. */
export const findRoundGame = (id: string): AnyRoundGame | undefined => find(ROUND_GAMES, id)

/** Any game by its id; undefined for what is none. */
export const findTabledGame = (id: string): TabledGame<unknown> | undefined => find(TABLED_GAMES, id)
