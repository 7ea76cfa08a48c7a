import { beforeAll, describe, expect, test } from 'vitest'
import type { DiceChoice } from '../dice/roll.ts'
import { winningFaces } from '../dice/roll.ts'
import { hmacUnder } from '../fairness/battery.ts'
import { fairStream, type RandomStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, ONE, toNumberOf, toRational, ZERO } from '../rational.ts'
import { EVEN_BETS, INSIDE_BETS, ROULETTE_PLACES } from '../roulette/layout.ts'
import { drawsOfLook, measureDrift, thresholdOfLook } from './drift.ts'
import type { AnyGame, CountedOutcome, GameAnalysis, KindAnalysis, PlayResult } from './game.ts'
import { GAME_DEFINITIONS } from './registry.ts'

/** Draws of each game: a play of the gacha draws ten times. */
const DRAWS = 1_000_000
const SEED = '5e'.repeat(32)
/** Half the width of a 99.9 % interval, in standard errors. */
const Z999 = 3.290_53

interface Sample {
  readonly kind: string
  /** What it paid, in stakes. */
  readonly multiple: number
}

interface Line {
  /** Taken in turn. Stakes are such that no coin is lost to rounding: the exact return is that of these. */
  readonly choices: readonly object[]
  readonly drawsPerPlay: number
  /** What a play says about the returns of the kinds it was played by. */
  samples(choice: object, result: PlayResult<object, object>): Sample[]
  /** The kinds that must all be measured so; none where it is items that are won. */
  readonly measured: (analysis: GameAnalysis) => readonly string[]
}

const paid = ({ kinds }: GameAnalysis) => kinds.filter(({ rtp }) => rtp !== null).map(({ kind }) => kind)

/** One stake, one kind, one payment. */
const simple =
  (stake: (choice: object) => number) =>
  (choice: object, { counted, win }: PlayResult<object, object>) => [
    { kind: must(counted[0]).kind, multiple: win / stake(choice) },
  ]
const bet = (choice: object): number => (choice as { bet: number }).bet

const DICE: readonly DiceChoice[] = (
  [
    ['under', 3],
    ['under', 51],
    ['under', 96],
    ['over', 49],
    ['over', 98],
  ] as const
).map(([direction, target]) => ({ direction, target, bet: 50 * winningFaces({ direction, target }) }))

/** A chip of every kind on the first place it can lie on. */
const CHIPS = [
  ...INSIDE_BETS.map((kind) => ({ kind, numbers: must(ROULETTE_PLACES[kind][0]), amount: 10 })),
  { kind: 'column', which: 1, amount: 10 },
  { kind: 'dozen', which: 3, amount: 10 },
  ...EVEN_BETS.map((kind) => ({ kind, amount: 10 })),
]

/** How each game is played a million times; a new game must be put here. */
const LINES: Readonly<Record<string, Line>> = {
  slot: { choices: [{ bet: 100 }], drawsPerPlay: 1, samples: simple(bet), measured: paid },
  gacha: { choices: [{ count: 10 }], drawsPerPlay: 10, samples: () => [], measured: () => [] },
  roulette: {
    choices: [{ bets: CHIPS }],
    drawsPerPlay: 1,
    samples: (_, { drawn }) =>
      CHIPS.map(({ kind, amount }, index) => ({
        kind,
        multiple: must((drawn as { wins: number[] }).wins[index]) / amount,
      })),
    measured: paid,
  },
  rps: {
    choices: ['rock', 'paper', 'scissors'].map((hand) => ({ bet: 100, hand })),
    drawsPerPlay: 1,
    samples: simple(bet),
    measured: paid,
  },
  dice: {
    choices: DICE,
    drawsPerPlay: 1,
    samples: simple(bet),
    measured: () => DICE.map(({ direction, target }) => `${direction}-${target}`),
  },
}

/** Counts draws and looks at them as the drift watch does. */
class Watch {
  readonly counts = new Map<string, Map<string, number>>()
  readonly alarms: { kind: string; draws: number }[] = []
  looks = 0
  private readonly analysis: ReadonlyMap<string, KindAnalysis>
  private readonly draws = new Map<string, { draws: number; look: number }>()

  constructor({ kinds }: GameAnalysis) {
    this.analysis = new Map(kinds.map((kind) => [kind.kind, kind]))
  }

  add({ kind, outcome }: CountedOutcome): void {
    const counts = this.counts.get(kind) ?? new Map<string, number>()
    this.counts.set(kind, counts.set(outcome, (counts.get(outcome) ?? 0) + 1))
    const seen = this.draws.get(kind) ?? { draws: 0, look: 1 }
    this.draws.set(kind, seen)
    if (++seen.draws < drawsOfLook(seen.look)) return
    this.looks++
    const { pValue } = measureDrift(must(this.analysis.get(kind)), counts)
    if (pValue < thresholdOfLook(seen.look)) this.alarms.push({ kind, draws: seen.draws })
    seen.look++
  }
}

interface Run {
  readonly watch: Watch
  readonly returns: Map<string, { plays: number; sum: number }>
  readonly rarities: Map<string, number>
}

/** Plays on and on under one seed, as one player would, until the table is stopped. */
function playOn(game: AnyGame, line: Line, draws: number, bend = (stream: RandomStream) => stream): Run {
  const table = game.standardTable
  const run: Run = { watch: new Watch(game.analyse(table)), returns: new Map(), rarities: new Map() }
  const hmac = hmacUnder(SEED)
  let carried = game.carriedAtFirst
  for (let nonce = 0; nonce < draws / line.drawsPerPlay; nonce++) {
    const choice = must(line.choices[nonce % line.choices.length])
    const stream = bend(fairStream({ serverSeed: SEED, clientSeed: `a million of ${game.id}`, nonce }, hmac))
    const result = game.play(table, choice, carried, stream)
    carried = result.carried
    for (const counted of result.counted) run.watch.add(counted)
    for (const { kind, multiple } of line.samples(choice, result)) {
      const sums = run.returns.get(kind) ?? { plays: 0, sum: 0 }
      sums.plays++
      sums.sum += multiple
      run.returns.set(kind, sums)
    }
    if (game.id === 'gacha') countRarities(run.rarities, result.drawn)
    if (run.watch.alarms.length > 0) break
  }
  return run
}

function countRarities(rarities: Map<string, number>, drawn: object): void {
  for (const { rarity } of (drawn as { pulls: readonly { rarity: string }[] }).pulls) {
    rarities.set(rarity, (rarities.get(rarity) ?? 0) + 1)
  }
}

const GAMES = Object.values(GAME_DEFINITIONS).map((game) => ({
  id: game.id,
  game,
  line: must(LINES[game.id], game.id),
}))

describe.each(GAMES)('a million draws of $id', ({ id, game, line }) => {
  const analysis = game.analyse(game.standardTable)
  const kindOf = (name: string) => must(analysis.kinds.find(({ kind }) => kind === name))
  let run: Run
  beforeAll(() => {
    run = playOn(game, line, DRAWS)
  }, 120_000)

  test('are played with choices that the shipped table offers', () => {
    for (const choice of line.choices) {
      expect(game.choiceSchema.safeParse(choice).success).toBe(true)
      expect(game.refuseChoice(game.standardTable, choice, 'VIP')).toBeUndefined()
    }
  })

  test('return, kind by kind, what lies in the 99.9 % interval of the exact return', () => {
    expect([...run.returns.keys()].sort()).toEqual([...line.measured(analysis)].sort())
    for (const [name, { plays, sum }] of run.returns) {
      const { rtp, volatility } = kindOf(name)
      const errors = (sum / plays - toNumberOf(must(rtp ?? undefined))) / (volatility / Math.sqrt(plays))
      expect([id, name, plays >= DRAWS / 5, Math.abs(errors) < Z999]).toEqual([id, name, true, true])
    }
  })

  test.runIf(id === 'gacha')('bring each rarity at a rate in the 99.9 % interval of the effective odds', () => {
    const { outcomes } = kindOf('effective')
    expect(run.rarities.size).toBe(outcomes.length)
    for (const { outcome, probability } of outcomes) {
      const chance = toNumberOf(probability)
      const errors = (must(run.rarities.get(outcome)) / DRAWS - chance) / Math.sqrt((chance * (1 - chance)) / DRAWS)
      expect([outcome, Math.abs(errors) < Z999]).toEqual([outcome, true])
    }
  })

  test('raise no alarm in any look of the drift watch', () => {
    expect(run.watch.looks).toBeGreaterThanOrEqual(10)
    expect(run.watch.alarms).toEqual([])
  })

  test('of which one in twenty begins with the first of all outcomes are stopped before the end', () => {
    let plays = 0
    // One choice: players who change theirs in turn even a bent hand out, and it does them no harm.
    const bent = playOn(game, { ...line, choices: line.choices.slice(0, 1) }, DRAWS / 5, (fair) => {
      let forced = plays++ % 20 === 0
      return {
        below(bound) {
          const drawn = fair.below(bound)
          const chosen = forced ? 0 : drawn
          forced = false
          return chosen
        },
      }
    })
    expect(bent.watch.alarms.length).toBeGreaterThan(0)
  }, 60_000)
})

test('the exact odds of all shipped tables are worked out whole, over outcomes that can be counted by hand', () => {
  const kinds = GAMES.flatMap(({ game }) => game.analyse(game.standardTable).kinds)
  for (const { kind, outcomes } of kinds) {
    const sum = outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)
    expect([kind, sum]).toEqual([kind, ONE])
  }
  // What an analysis costs grows with these: a table of millions of outcomes would not be worked out in time.
  const counted = kinds.reduce((sum, { outcomes }) => sum + outcomes.length, 0)
  expect(kinds.length).toBeLessThan(1_000)
  expect(counted).toBeLessThan(10_000)
})
