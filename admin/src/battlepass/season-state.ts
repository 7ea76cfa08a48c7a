import type { AdminSeason } from '@casino-club/shared'

export type SeasonState = 'draft' | 'announced' | 'running' | 'over' | 'settled'

/** How a season stands at a moment. */
export function seasonState(
  { liveVersion, settledAt, body }: Pick<AdminSeason, 'liveVersion' | 'settledAt' | 'body'>,
  nowMs: number,
): SeasonState {
  if (liveVersion === null) return 'draft'
  if (settledAt !== null) return 'settled'
  if (nowMs >= Date.parse(body.endsAt)) return 'over'
  return nowMs >= Date.parse(body.startsAt) ? 'running' : 'announced'
}

/** An instant as UTC has it, to the minute. */
export const utcOf = (iso: string): string => new Date(iso).toISOString().slice(0, 16).replace('T', ' ')
