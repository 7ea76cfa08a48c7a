/** The zone all days and times of the admin are read in, whatever the browser's own. Korea keeps no summer time. */
export const CLUB_ZONE = 'Asia/Seoul'
export const CLUB_ZONE_LABEL = 'KST'
const OFFSET = '+09:00'
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Noon by UTC of a day given as `YYYY-MM-DD`; null for anything that is no day. */
const noonOf = (day: unknown): Date | null => {
  if (typeof day !== 'string' || !DAY.test(day)) return null
  const noon = new Date(`${day}T12:00:00Z`)
  return Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day ? null : noon
}

const startOf = (noon: Date): string => `${noon.toISOString().slice(0, 10)}T00:00:00${OFFSET}`

/** The first instant of a day of the club's zone, given as `YYYY-MM-DD`; null for anything else. */
export function dayStart(day: unknown): string | null {
  const noon = noonOf(day)
  return noon && startOf(noon)
}

/** The first instant after a day of the club's zone: the end of a range that leaves its end out. */
export function dayEnd(day: unknown): string | null {
  const noon = noonOf(day)
  return noon && startOf(new Date(noon.getTime() + 86_400_000))
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/** The instant of a time of the club's zone, as an input of date and time gives it; null for anything else. */
export function instantOf(local: string): string | null {
  if (!LOCAL_TIME.test(local)) return null
  const instant = new Date(`${local}${OFFSET}`)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}

/** The time of the club's zone at an instant, to the second, as an input of date and time takes it. */
export function localTimeOf(instant: string): string {
  const local = new Date(
    Date.parse(instant) + Date.parse('1970-01-01T00:00:00Z') - Date.parse(`1970-01-01T00:00:00${OFFSET}`),
  )
  return local.toISOString().slice(0, 19)
}
