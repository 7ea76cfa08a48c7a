import { useMemo } from 'react'
import { useLocale } from 'react-admin'
import { CLUB_ZONE } from './zone.ts'

const createFormat = (locale: string) => {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const rate = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: CLUB_ZONE,
    hourCycle: 'h23',
  })
  const shortTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: CLUB_ZONE,
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: CLUB_ZONE })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone: CLUB_ZONE, hourCycle: 'h23' })
  const minute = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: CLUB_ZONE, hourCycle: 'h23' })
  const scientific = new Intl.NumberFormat(locale, { notation: 'scientific', maximumFractionDigits: 2 })
  const fourDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
  const statistic = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  return {
    /** A chance, the tiny ones as powers of ten. */
    chance: (value: number) => (value > 0 && value < 0.001 ? scientific : fourDigits).format(value),
    statistic: (value: number) => (value > 1e9 ? scientific : statistic).format(value),
    amount: (value: number) => whole.format(value),
    signedAmount: (value: number) => signed.format(value),
    rate: (value: number) => rate.format(value),
    /** Of a value that is in per cent already. */
    percent: (value: number, digits = 2) =>
      `${value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`,
    dateTime: (iso: string) => dateTime.format(new Date(iso)),
    shortDateTime: (iso: string) => shortTime.format(new Date(iso)),
    day: (iso: string) => day.format(new Date(iso)),
    clock: (time: string | number) => clock.format(new Date(time)),
    minute: (iso: string) => minute.format(new Date(iso)),
  }
}

export type Format = ReturnType<typeof createFormat>

/** Numbers in the chosen language, times in the club's zone. */
export function useFormat(): Format {
  const locale = useLocale()
  return useMemo(() => createFormat(locale), [locale])
}
