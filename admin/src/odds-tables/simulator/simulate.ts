import {
  type AnyGame,
  type AnyRoundGame,
  type Carried,
  type CountedOutcome,
  fairStream,
  type PlayResult,
} from '@casino-club/shared'

/** What a simulation needs of a game. */
export type SimulatedGame = Pick<
  AnyGame,
  'id' | 'standardTable' | 'stakeOf' | 'declaredRtp' | 'refuseChoice' | 'carriedAtFirst' | 'play' | 'analyse'
> &
  Pick<AnyRoundGame, 'choiceSchema'>

export interface SimulationPlan {
  readonly game: SimulatedGame
  /** A table and a choice that have passed the game's schemas. */
  readonly table: unknown
  readonly choice: object
  /** The way to play, as the analysis names it; only told again with the result. */
  readonly way: string
  readonly players: number
  /** Of each player. */
  readonly plays: number
  /** 64 hex digits; the same seed gives the same run. */
  readonly serverSeed: string
}

export interface Simulation {
  /** True where items are won and no coins: then `ends` counts each player's Epics and better. */
  readonly ofItems: boolean
  /** What every player begins with: enough for all plays, so that nobody has to stop. */
  readonly start: number
  /** Of each player, after all plays. */
  readonly ends: readonly number[]
  readonly staked: number
  readonly won: number
  /** Draws by kind of play and outcome. */
  readonly counted: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** After so many plays the run pauses for whoever steps it. */
const PLAYS_PER_STEP = 50
const HIGH: ReadonlySet<string> = new Set(['LEGENDARY', 'EPIC'])

const highOf = (counted: readonly CountedOutcome[]): number => counted.filter(({ outcome }) => HIGH.has(outcome)).length

function tally() {
  const counted = new Map<string, Map<string, number>>()
  const count = ({ kind, outcome }: CountedOutcome) => {
    const outcomes = counted.get(kind) ?? new Map<string, number>()
    counted.set(kind, outcomes)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  return { counted, count }
}

/** Plays it all, in steps: yields how many plays are done so far. Pure but for its seed. */
export function* simulation(plan: SimulationPlan): Generator<number, Simulation> {
  const { game, table, choice, players, plays, serverSeed } = plan
  const { amount } = game.stakeOf(table, choice)
  const ofItems = game.declaredRtp(table) === null
  const start = ofItems ? 0 : amount * plays
  const { counted, count } = tally()
  const ends: number[] = []
  let [won, done] = [0, 0]
  for (let player = 0; player < players; player++) {
    let [end, carried]: [number, Carried] = [start, game.carriedAtFirst]
    for (let nonce = 0; nonce < plays; nonce++) {
      const stream = fairStream({ serverSeed, clientSeed: `player-${player}`, nonce })
      const result: PlayResult<object, Carried> = game.play(table, choice, carried, stream)
      carried = result.carried
      end += ofItems ? highOf(result.counted) : result.win - amount
      won += result.win
      result.counted.forEach(count)
      done += 1
      if (done % PLAYS_PER_STEP === 0) yield done
    }
    ends.push(end)
  }
  return { ofItems, start, ends, staked: amount * plays * players, won, counted }
}
