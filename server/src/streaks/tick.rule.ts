import { accept, type PublishedStreakTerms, type Result, refuse, SHIELD_ITEM, streakReward } from '@casino-club/shared'
import { takeFromStock } from '../items/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { zoneNamed } from '../platform/time/local-days.ts'
import { type Decision, type PersistingRule, type Posting, RefusedInTransaction } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { shieldedDays, streakAt } from './streak.rule.ts'
import { insertStreakDays, type StreakRow } from './streaks.store.ts'

export interface TickPayload {
  readonly timeZone?: string | undefined
}

export interface TickDetail {
  readonly rows: readonly StreakRow[]
  readonly shields: number
}

export type TickRefusal = 'STREAK_TICKED' | 'PAUSED' | 'SELF_EXCLUDED'

const MEANWHILE = refuse('CONFLICT', 'the shields or the days are not what they were')

/**
 * Ticks a day, given the shields that its player has just had: those that are needed are taken in the same transaction,
 * and where they are gone meanwhile, nothing has happened (`CONFLICT`: look again).
 */
export function tickRule(
  shields: number,
  terms: PublishedStreakTerms,
): PersistingRule<TickPayload, TickDetail, Queryable> {
  return {
    type: 'streak.tick',
    decide({ player, payload, nowMs }): Result<Decision<TickDetail>> {
      const { safe, streak } = player.state
      const closed = safe?.restrictions && closedTo(safe.restrictions, nowMs)
      if (closed) return closed
      const askedZone = payload.timeZone === undefined ? undefined : zoneNamed(payload.timeZone)
      const { zone, zoneSince, tick } = streakAt(streak, { nowMs, askedZone, shields, terms })
      if (tick === undefined) return refuse('STREAK_TICKED', 'today has been ticked')
      const { day, count, lost } = tick
      const saved = shieldedDays(tick)
      const best = Math.max(count, streak?.best ?? 0)
      const reward = streakReward(terms, count)
      const told = { day, timeZone: zone, count, best, shieldedDays: saved, lost, reward, termsVersion: terms.version }
      return accept({
        event: { type: 'streak.ticked', schemaVersion: 1 },
        postings: postingsOf(reward),
        outcome: ({ coins, gems }) => ({ ...told, coins, gems }),
        state: { ...player.state, streak: { count, best, lastDay: day, zone, zoneSince } },
        detail: { rows: rowsOf(saved, { day, zone, count }), shields: saved.length },
      })
    },
    async persist(tx, { rows, shields: needed }, at) {
      if (needed > 0 && (await takeFromStock(tx, at, SHIELD_ITEM, needed)) < needed) {
        throw new RefusedInTransaction(MEANWHILE)
      }
      if ((await insertStreakDays(tx, at, rows)) < rows.length) throw new RefusedInTransaction(MEANWHILE)
    },
  }
}

const postingsOf = (reward: ReturnType<typeof streakReward>): Posting[] =>
  (['coins', 'gems'] as const)
    .filter((currency) => reward[currency] > 0)
    .map((currency) => ({
      currency,
      amount: reward[currency],
      counterAccount: 'house:streaks',
      reason: 'streak.reward',
    }))

function rowsOf(saved: readonly string[], { day, zone, count }: Omit<StreakRow, 'kind'>): StreakRow[] {
  const held = Math.max(1, count - 1)
  const shielded = saved.map((date): StreakRow => ({ day: date, zone, kind: 'shielded', count: held }))
  return [...shielded, { day, zone, kind: 'ticked', count }]
}
