import type { Usage } from '@casino-club/shared'
import type { PlayGuard } from '../player/index.ts'
import type { Policy } from './policies.ts'
import { refusePlay, refuseSpend } from './refuse-play.ts'
import { countPlay } from './usage.ts'

/** The limits of players as every command that stakes or spends meets them. */
export function safePlayGuard(policy: Policy): PlayGuard {
  return {
    refuse: ({ state: { safe } }, asked, nowMs) =>
      asked.kind === 'spend' ? refuseSpend(safe, asked.won, nowMs, policy) : refusePlay(safe, asked, nowMs, policy),
    count(state, flow, at) {
      const usage: Usage | undefined = countPlay(state.safe?.usage, flow, at, policy.calendar)
      return usage === undefined ? state : { ...state, safe: { ...state.safe, usage } }
    },
  }
}
