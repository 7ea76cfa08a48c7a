import { NO_RESTRICTIONS, type Restrictions, type SafeState, type Usage } from '@casino-club/shared'
import type { Asked, Flow } from '../player/index.ts'
import { type Policy, policyOf } from './policies.ts'
import { countPlay } from './usage.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** Wednesday, 14 January 2026, noon in Seoul. */
export const NOON_MS = Date.UTC(2026, 0, 14, 3)

export const POLICY: Policy = policyOf('default')

export const coins = (amount: number): Extract<Asked, { kind: 'stake' }> => ({
  kind: 'stake',
  game: 'slot',
  currency: 'coins',
  amount,
})

export const play = (bet: number, win = 0): Flow => ({ kind: 'play', currency: 'coins', bet, win })

/** A player who has decided these things. */
export const restricted = (restrictions: Partial<Restrictions>, usage?: Usage): SafeState => ({
  ...(usage && { usage }),
  restrictions: { ...NO_RESTRICTIONS, ...restrictions },
})

/** What these flows come to, one event each from number 1 on. */
export function used(flows: readonly { readonly flow: Flow; readonly atMs: number }[], policy = POLICY) {
  return flows.reduce<Usage | undefined>(
    (usage, { flow, atMs }, index) => countPlay(usage, flow, { seq: index + 1, nowMs: atMs }, policy.calendar),
    undefined,
  )
}
