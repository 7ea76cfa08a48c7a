import { accept, type GameAnalysis, type KindAnalysis, type Result, refuse, type TabledGame } from '@casino-club/shared'

export type PublishRefusal = 'TABLE_INVALID' | 'RTP_OUT_OF_RANGE'

const BASIS_POINTS = 10_000n

/**
 * Whether a table may be published: it must be well formed, and every kind of play must exactly return, at the best
 * stake and at the worst, what the table declares.
 */
export function checkTable(
  game: TabledGame<unknown>,
  body: unknown,
): Result<{ table: unknown; analysis: GameAnalysis }, PublishRefusal> {
  const parsed = game.tableSchema.safeParse(body)
  if (!parsed.success) return refuse('TABLE_INVALID', parsed.error.issues[0]?.message)
  const table = parsed.data
  const analysis = game.analyse(table)
  const declared = game.declaredRtp(table)
  if (declared === null) return accept({ table, analysis })
  const { minBasisPoints, maxBasisPoints } = declared
  for (const kind of analysis.kinds) {
    const found = outside(kind, minBasisPoints, maxBasisPoints)
    if (found === undefined) continue
    const range = `${minBasisPoints / 100} to ${maxBasisPoints / 100} %`
    return refuse('RTP_OUT_OF_RANGE', `${kind.kind} returns ${found} %, declared is ${range}`)
  }
  return accept({ table, analysis })
}

/** The return that lies outside, in per cent; kinds without a return are not measured. */
function outside({ rtp, rtpPercent, lowestRtp, lowestRtpPercent }: KindAnalysis, min: number, max: number) {
  if (rtp === null || lowestRtp === null) return undefined
  if (BigInt(rtp.numerator) * BASIS_POINTS > BigInt(max) * BigInt(rtp.denominator)) return rtpPercent
  if (BigInt(lowestRtp.numerator) * BASIS_POINTS < BigInt(min) * BigInt(lowestRtp.denominator)) return lowestRtpPercent
  return undefined
}
