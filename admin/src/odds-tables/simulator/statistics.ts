export interface Statistics {
  readonly mean: number
  readonly median: number
  /** 5th and 95th percentile, by nearest rank. */
  readonly p5: number
  readonly p95: number
  /** Share of values below the start, from 0 to 1. */
  readonly belowStart: number
  /** Share of values that are 0. */
  readonly none: number
}

/** The smallest value that a share of all values does not pass; `sorted` ascends and is not empty. */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

const shareOf = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length

/** Describes the ends of a run; there must be at least one. */
export function statisticsOf(ends: readonly number[], start: number): Statistics {
  const sorted = ends.toSorted((a, b) => a - b)
  return {
    mean: ends.reduce((sum, end) => sum + end, 0) / ends.length,
    median: quantile(sorted, 0.5),
    p5: quantile(sorted, 0.05),
    p95: quantile(sorted, 0.95),
    belowStart: shareOf(ends, (end) => end < start),
    none: shareOf(ends, (end) => end === 0),
  }
}

export interface Bin {
  /** The first whole number that belongs to it, and the last; null in the last bin, which has no end. */
  readonly from: number
  readonly to: number | null
  readonly count: number
}

/** Beyond this share of the values a few large wins would squeeze all others into one bar. */
const SHOWN = 0.99

/** Whole numbers by bars of equal width, the last one taking all that is larger. */
export function histogram(values: readonly number[], most = 30): Bin[] {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [quantile(sorted, 0), quantile(sorted, SHOWN)]
  const width = Math.max(1, Math.ceil((high - low + 1) / most))
  const bins = Math.floor((high - low) / width) + 1
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of values) {
    const index = Math.min(bins - 1, Math.floor((value - low) / width))
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts.map((count, index) => {
    const from = low + index * width
    return { from, to: index === bins - 1 ? null : from + width - 1, count }
  })
}
