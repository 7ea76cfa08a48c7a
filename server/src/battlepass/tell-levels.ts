import { passLevelOf } from '@casino-club/shared'
import { wallTime } from '../alerts/index.ts'
import { tellByTemplate } from '../notify/index.ts'
import { publishAll } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PassXpGained } from './progress.store.ts'
import type { NewCoupons } from './season-end.store.ts'
import { findLevels } from './seasons.store.ts'

const PATH = '/battle-pass'
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * Tells players who have come to a level of the season that runs, on the way and in their rooms, in the transaction that counted them up to it: each level
 * once, however often it is counted, and of several at once the highest. Events of a season that is over tell nobody.
 */
export async function tellLevels(tx: Queryable, gained: readonly PassXpGained[], nowMs: number): Promise<void> {
  const running = gained.filter(({ endsAtMs, xp, before }) => xp > before && endsAtMs > nowMs)
  if (running.length === 0) return
  const levels = await findLevels(tx, [...new Set(running.map(({ season }) => season))])
  const risen = running.flatMap(({ userId, season, xp, before, endsAtMs }) => {
    const of = levels.get(season) ?? []
    const level = passLevelOf(of, xp)
    if (level <= passLevelOf(of, before)) return []
    const notice = { kind: 'passLevel', season, level } as const
    return [{ userId, about: `${season}:${level}`, values: { level: String(level) }, deadlineMs: endsAtMs, notice }]
  })
  const terms = { type: 'game', path: PATH, priority: 'low', deadlineMs: nowMs + DAY_MS, atMs: nowMs } as const
  const told = await tellByTemplate(tx, 'level-up', terms, risen)
  if (told.length === 0) return
  // Version 0: nothing of the player's row has changed.
  await publishAll(
    tx,
    'player',
    told.map(({ userId, notice }) => ({ userId, version: 0, notice })),
  )
}

/** Tells players of coupons that they were just given. */
export async function tellCoupons(
  tx: Queryable,
  given: readonly { readonly id: number; readonly userId: number; readonly zone: string }[],
  { xp, grantedAtMs: atMs, expiresAtMs }: NewCoupons,
): Promise<void> {
  const deadlineMs = Math.max(atMs + MINUTE_MS, Math.min(expiresAtMs, atMs + 30 * DAY_MS))
  const terms = { type: 'game', path: PATH, priority: 'normal', deadlineMs, atMs } as const
  const players = given.map(({ id, userId, zone }) => ({
    ...{ userId, about: String(id), values: { xp: String(xp), endsAt: wallTime(expiresAtMs, zone) } },
  }))
  await tellByTemplate(tx, 'coupon-given', terms, players)
}
