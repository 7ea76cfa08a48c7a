import type { ProductSales } from '@casino-club/shared'

const STEP_MS = { hour: 3_600_000, day: 86_400_000 } as const

/**
 * A point for each step from the first one until now, also where nothing was sold. The club's zone keeps no summer time,
 * so its days are all of one length.
 */
export function salesPoints({ since, until, by, rows }: ProductSales): { at: string; units: number }[] {
  if (since === null) return []
  const sold = new Map(rows.map(({ at, units }) => [Date.parse(at), units]))
  const firstMs = Date.parse(since)
  const count = Math.floor((Date.parse(until) - firstMs) / STEP_MS[by]) + 1
  return Array.from({ length: Math.max(count, 0) }, (_, index) => {
    const atMs = firstMs + index * STEP_MS[by]
    return { at: new Date(atMs).toISOString(), units: sold.get(atMs) ?? 0 }
  })
}
