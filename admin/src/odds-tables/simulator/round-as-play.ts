import { type AnyRoundGame, crashActSchema, crashChoiceSchema, findGame, findRoundGame } from '@casino-club/shared'
import type { SimulatedGame } from './simulate.ts'

/** What a player who only chose beforehand has done by the end of a round: of crash, the cash-out he asked for. */
function actOf(game: AnyRoundGame, choice: object, outcome: object): object | null {
  if (game.id !== 'crash') return null
  const { autoCashOut } = crashChoiceSchema.parse(choice)
  const reached = autoCashOut !== undefined && 'point' in outcome && Number(outcome.point) >= autoCashOut
  return crashActSchema.parse(reached ? { cashedOutAt: autoCashOut } : null)
}

/** A game of rounds as one plays it alone against its odds; undefined where players decide the outcome. */
export function roundAsPlay(game: AnyRoundGame): SimulatedGame | undefined {
  const { draw } = game
  if (draw === null) return undefined
  const play: Pick<SimulatedGame, 'carriedAtFirst' | 'play'> = {
    carriedAtFirst: {},
    play(table, choice, _, stream) {
      const outcome = draw(table, stream)
      const act = actOf(game, choice, outcome)
      const win = game.winOf(table, { userId: 0, choice, act }, outcome) ?? 0
      return { drawn: outcome, win, carried: {}, counted: [] }
    },
  }
  return { ...game, ...play }
}

/** Whatever can be simulated, by the game's id. */
export function findSimulated(id: string): SimulatedGame | undefined {
  const round = findRoundGame(id)
  return findGame(id) ?? (round && roundAsPlay(round))
}
