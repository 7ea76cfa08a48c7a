import {
  accept,
  type LimitId,
  NO_RESTRICTIONS,
  RESTRICTION_EVENTS,
  type Refusal,
  type RestrictionCommand,
  type Restrictions,
  type Result,
  refuse,
} from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Decision, EventPosition, PersistingRule } from '../player/index.ts'
import { closedTo } from './refuse-play.ts'
import { writeRestrictions } from './restrictions.store.ts'
import {
  cancelLimit,
  changeLimit,
  confirmLimit,
  confirmReturn,
  exclude,
  isAsStrict,
  startPause,
} from './restrictions.ts'

/** What each command asks for, as its schema of the shared protocol has it. */
export interface RestrictionPayloads {
  'safe.limits.set': { readonly limit: LimitId; readonly value: number | null }
  'safe.limits.confirm': { readonly limit: LimitId }
  'safe.limits.cancel': { readonly limit: LimitId }
  'safe.pause': { readonly hours: number }
  'safe.exclude': { readonly months: number | null }
  'safe.return': Record<string, never>
  'safe.realityCheck': { readonly minutes: number | null }
}

type Change = { readonly after: Restrictions; readonly applied: boolean }
type Changed = Result<Change> | Refusal

const CHANGES: {
  readonly [C in RestrictionCommand]: (before: Restrictions, payload: RestrictionPayloads[C], nowMs: number) => Changed
} = {
  'safe.limits.set': changeLimit,
  'safe.limits.confirm': (before, { limit }, nowMs) => applied(confirmLimit(before, limit, nowMs)),
  'safe.limits.cancel': (before, { limit }) => applied(cancelLimit(before, limit)),
  'safe.pause': (before, { hours }, nowMs) => applied(startPause(before, hours, nowMs)),
  'safe.exclude': (before, { months }, nowMs) => applied(exclude(before, months, nowMs)),
  'safe.return': (before, _, nowMs) => applied(confirmReturn(before, nowMs)),
  'safe.realityCheck': (before, { minutes }) =>
    minutes === before.realityCheckMinutes
      ? refuse('NOTHING_TO_CHANGE', 'it is this already')
      : accept({ after: { ...before, realityCheckMinutes: minutes }, applied: true }),
}

const applied = (result: Result<Restrictions> | Refusal): Changed =>
  result.ok ? accept({ after: result.value, applied: true }) : result

/** What a change of restrictions writes beside its event. */
export interface RestrictionDetail extends Change {
  readonly command: RestrictionCommand
  readonly asked: object
  readonly before: Restrictions
}

/** An admin who does it for the player: only what is stricter, with his reason, and what he writes in the same transaction. */
export interface OnBehalf {
  readonly adminId: number
  readonly reason: string
  readonly beside: (tx: Queryable, detail: RestrictionDetail, at: EventPosition) => Promise<void>
}

export type RestrictionRule<C extends RestrictionCommand> = PersistingRule<
  RestrictionPayloads[C],
  RestrictionDetail,
  Queryable
>

/** A command by which a player changes what he has decided about his play. */
export function restrictionRule<C extends RestrictionCommand>(
  command: C,
  bus: Bus,
  onBehalf?: OnBehalf,
): RestrictionRule<C> {
  return {
    type: command,
    decide({ player: { state }, payload, nowMs }): Result<Decision<RestrictionDetail>> {
      const before = state.safe?.restrictions ?? NO_RESTRICTIONS
      const changed = CHANGES[command](before, payload, nowMs)
      if (!changed.ok) return changed
      const { after } = changed.value
      if (onBehalf && !(changed.value.applied && isAsStrict(after, before))) {
        return refuse('NOT_STRICTER', 'an admin can only make it stricter')
      }
      return accept({
        event: { type: RESTRICTION_EVENTS[command], schemaVersion: 1 },
        postings: [],
        outcome: () => ({
          asked: payload,
          applied: changed.value.applied,
          restrictions: after,
          ...(onBehalf && { byAdmin: true }),
        }),
        state: { ...state, safe: { ...state.safe, restrictions: after } },
        detail: { command, asked: payload, before, ...changed.value },
      })
    },
    persist: (tx, detail, at) => persist(tx, detail, at, bus, onBehalf),
  }
}

/** Whoever is out from now on is put out of his rooms, in every process, when this commits. */
async function persist(
  tx: Queryable,
  detail: RestrictionDetail,
  at: EventPosition,
  bus: Bus,
  onBehalf: OnBehalf | undefined,
): Promise<void> {
  const { command, asked, after } = detail
  const by = onBehalf && { adminId: onBehalf.adminId, reason: onBehalf.reason }
  await writeRestrictions(tx, at, { type: RESTRICTION_EVENTS[command], asked, after }, by)
  await onBehalf?.beside(tx, detail, at)
  const closed = closedTo(after, at.occurredAtMs)
  if (closed) {
    const { reason, untilMs = null } = closed
    await bus.publish(tx, 'closed', { userId: at.userId, reason, untilMs })
  }
  if (onBehalf) await bus.publish(tx, 'player', { userId: at.userId, version: at.seq })
}
