/** A stretch of every local day, in minutes after midnight; the same twice: there is none. */
export interface QuietHours {
  readonly fromMinute: number
  readonly toMinute: number
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** Clocks change by half an hour at least, so no change is stepped over unseen. */
const STEP_MINUTES = 30
/** Half hours of two days: no stretch is longer, whatever the clocks do. */
const MOST_STEPS = 96
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

/** Minutes since local midnight, as clocks on the wall show them. */
export function localMinute(ms: number, zone: string): number {
  const [hours = 0, minutes = 0] = formatOf(zone).format(ms).split(':').map(Number)
  return hours * 60 + minutes
}

function isQuiet(minute: number, { fromMinute, toMinute }: QuietHours): boolean {
  if (fromMinute <= toMinute) return minute >= fromMinute && minute < toMinute
  return minute >= fromMinute || minute < toMinute
}

/** When the quiet hours that hold at this moment end, in ms since the epoch; undefined: it is not quiet. */
export function quietUntil(nowMs: number, zone: string, hours: QuietHours): number | undefined {
  if (!isQuiet(localMinute(nowMs, zone), hours)) return undefined
  let quietMs = nowMs - (nowMs % MINUTE_MS)
  let endMs = quietMs
  for (let step = 0; step < MOST_STEPS; step++) {
    const minute = localMinute(endMs, zone)
    if (!isQuiet(minute, hours)) break
    quietMs = endMs
    const left = (hours.toMinute - minute + DAY_MINUTES) % DAY_MINUTES
    endMs += Math.min(left === 0 ? STEP_MINUTES : left, STEP_MINUTES) * MINUTE_MS
  }
  // Where clocks were put forward on the way, the last step went too far.
  while (endMs - quietMs > MINUTE_MS) {
    const middleMs = quietMs + Math.floor((endMs - quietMs) / MINUTE_MS / 2) * MINUTE_MS
    if (isQuiet(localMinute(middleMs, zone), hours)) quietMs = middleMs
    else endMs = middleMs
  }
  return endMs
}
