import type { PublishedStreakTerms } from '@casino-club/shared'

/** What the club opens with, as the migration writes it down. */
export const FIRST_TERMS: PublishedStreakTerms = {
  version: 1,
  rewards: [
    { coins: 100, gems: 0 },
    { coins: 150, gems: 0 },
    { coins: 200, gems: 1 },
    { coins: 250, gems: 0 },
    { coins: 300, gems: 0 },
    { coins: 400, gems: 2 },
    { coins: 1_000, gems: 5 },
  ],
  graceHours: 3,
  mostShields: 3,
  zoneDays: 7,
}
