import {
  kindOfLimit,
  LIMIT_IDS,
  NO_RESTRICTIONS,
  type SafePlayReply,
  type SafeState,
  windowOfLimit,
} from '@casino-club/shared'
import type { Policy } from './policies.ts'
import { realityCheckDue, sessionNow } from './reality-check.ts'
import { nextRefillAtMs } from './refill.rule.ts'
import { MEASURES, WINDOW_AT } from './refuse-play.ts'
import { dueAtMs, expiresAtMs } from './restrictions.ts'
import { playTimeNow, windowsNow } from './usage.ts'

const iso = (ms: number): string => new Date(ms).toISOString()
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))

/** The limits with what was used of them in the windows that are open now. */
function limitsOf(safe: SafeState | undefined, policy: Policy, nowMs: number): SafePlayReply['limits'] {
  const { usage, restrictions = NO_RESTRICTIONS } = safe ?? {}
  const windows = windowsNow(usage, policy.calendar, { seq: 0, nowMs })
  const playing = playTimeNow(usage, policy.calendar, nowMs)
  return LIMIT_IDS.map((limit) => {
    const { used, unit } = MEASURES[kindOfLimit(limit)]
    const at = WINDOW_AT[windowOfLimit(limit)]
    const more = kindOfLimit(limit) === 'timeMinutes' ? playing[at] : 0
    return {
      limit,
      value: restrictions.limits[limit] ?? null,
      ceiling: policy.ceilings[limit] ?? null,
      used: Math.floor((used(windows[at]) + more) / unit) + 0,
    }
  })
}

/** Everything a player is told about his own play, and an admin about the player's. */
export function standingOf(
  safe: SafeState | undefined,
  { policy, belowCoins, nowMs }: { readonly policy: Policy; readonly belowCoins: number; readonly nowMs: number },
): SafePlayReply {
  const { restrictions = NO_RESTRICTIONS, refilledAtMs } = safe ?? {}
  const { pausedUntilMs, exclusion, pending, realityCheckMinutes } = restrictions
  const session = sessionNow(safe, nowMs)
  const nextAtMs = nextRefillAtMs(refilledAtMs, policy.refill.everyHours)
  return {
    serverTime: iso(nowMs),
    policy: policy.id,
    zone: policy.zone,
    limits: limitsOf(safe, policy, nowMs),
    pending: pending
      .filter((change) => nowMs < expiresAtMs(change))
      .map((change) => ({
        limit: change.limit,
        value: change.value,
        askedAt: iso(change.askedAtMs),
        dueAt: iso(dueAtMs(change)),
        expiresAt: iso(expiresAtMs(change)),
      })),
    pausedUntil: pausedUntilMs !== null && nowMs < pausedUntilMs ? iso(pausedUntilMs) : null,
    exclusion: exclusion && {
      since: iso(exclusion.sinceMs),
      until: isoOrNull(exclusion.untilMs),
      over: exclusion.untilMs !== null && nowMs >= exclusion.untilMs,
    },
    realityCheck: {
      minutes: realityCheckMinutes as SafePlayReply['realityCheck']['minutes'],
      policyMinutes: policy.realityCheckMinutes,
      session: session ? { minutes: session.minutes, netCoins: session.netCoins, netGems: session.netGems } : null,
      due: realityCheckDue(safe, policy, nowMs) !== undefined,
    },
    refill: { ...policy.refill, belowCoins, nextAt: nowMs < nextAtMs ? iso(nextAtMs) : null },
  }
}
