import { accept, type RealityCheck, type Restrictions, refuse, type SafeState } from '@casino-club/shared'
import type { CommandRule, Decision, PlayerSnapshot } from '../player/index.ts'
import type { Policy } from './policies.ts'
import { BREAK_MS, gapSince, inSession } from './usage.ts'

const MINUTE_MS = 60_000

/** The player may ask for less than the policy has, never for more. */
function checkMinutes(restrictions: Restrictions | undefined, policy: Policy): number {
  return Math.min(restrictions?.realityCheckMinutes ?? policy.realityCheckMinutes, policy.realityCheckMinutes)
}

/** Play time and result of the session that goes on; undefined: none does. */
export function sessionNow(
  safe: SafeState | undefined,
  nowMs: number,
): (RealityCheck & { playedMs: number; toldMs: number }) | undefined {
  const usage = safe?.usage
  if (!inSession(usage, nowMs)) return undefined
  const [, , playMs, toldMs, netCoins, netGems] = usage.session
  const playedMs = playMs + gapSince(usage, nowMs)
  return { minutes: Math.floor(playedMs / MINUTE_MS), netCoins, netGems, playedMs, toldMs }
}

/** Minutes of play and result of a session whose player must be told of it before he plays on; undefined: not now. */
export function realityCheckDue(safe: SafeState | undefined, policy: Policy, nowMs: number): RealityCheck | undefined {
  const session = sessionNow(safe, nowMs)
  if (session === undefined) return undefined
  const { playedMs, toldMs, minutes, netCoins, netGems } = session
  if (playedMs - toldMs < checkMinutes(safe?.restrictions, policy) * MINUTE_MS) return undefined
  return { minutes, netCoins, netGems }
}

/** In how many ms a reality check is due if the session goes on as it is; undefined: it ends before that. */
export function realityCheckInMs(player: PlayerSnapshot, policy: Policy, nowMs: number): number | undefined {
  const { safe } = player.state
  const session = sessionNow(safe, nowMs)
  if (session === undefined) return undefined
  const inMs = checkMinutes(safe?.restrictions, policy) * MINUTE_MS - (session.playedMs - session.toldMs)
  return inMs < BREAK_MS - gapSince(safe?.usage, nowMs) ? Math.max(0, inMs) : undefined
}

/** The player has seen time and result, and may play on. */
export function acknowledgeRule(policy: Policy): CommandRule<object> {
  return {
    type: 'safe.acknowledge',
    decide({ player: { state }, nowMs }) {
      const { safe } = state
      const due = realityCheckDue(safe, policy, nowMs)
      const session = sessionNow(safe, nowMs)
      if (due === undefined || session === undefined || safe?.usage === undefined) {
        return refuse('NOTHING_TO_CHANGE', 'no reality check is due')
      }
      const { playedMs: toldMs } = session
      const [lastPlayAtMs, since, playMs, , netCoins, netGems] = safe.usage.session
      const usage = { ...safe.usage, session: [lastPlayAtMs, since, playMs, toldMs, netCoins, netGems] as const }
      return accept({
        event: { type: 'safe.acknowledged', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ ...due, toldMs }),
        state: { ...state, safe: { ...safe, usage } },
        detail: undefined,
      } satisfies Decision)
    },
  }
}
