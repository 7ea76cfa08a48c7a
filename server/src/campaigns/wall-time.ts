const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return format
}

/** A date and a time as clocks on the wall show them, as if they were UTC. */
const wallMs = (date: string, time: string): number => Date.parse(`${date}T${time}:00Z`)

/** The local date of a moment, `YYYY-MM-DD`. */
export const localDate = (atMs: number, zone: string): string => formatOf(zone).format(atMs).slice(0, 10)

function offsetMs(atMs: number, zone: string): number {
  const [date = '', time = ''] = formatOf(zone).format(atMs).split(' ')
  return wallMs(date, time) - (atMs - (atMs % MINUTE_MS))
}

/**
 * When the clocks of a zone show this date and time, as ms since the epoch. A time that comes twice is meant the first time;
 * one that is leapt over is as much later as the clocks leap (02:30 is 03:30).
 */
export function instantOf(date: string, time: string, zone: string): number {
  const wanted = wallMs(date, time)
  const before = wanted - offsetMs(wanted - DAY_MS, zone)
  const after = wanted - offsetMs(wanted + DAY_MS, zone)
  const right = [before, after].filter((ms) => ms + offsetMs(ms, zone) === wanted)
  return right.length > 0 ? Math.min(...right) : before
}

/** The first moment from `fromMs` on at which the clocks of a zone show this time. */
export function nextAt(time: string, zone: string, fromMs: number): number {
  let date = localDate(fromMs, zone)
  for (;;) {
    const ms = instantOf(date, time, zone)
    if (ms >= fromMs) return ms
    date = new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10)
  }
}
