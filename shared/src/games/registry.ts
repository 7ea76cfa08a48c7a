import { diceGame } from '../dice/game.ts'
import { gachaGame } from '../gacha/game.ts'
import { rouletteGame } from '../roulette/game.ts'
import { rpsGame } from '../rps/game.ts'
import { slotGame } from '../slot/game.ts'
import { type AnyGame, anyGame } from './game.ts'

/** Every game of the club. A new one is a folder and a line here (and its command in protocol.ts). */
export const GAME_DEFINITIONS: Readonly<Record<string, AnyGame>> = Object.fromEntries(
  [anyGame(slotGame), anyGame(gachaGame), anyGame(rouletteGame), anyGame(rpsGame), anyGame(diceGame)].map((game) => [
    game.id,
    game,
  ]),
)

/** A game by its id; undefined for what is none. */
export function findGame(id: string): AnyGame | undefined {
  return Object.hasOwn(GAME_DEFINITIONS, id) ? GAME_DEFINITIONS[id] : undefined
}
