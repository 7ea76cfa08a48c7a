/** How a push service stands with us. */
export interface OriginState {
  /** `open`: nothing is sent there but now and then a message to see whether it is mended. */
  readonly state: 'closed' | 'open'
  /** Refusals of our key since the last message that it took: while closed, players for whom it was refused. */
  readonly refusals: number
  /** When the next message may try; null while closed. */
  readonly probeAtMs: number | null
  /** It has asked us to be slower until then. */
  readonly slowUntilMs: number | null
}

export const CLOSED: OriginState = { state: 'closed', refusals: 0, probeAtMs: null, slowUntilMs: null }

/** Players; one with a key of somebody else's is no reason to leave all the others without messages, however often he tries. */
export const REFUSALS_TO_OPEN = 3
export const PROBE_EVERY_MS = 60_000
/** Longer than a try takes: whoever comes meanwhile waits for what comes of it. */
export const PROBE_WAIT_MS = 15_000

export type Admission =
  | { readonly kind: 'go' }
  /** One may try: whoever takes the turn. */
  | { readonly kind: 'probe' }
  | { readonly kind: 'held' }
  | { readonly kind: 'slow'; readonly untilMs: number }

/** Whether a message may be sent to an origin now. */
export function admit({ state, probeAtMs, slowUntilMs }: OriginState, nowMs: number): Admission {
  if (state === 'open') {
    if (probeAtMs === null || nowMs >= probeAtMs) return { kind: 'probe' }
    const untilMs = probeAtMs - PROBE_EVERY_MS + PROBE_WAIT_MS
    return nowMs < untilMs ? { kind: 'slow', untilMs } : { kind: 'held' }
  }
  if (slowUntilMs !== null && nowMs < slowUntilMs) return { kind: 'slow', untilMs: slowUntilMs }
  return { kind: 'go' }
}

/** Our key was refused for a player; `known`: it was so for him before, since the last message that it took. */
export function refused(before: OriginState, nowMs: number, known = false): OriginState {
  if (before.state === 'closed' && known) return before
  const refusals = before.refusals + 1
  if (before.state === 'closed' && refusals < REFUSALS_TO_OPEN) return { ...before, refusals }
  return { ...before, refusals, state: 'open', probeAtMs: nowMs + PROBE_EVERY_MS }
}

/** It took a message: whatever was wrong is mended. */
export const taken = (before: OriginState): OriginState => ({
  ...before,
  state: 'closed',
  refusals: 0,
  probeAtMs: null,
})
