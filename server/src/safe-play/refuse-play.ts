import {
  kindOfLimit,
  type LimitId,
  type LimitKind,
  type Limits,
  NO_RESTRICTIONS,
  type Reason,
  type Refusal,
  type Restrictions,
  refuse,
  type SafeState,
  type Usage,
  type UsageWindow,
  windowOfLimit,
} from '@casino-club/shared'
import type { Asked } from '../player/index.ts'
import type { Policy } from './policies.ts'
import { realityCheckDue } from './reality-check.ts'
import { playTimeNow, windowsNow } from './usage.ts'

export type PlayRefusal =
  | 'SELF_EXCLUDED'
  | 'PAUSED'
  | 'REALITY_CHECK_DUE'
  | 'TOO_FAST'
  | 'TIME_LIMIT'
  | 'STAKE_LIMIT'
  | 'LOSS_LIMIT'
export type SpendRefusal = 'SELF_EXCLUDED' | 'PAUSED' | 'SPEND_LIMIT' | 'TIME_LIMIT' | 'STAKE_LIMIT' | 'LOSS_LIMIT'

/** A refusal that tells when it may be otherwise. */
export type SafeRefusal<R extends Reason = Reason> = Refusal<R> & {
  readonly retryAfterMs?: number
  /** End of a pause or an exclusion; null: none. */
  readonly untilMs?: number | null
}

const MINUTE_MS = 60_000

interface Measure {
  readonly reason: 'STAKE_LIMIT' | 'LOSS_LIMIT' | 'TIME_LIMIT' | 'SPEND_LIMIT'
  /** What one of the limit's units is in the unit of the usage. */
  readonly unit: number
  readonly used: (window: UsageWindow) => number
}

/** How each limit is measured. */
export const MEASURES: Readonly<Record<LimitKind, Measure>> = {
  stakeCoins: { reason: 'STAKE_LIMIT', unit: 1, used: (window) => window[2] },
  stakeGems: { reason: 'STAKE_LIMIT', unit: 1, used: (window) => window[4] },
  lossCoins: { reason: 'LOSS_LIMIT', unit: 1, used: (window) => -window[3] },
  lossGems: { reason: 'LOSS_LIMIT', unit: 1, used: (window) => -window[5] },
  timeMinutes: { reason: 'TIME_LIMIT', unit: MINUTE_MS, used: (window) => window[6] },
  spendWon: { reason: 'SPEND_LIMIT', unit: 1, used: (window) => window[7] },
}

export const WINDOW_AT = { day: 0, week: 1, month: 2 } as const

/** The player's limits, and those that everybody has. */
function limitsInForce(restrictions: Restrictions, { ceilings }: Policy): Limits {
  const merged: Partial<Record<LimitId, number>> = { ...restrictions.limits }
  for (const [id, most] of Object.entries(ceilings) as [LimitId, number][]) {
    merged[id] = Math.min(merged[id] ?? most, most)
  }
  return merged
}

/** Why the player is out of the club's rooms, if he is: an exclusion ends only with his own confirmation. */
export function closedTo(
  { pausedUntilMs, exclusion }: Restrictions,
  nowMs: number,
): SafeRefusal<'SELF_EXCLUDED' | 'PAUSED'> | undefined {
  if (exclusion !== null) {
    return { ...refuse('SELF_EXCLUDED', 'the player has excluded himself'), untilMs: exclusion.untilMs }
  }
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) {
    return { ...refuse('PAUSED', 'the player has taken a pause'), untilMs: pausedUntilMs }
  }
  return undefined
}

function tooFast(usage: Usage | undefined, game: string, { intervalMs }: Policy, nowMs: number) {
  const least = intervalMs.games[game] ?? intervalMs.others
  if (least === 0 || usage === undefined) return undefined
  const sinceMs = nowMs - usage.session[0]
  // Clocks of two processes may differ by a little; a clock that was set back must not keep a player waiting.
  if (sinceMs >= least || sinceMs < -least) return undefined
  return { ...refuse('TOO_FAST', `the next play may begin in ${least - sinceMs} ms`), retryAfterMs: least - sinceMs }
}

/** What a play of this stake would bring each kind of measure to. */
function wouldUse(kind: LimitKind, window: UsageWindow, asked: Extract<Asked, { kind: 'stake' }>, playMs: number) {
  const used = MEASURES[kind].used(window)
  if (kind === 'timeMinutes') return used + playMs
  const own = asked.currency === 'coins' ? ['stakeCoins', 'lossCoins'] : ['stakeGems', 'lossGems']
  return own.includes(kind) && asked.currency !== 'tickets' ? used + asked.amount : undefined
}

const PRECEDENCE = ['TIME_LIMIT', 'STAKE_LIMIT', 'LOSS_LIMIT', 'SPEND_LIMIT'] as const

/**
 * Why a stake may not be taken, known before anything is drawn: a refusal depends on the stake alone. A loss limit takes
 * the whole stake as lost. Play time has reached its limit when nothing of it is left.
 */
export function refusePlay(
  safe: SafeState | undefined,
  asked: Extract<Asked, { kind: 'stake' }>,
  nowMs: number,
  policy: Policy,
): SafeRefusal<PlayRefusal> | undefined {
  const { usage, restrictions = NO_RESTRICTIONS } = safe ?? {}
  const closed = closedTo(restrictions, nowMs)
  if (closed) return closed
  if (realityCheckDue(safe, policy, nowMs))
    return refuse('REALITY_CHECK_DUE', 'time and result must be looked at first')
  const fast = tooFast(usage, asked.game, policy, nowMs)
  if (fast) return fast
  return firstReached(limitsInForce(restrictions, policy), (id, most) => {
    const kind = kindOfLimit(id)
    const at = WINDOW_AT[windowOfLimit(id)]
    const window = windowsNow(usage, policy.calendar, { seq: 0, nowMs })[at]
    const would = wouldUse(kind, window, asked, playTimeNow(usage, policy.calendar, nowMs)[at])
    if (would === undefined) return false
    return kind === 'timeMinutes' ? would >= most : would > most
  }) as SafeRefusal<PlayRefusal> | undefined
}

/** The first limit, in order of precedence, that `isReached` says so of. */
function firstReached(limits: Limits, isReached: (id: LimitId, most: number) => boolean) {
  const entries = Object.entries(limits) as [LimitId, number][]
  if (entries.length === 0) return undefined
  const reached = entries.filter(([id, most]) => isReached(id, most * MEASURES[kindOfLimit(id)].unit))
  for (const reason of PRECEDENCE) {
    const found = reached.find(([id]) => MEASURES[kindOfLimit(id)].reason === reason)
    if (found) return { ...refuse(reason, `the limit ${found[0]} allows no more`), limit: found[0] }
  }
  return undefined
}

/** The limit a player is at now, whatever he would do next; undefined: none. */
export function limitReached(safe: SafeState | undefined, nowMs: number, policy: Policy) {
  const { usage, restrictions = NO_RESTRICTIONS } = safe ?? {}
  const windows = windowsNow(usage, policy.calendar, { seq: 0, nowMs })
  return firstReached(
    limitsInForce(restrictions, policy),
    (id, most) => MEASURES[kindOfLimit(id)].used(windows[WINDOW_AT[windowOfLimit(id)]]) >= most,
  )
}

/** Why nothing may be bought for so many won. Who is at a limit of his play is sold nothing either. */
export function refuseSpend(
  safe: SafeState | undefined,
  won: number,
  nowMs: number,
  policy: Policy,
): SafeRefusal<SpendRefusal> | undefined {
  const { usage, restrictions = NO_RESTRICTIONS } = safe ?? {}
  const closed = closedTo(restrictions, nowMs)
  if (closed) return closed
  const reached = limitReached(safe, nowMs, policy)
  if (reached) return reached
  const windows = windowsNow(usage, policy.calendar, { seq: 0, nowMs })
  return firstReached(limitsInForce(restrictions, policy), (id, most) => {
    const measure = MEASURES[kindOfLimit(id)]
    if (measure.reason !== 'SPEND_LIMIT') return false
    return measure.used(windows[WINDOW_AT[windowOfLimit(id)]]) + won > most
  })
}
