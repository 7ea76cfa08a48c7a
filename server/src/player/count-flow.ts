import type { Asked, Decision, Flow, PlayerSnapshot, PlayGuard } from './player.types.ts'

/** Whether what a decision takes is what the guard was asked about. */
function wasAsked(asked: Asked | undefined, flow: Flow): boolean {
  if (flow.kind === 'settle' || flow.kind === 'return' || flow.kind === 'unspend') return true
  if (flow.kind === 'spend') return asked?.kind === 'spend' && asked.won === flow.won
  return asked?.kind === 'stake' && asked.currency === flow.currency && asked.amount === flow.bet
}

/**
 * A decision with what it moves counted into its state, so that usage and play are one entry. Throws for a rule that
 * takes what it has not asked for, or plays without saying what that moves: no game gets around the limits.
 */
export function countFlow<Detail>(
  guard: PlayGuard,
  player: PlayerSnapshot,
  asked: Asked | undefined,
  decision: Decision<Detail>,
  nowMs: number,
): Decision<Detail> {
  const { flow, event } = decision
  if (flow === undefined) {
    if (event.play || asked) throw new TypeError(`${event.type} does not say what it moves`)
    return decision
  }
  if (!wasAsked(asked, flow)) throw new TypeError(`${event.type} takes what was not asked for`)
  const state = guard.count(decision.state ?? player.state, flow, { seq: player.version + 1, nowMs })
  return { ...decision, state }
}
