import type { CampaignBody } from '@casino-club/shared'

/** As many as one statement raises. */
export const MOST_PAGE = 500
const SECOND_MS = 1_000
const MINUTE_SECONDS = 60
const HUNDRED = 100

export type Pace = CampaignBody['pace']

const perSecond = ({ count, per }: NonNullable<Pace>): number => (per === 'second' ? count : count / MINUTE_SECONDS)

/**
 * How many players the next page takes: as many as are to be told in a second, with those who are held out among them, and
 * one at least.
 */
export function pageSize(pace: Pace, holdoutPercent: number): number {
  if (pace === null) return MOST_PAGE
  const told = Math.max(1, Math.floor(perSecond(pace)))
  return Math.min(MOST_PAGE, Math.ceil((told * HUNDRED) / (HUNDRED - holdoutPercent)))
}

/** When the page after one of so many may come; what was missed while nobody worked is not made up for. */
export function nextPageMs(pace: Pace, raised: number, nowMs: number): number {
  return pace === null ? nowMs : nowMs + Math.ceil((raised * SECOND_MS) / perSecond(pace))
}
