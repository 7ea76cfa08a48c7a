import {
  accept,
  type NextReward,
  type PublishedStreakTerms,
  type Result,
  refuse,
  SHIELD_ITEM,
  type StreakCalendar,
  type StreakStatus,
  streakReward,
} from '@casino-club/shared'
import { countInStock } from '../items/index.ts'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { localMidnights, zoneNamed } from '../platform/time/local-days.ts'
import type { Answer, PlayerActors, PlayerStore } from '../player/index.ts'
import { streakAt } from './streak.rule.ts'
import { findMonth } from './streaks.store.ts'
import { findInForce } from './terms.store.ts'
import { type TickPayload, tickRule } from './tick.rule.ts'

export interface StreaksDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly clock: Clock
}

/** A tick is decided on the shields and terms of a moment ago; who takes a shield meanwhile makes it look again. */
const ATTEMPTS = 3
const DAYS_AHEAD = 7
const iso = (ms: number) => new Date(ms).toISOString()
const NOBODY = refuse('NOT_FOUND', 'no such player')

/** What players see of their streaks, and do with them. */
export class Streaks {
  private readonly deps: StreaksDependencies
  /** Thousands ask at one midnight, all for the same row. */
  private readonly inForce: Batches<undefined, PublishedStreakTerms>

  constructor(deps: StreaksDependencies) {
    this.deps = deps
    this.inForce = new Batches({
      async work(asked) {
        const terms = await findInForce(deps.pool)
        return asked.map(() => terms)
      },
    })
  }

  /** Ticks the day that is to be ticked; the same command again answers the same. */
  async tick(userId: number, commandId: string, payload: TickPayload): Promise<Answer> {
    const { pool, actors, clock } = this.deps
    for (let attempt = 1; ; attempt++) {
      const [shields, terms] = await Promise.all([
        countInStock(pool, userId, SHIELD_ITEM, clock.nowMs()),
        this.inForce.hand(undefined),
      ])
      const answer = await actors.execute(userId, tickRule(shields, terms), { commandId, payload })
      if (answer.ok || answer.reason !== 'CONFLICT') return answer
      if (attempt === ATTEMPTS) return refuse('TEMPORARILY_UNAVAILABLE', 'the shields change too fast; ask again')
    }
  }

  async status(userId: number, timeZone: string | undefined): Promise<Result<StreakStatus, 'NOT_FOUND'>> {
    const look = await this.look(userId, timeZone)
    if (look === undefined) return NOBODY
    const { streak, shields, nowMs, standing } = look
    const { tick, zone, today } = standing
    return accept({
      serverTime: iso(nowMs),
      timeZone: zone,
      today,
      count: tick && tick.lost > 0 ? 0 : (streak?.count ?? 0),
      best: streak?.best ?? 0,
      tickDay: tick?.day ?? null,
      missedDays: tick?.missed ?? 0,
      lost: tick?.lost ?? 0,
      shields,
      resetsAt: iso(localMidnights(nowMs, zone).endsAtMs),
      graceUntil: tick?.graceUntilMs === undefined ? null : iso(tick.graceUntilMs),
    })
  }

  async nextReward(userId: number, timeZone: string | undefined): Promise<Result<NextReward, 'NOT_FOUND'>> {
    const look = await this.look(userId, timeZone)
    if (look === undefined) return NOBODY
    const { streak, nowMs, standing, terms } = look
    const count = standing.tick?.count ?? (streak?.count ?? 0) + 1
    const coming = Array.from({ length: DAYS_AHEAD }, (_, ahead) => ({
      count: count + ahead,
      reward: streakReward(terms, count + ahead),
    }))
    const availableAt = iso(standing.tick ? nowMs : localMidnights(nowMs, standing.zone).endsAtMs)
    return accept({ availableAt, count, reward: streakReward(terms, count), coming })
  }

  /** A month of his days; without one, that of today. */
  async calendar(
    userId: number,
    { month: asked, timeZone }: { month?: string | undefined; timeZone?: string | undefined },
  ): Promise<Result<StreakCalendar, 'NOT_FOUND'>> {
    const look = await this.look(userId, timeZone)
    if (look === undefined) return NOBODY
    const month = asked ?? look.standing.today.slice(0, 7)
    return accept({ month, days: await findMonth(this.deps.pool, userId, month) })
  }

  private async look(userId: number, timeZone: string | undefined) {
    const { pool, players, clock } = this.deps
    const nowMs = clock.nowMs()
    const [player, shields, terms] = await Promise.all([
      players.load(userId),
      countInStock(pool, userId, SHIELD_ITEM, nowMs),
      this.inForce.hand(undefined),
    ])
    if (player === undefined) return undefined
    const { streak } = player.state
    const askedZone = timeZone === undefined ? undefined : zoneNamed(timeZone)
    return { streak, shields, terms, nowMs, standing: streakAt(streak, { nowMs, askedZone, shields, terms }) }
  }
}
