const DAY_MS = 86_400_000
const THURSDAY = 4

/** The ISO 8601 week of a day (`YYYY-MM-DD`), as `YYYY-Www`: it is of the year that its Thursday is in. */
export function isoWeekOf(day: string): string {
  const atMs = Date.parse(day)
  const weekday = new Date(atMs).getUTCDay() || 7
  const thursday = new Date(atMs + (THURSDAY - weekday) * DAY_MS)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}
