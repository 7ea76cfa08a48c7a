import type { DashboardReply, DashboardSlot } from '@casino-club/shared'

export type Slot = DashboardSlot
type Minute = DashboardReply['minutes'][number]

export interface MinutePoint {
  /** ISO time of the minute's start. */
  readonly minute: string
  readonly spins: number
  /** Paid back of the stakes, in per cent; null in a minute without stakes. */
  readonly rtpPercent: number | null
}

const MINUTE_MS = 60_000

/** The last `count` minutes up to `serverTime`, oldest first; a minute the server left out had no spins. */
export function minutePoints(minutes: readonly Minute[], serverTime: string, count = 60): MinutePoint[] {
  const byStart = new Map(minutes.map((entry) => [Math.floor(Date.parse(entry.minute) / MINUTE_MS), entry]))
  const last = Math.floor(Date.parse(serverTime) / MINUTE_MS)
  return Array.from({ length: count }, (_unused, index) => {
    const start = last - count + 1 + index
    const entry = byStart.get(start)
    return {
      minute: new Date(start * MINUTE_MS).toISOString(),
      spins: entry?.spins ?? 0,
      rtpPercent: entry && entry.bet > 0 ? (entry.win / entry.bet) * 100 : null,
    }
  })
}

/** Spins and return to player over all given minutes; the return is null without stakes. */
export function totalOf(minutes: readonly Minute[]): { spins: number; rtpPercent: number | null } {
  const spins = minutes.reduce((sum, minute) => sum + minute.spins, 0)
  const bet = minutes.reduce((sum, minute) => sum + minute.bet, 0)
  const win = minutes.reduce((sum, minute) => sum + minute.win, 0)
  return { spins, rtpPercent: bet > 0 ? (win / bet) * 100 : null }
}

/** Below this many spins the interval of so skewed a distribution says little. */
const ENOUGH_SPINS = 1_000

export type Verdict = 'noSpins' | 'tooFew' | 'within' | 'outside'

/** What the measured return says about the exact one. */
export function verdictOn(slot: Slot): Verdict {
  if (slot.measuredRtpPercent === null || slot.rtpLowPercent === null || slot.rtpHighPercent === null) return 'noSpins'
  if (slot.spins < ENOUGH_SPINS) return 'tooFew'
  return slot.rtpLowPercent <= slot.exactRtpPercent && slot.exactRtpPercent <= slot.rtpHighPercent
    ? 'within'
    : 'outside'
}
