import type { KindOdds } from '../games/contract.ts'

export interface RtpRange {
  readonly lowest: number
  readonly highest: number
}

/** What a game's kinds of play return, in per cent; null where items are won. */
export function rtpRange(kinds: readonly Pick<KindOdds, 'rtpPercent'>[]): RtpRange | null {
  const returns = kinds.map(({ rtpPercent }) => rtpPercent).filter((percent) => percent !== null)
  return returns.length === 0 ? null : { lowest: Math.min(...returns), highest: Math.max(...returns) }
}
