import type { SimulatedGame } from './simulate.ts'
import { hasStake, type Way } from './ways.ts'

/** What stands in the inputs. */
export interface SimulationInputs {
  /** Empty for the first way there is. */
  readonly way: string
  readonly players: string
  readonly plays: string
  readonly stake: string
}

export const INPUT_LIMITS = { players: 20_000, plays: 10_000, stake: 1_000_000_000 } as const
/** Some tens of seconds of one processor. */
export const MOST_PLAYS = 5_000_000

export type InputProblem = { readonly field: keyof typeof INPUT_LIMITS | 'all'; readonly text: string | null }

export interface ReadInputs {
  readonly players: number
  readonly plays: number
  readonly choice: object
  readonly way: string
}

export type InputsReading =
  | { readonly ok: true; readonly value: ReadInputs }
  | { readonly ok: false; readonly problem: InputProblem }

const wholeWithin = (text: string, most: number): number | null => {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 && value <= most ? value : null
}

const problem = (field: InputProblem['field'], text: string | null = null): InputsReading => ({
  ok: false,
  problem: { field, text },
})

/** The inputs as numbers and a choice the table takes from the highest rank; else what is wrong. */
export function readInputs(
  game: SimulatedGame,
  table: unknown,
  ways: readonly Way[],
  inputs: SimulationInputs,
): InputsReading {
  const players = wholeWithin(inputs.players, INPUT_LIMITS.players)
  if (players === null) return problem('players')
  const plays = wholeWithin(inputs.plays, INPUT_LIMITS.plays)
  if (plays === null) return problem('plays')
  const stake = hasStake(game) ? wholeWithin(inputs.stake, INPUT_LIMITS.stake) : 1
  if (stake === null) return problem('stake')
  const way = ways.find(({ id }) => id === inputs.way) ?? ways[0]
  if (!way || players * plays > MOST_PLAYS) return problem('all')
  const choice = way.choice(stake)
  const refusal = game.refuseChoice(table, choice, 'VIP')
  if (refusal) return problem('stake', refusal.message ?? refusal.reason)
  return { ok: true, value: { players, plays, choice, way: way.id } }
}
