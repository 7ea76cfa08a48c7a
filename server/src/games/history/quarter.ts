export const QUARTER_MS = 900_000

/** A stretch of time, UTC ms; `fromMs` is in it, `toMs` is not. Infinite where it is open. */
export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/** A range cut at whole quarters of an hour: those in the middle, and what is left over at the edges. */
export interface CutRange {
  readonly whole: Range
  /** At most two, the earlier first, each within one quarter. */
  readonly edges: readonly Range[]
}

const floor = (ms: number) => Math.floor(ms / QUARTER_MS) * QUARTER_MS
const ceil = (ms: number) => Math.ceil(ms / QUARTER_MS) * QUARTER_MS

/** Where sums by quarter suffice for a range, and where plays must be looked at one by one. */
export function cutAtQuarters({ fromMs, toMs }: Range): CutRange {
  const [first, last] = [ceil(fromMs), floor(toMs)]
  if (first > last) return { whole: { fromMs: first, toMs: first }, edges: fromMs < toMs ? [{ fromMs, toMs }] : [] }
  const edges = [
    { fromMs, toMs: first },
    { fromMs: last, toMs },
  ].filter((edge) => edge.fromMs < edge.toMs)
  return { whole: { fromMs: first, toMs: last }, edges }
}

/** An end of a range as Postgres reads it. */
export function toTimestamp(ms: number): string {
  if (Number.isFinite(ms)) return new Date(ms).toISOString()
  return ms < 0 ? '-infinity' : 'infinity'
}
