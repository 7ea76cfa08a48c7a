import {
  accept,
  analyseSlot,
  type Result,
  refuse,
  type SlotAnalysis,
  type SlotTable,
  slotTableSchema,
} from '@casino-club/shared'

export type PublishRefusal = 'TABLE_INVALID' | 'RTP_OUT_OF_RANGE'

const BASIS_POINTS = 10_000n

/**
 * Whether a table may be published: it must be well formed, and its exact return, at the best bet and at the worst,
 * must lie within what it declares.
 */
export function checkSlotTable(body: unknown): Result<{ table: SlotTable; analysis: SlotAnalysis }, PublishRefusal> {
  const parsed = slotTableSchema.safeParse(body)
  if (!parsed.success) return refuse('TABLE_INVALID', parsed.error.issues[0]?.message)
  const table = parsed.data
  const analysis = analyseSlot(table)
  const { minBasisPoints, maxBasisPoints } = table.declaredRtp
  const highest = analysis.rtp
  const lowest = analysis.lowestRtp
  const tooHigh = BigInt(highest.numerator) * BASIS_POINTS > BigInt(maxBasisPoints) * BigInt(highest.denominator)
  const tooLow = BigInt(lowest.numerator) * BASIS_POINTS < BigInt(minBasisPoints) * BigInt(lowest.denominator)
  if (tooHigh || tooLow) {
    const range = `${minBasisPoints / 100} to ${maxBasisPoints / 100} %`
    const found = tooHigh
      ? `${analysis.rtpPercent} %`
      : `${analysis.lowestRtpPercent} % at a bet of ${analysis.lowestRtpBet}`
    return refuse('RTP_OUT_OF_RANGE', `returns ${found}, declares ${range}`)
  }
  return accept({ table, analysis })
}
