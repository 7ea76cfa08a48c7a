import { type MissionSimulation, SIMULATED_DAYS, totalOf } from '@casino-club/shared'
import type { Reader } from './history.store.ts'
import { type DayAmounts, missionPart } from './mission.rule.ts'
import { dayAt, type Model, NOTHING, paidOut, populationOf } from './model.ts'

const WEEK_DAYS = 7
/** Fewer finished missions tell nothing of how many rewards are taken. */
const FEW_CLAIMS = 50

interface MissionBase {
  readonly firstDay: number
  readonly readers: readonly Reader[]
  readonly amounts: ReadonlyMap<number, DayAmounts>
  readonly claims: { readonly done: number; readonly claimed: number }
}

/** Who would finish a mission, and what it would pay. */
export function missionModel({ body, period }: MissionSimulation, base: MissionBase): Model {
  const { firstDay, readers, amounts, claims } = base
  const windowDays = period === 'daily' ? 1 : WEEK_DAYS
  const parts = readers.map(({ id }) => missionPart(amounts.get(id) ?? NOTHING, { target: body.target, windowDays }))
  const known = claims.done >= FEW_CLAIMS
  const percent = known ? Math.round((claims.claimed * 100) / claims.done) : 100
  const rewards = totalOf(body.rewards)
  const none = { taken: false, sums: [0], steps: [] }
  const weeks = SIMULATED_DAYS / WEEK_DAYS
  return {
    population: populationOf(
      readers,
      { figures: 1, steps: period === 'daily' ? SIMULATED_DAYS : WEEK_DAYS },
      (place) => parts[place] ?? none,
    ),
    figuresOf: ({ takers, sums: [completions = 0] }) => {
      const paid = Math.round((completions * percent) / 100)
      return { takers, completions, paid, ...paidOut(rewards, paid) }
    },
    sharesOf: ({ steps }, players) => {
      if (period === 'daily') return steps.map((done) => done / players)
      return steps.map((_, day) => steps.slice(0, day + 1).reduce((sum, done) => sum + done, 0) / (players * weeks))
    },
    steps:
      period === 'daily'
        ? Array.from({ length: SIMULATED_DAYS }, (_, day) => dayAt(firstDay + day))
        : Array.from({ length: WEEK_DAYS }, (_, day) => `${day + 1}`),
    warnings: [],
    assumptions: [
      { code: 'AS_BEFORE', percent: null },
      { code: known ? 'CLAIM_SHARE' : 'CLAIM_SHARE_UNKNOWN', percent },
      ...(body.counts === 'COINS_WON' && body.game === null
        ? [{ code: 'ROUNDS_NOT_COUNTED' as const, percent: null }]
        : []),
    ],
  }
}
