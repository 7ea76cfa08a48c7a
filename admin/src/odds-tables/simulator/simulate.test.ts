import { GAME_DEFINITIONS, must } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { findSimulated } from './round-as-play.ts'
import { type Simulation, type SimulationPlan, simulation } from './simulate.ts'
import { statisticsOf } from './statistics.ts'
import { waysOf } from './ways.ts'

const SEED = '5eed'.repeat(16)

function planOf(id: string, changes: Partial<SimulationPlan> = {}): SimulationPlan {
  const game = must(findSimulated(id))
  const table = game.standardTable
  const way = must(waysOf(game, table)[0])
  return { game, table, choice: way.choice(100), way: way.id, players: 20, plays: 100, serverSeed: SEED, ...changes }
}

function run(plan: SimulationPlan): { result: Simulation; steps: number[] } {
  const running = simulation(plan)
  const steps: number[] = []
  for (;;) {
    const step = running.next()
    if (step.done) return { result: step.value, steps }
    steps.push(step.value)
  }
}

describe('every way to play', () => {
  const ids = [...Object.keys(GAME_DEFINITIONS), 'crash', 'lottery']
  test.each(ids.map((id) => [id, must(findSimulated(id))] as const))('%s is offered', (_id, game) => {
    const ways = waysOf(game, game.standardTable)
    expect(ways.length).toBeGreaterThan(0)
    for (const way of ways) {
      const choice = game.choiceSchema.parse(way.choice(100))
      expect([way.id, game.refuseChoice(game.standardTable, choice, 'VIP')]).toEqual([way.id, undefined])
    }
  })
})

describe('a run', () => {
  test('of one seed is always the same, of another one is not', () => {
    const first = run(planOf('slot')).result
    expect(run(planOf('slot')).result).toEqual(first)
    expect(run(planOf('slot', { serverSeed: 'ab'.repeat(32) })).result.ends).not.toEqual(first.ends)
  })

  test('tells its progress and loses no coin', () => {
    const { result, steps } = run(planOf('rps'))
    expect(steps.at(-1)).toBe(2_000)
    expect(result.ends.reduce((sum, end) => sum + end, 0)).toBe(20 * result.start - result.staked + result.won)
    expect(result).toMatchObject({ ofItems: false, start: 10_000, staked: 200_000 })
  })

  test('of the dice on a fixed seed returns about what is exact', () => {
    const { result } = run(planOf('dice', { players: 200 }))
    const { mean, p5, median, p95, belowStart } = statisticsOf(result.ends, result.start)
    expect(result.won / result.staked).toBeGreaterThan(0.95)
    expect(result.won / result.staked).toBeLessThan(1.01)
    expect(mean).toBeCloseTo(result.start - (result.staked - result.won) / 200, 6)
    expect(p5).toBeLessThan(median)
    expect(median).toBeLessThan(p95)
    expect(belowStart).toBeGreaterThan(0.4)
  })

  test.each([
    ['crash', 0.97, 100],
    ['lottery', 0.9, 100],
  ])('of %s stakes what it costs and pays about %d', (id, rtp, stake) => {
    const { result } = run(planOf(id, { players: 100 }))
    expect(result.staked).toBe(100 * 100 * stake)
    expect(result.won / result.staked).toBeGreaterThan(id === 'crash' ? rtp - 0.05 : 0.3)
    expect(result.ends.reduce((sum, end) => sum + end, 0)).toBe(100 * result.start - result.staked + result.won)
  })

  test('of a match there is none: nothing is drawn in it', () => {
    expect(findSimulated('match')).toBeUndefined()
  })

  test('of the gacha counts items and what was guaranteed', () => {
    const { result } = run(planOf('gacha', { players: 10, plays: 200 }))
    const items = [...result.counted].filter(([kind]) => kind.startsWith('items-'))
    expect(items.flatMap(([, outcomes]) => [...outcomes.values()]).reduce((sum, count) => sum + count, 0)).toBe(2_000)
    // The guarantee comes with pull 90 at the latest, so in 200 pulls nobody has fewer than two.
    expect(Math.min(...result.ends)).toBeGreaterThanOrEqual(2)
    expect(result.ofItems).toBe(true)
  })
})
