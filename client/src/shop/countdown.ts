import type { Text } from '../text/LanguageProvider.tsx'

const DAY_SECONDS = 86_400
const HOUR_SECONDS = 3_600

const two = (value: number) => String(value).padStart(2, '0')

/** Whole days and the hours, minutes and seconds beside them until an instant; nothing below zero. */
export function remainingUntil(untilMs: number, nowMs: number): { readonly days: number; readonly clock: string } {
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1_000))
  const inDay = seconds % DAY_SECONDS
  const hours = Math.floor(inDay / HOUR_SECONDS)
  const minutes = Math.floor((inDay % HOUR_SECONDS) / 60)
  return { days: Math.floor(seconds / DAY_SECONDS), clock: `${two(hours)}:${two(minutes)}:${two(inDay % 60)}` }
}

/** The time left in words of a steady width. */
export function wordRemaining(untilMs: number, nowMs: number, { t }: Pick<Text, 't'>): string {
  const { days, clock } = remainingUntil(untilMs, nowMs)
  return days > 0 ? t('shop.daysAndClock', { days, clock }) : clock
}

/** The next instant at which something of these changes by the clock alone; null: nothing does. */
export function nextChange(
  products: readonly {
    readonly startsAt: string | null
    readonly endsAt: string | null
    readonly discount: { readonly until: string | null } | null
  }[],
  nowMs: number,
): number | null {
  const instants = products
    .flatMap(({ startsAt, endsAt, discount }) => [startsAt, endsAt, discount?.until ?? null])
    .flatMap((at) => (at === null ? [] : [Date.parse(at)]))
    .filter((at) => at > nowMs)
  return instants.length > 0 ? Math.min(...instants) : null
}
