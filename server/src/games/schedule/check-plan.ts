import { type Refusal, refuse } from '@casino-club/shared'

/** A time span that a table is to be in force; without an end it begins at a moment and that is all of it. */
export interface PlannedSpan {
  readonly publishAtMs: number
  readonly retireAtMs: number | null
}

export type PlanRefusal = 'SCHEDULE_INVALID' | 'SCHEDULE_OVERLAPS'

const endOf = ({ publishAtMs, retireAtMs }: PlannedSpan): number => retireAtMs ?? publishAtMs

/**
 * Whether a table may be planned for this span beside the others of its game. Spans must not meet: of two that do, one
 * would bring back a table that the other has ended. Checks run in order of precedence.
 */
export function checkPlan(
  span: PlannedSpan,
  others: readonly PlannedSpan[],
  nowMs: number,
): Refusal<PlanRefusal> | undefined {
  const { publishAtMs, retireAtMs } = span
  if (publishAtMs <= nowMs) return refuse('SCHEDULE_INVALID', 'the time to publish has passed')
  if (retireAtMs !== null && retireAtMs <= publishAtMs) {
    return refuse('SCHEDULE_INVALID', 'it must end after it begins')
  }
  const met = others.find((other) => publishAtMs <= endOf(other) && other.publishAtMs <= endOf(span))
  return (
    met &&
    refuse('SCHEDULE_OVERLAPS', `another table of this game is planned for ${new Date(met.publishAtMs).toISOString()}`)
  )
}
