const HOUR_MS = 3_600_000
const LENGTHS_MS = { day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS, forever: null } as const

export type BanLength = keyof typeof LENGTHS_MS
export const BAN_LENGTHS = Object.keys(LENGTHS_MS) as BanLength[]

/** When a ban of this length ends that begins now, as ISO time; null: never. */
export function endOfBan(length: BanLength, nowMs: number): string | null {
  const lengthMs = LENGTHS_MS[length]
  return lengthMs === null ? null : new Date(nowMs + lengthMs).toISOString()
}
