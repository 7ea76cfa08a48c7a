import type { RevenueReply } from '@casino-club/shared'
import type { DayRange, RevenueBy } from '../../providers/desk-actions.ts'
import { stepsOf } from '../../reports/range.ts'

export type RevenueRow = RevenueReply['rows'][number]

const nothing = (key: string): RevenueRow => ({
  ...{ key, begun: 0, granted: 0, buyers: 0, won: 0, gems: 0, refundedWon: 0, promoWon: 0 },
})

/** The rows of a chart: of days and weeks each one, also those without a purchase. */
export function rowsOf(rows: readonly RevenueRow[], range: DayRange, by: RevenueBy): readonly RevenueRow[] {
  if (by !== 'day' && by !== 'week') return rows
  const known = new Map(rows.map((row) => [row.key, row]))
  return stepsOf(range, by).map((key) => known.get(key) ?? nothing(key))
}

/** Everything together; buyers are left out, since one of two days is one buyer. */
export function totalOf(rows: readonly RevenueRow[]): Omit<RevenueRow, 'key' | 'buyers'> {
  const sum = (of: (row: RevenueRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    begun: sum(({ begun }) => begun),
    granted: sum(({ granted }) => granted),
    won: sum(({ won }) => won),
    gems: sum(({ gems }) => gems),
    refundedWon: sum(({ refundedWon }) => refundedWon),
    promoWon: sum(({ promoWon }) => promoWon),
  }
}

/** Of all purchases that were begun, the share in per cent that was paid; null: none was begun. */
export const conversionOf = ({ begun, granted }: Pick<RevenueRow, 'begun' | 'granted'>): number | null =>
  begun === 0 ? null : (granted / begun) * 100
