import { nextRewardReply, streakCalendarReply, streakStatusReply, streakTickReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** Where this device is, by its IANA name. */
const here = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Calls about one's days in a row. Over HTTP, so that a day counts while the rooms are closed. */
export function createStreakApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  const asked = () => new URLSearchParams({ timeZone: here() })
  return {
    /** How the streak stands, what is next, and the days of this month. */
    async standing() {
      const [status, next, calendar] = await Promise.all([
        call(`/api/streak/status?${asked()}`, streakStatusReply),
        call(`/api/streak/next-reward?${asked()}`, nextRewardReply),
        call(`/api/streak/calendar?${asked()}`, streakCalendarReply),
      ])
      if (!status.ok) return status
      if (!next.ok) return next
      if (!calendar.ok) return calendar
      return { ...status, value: { status: status.value, next: next.value, calendar: calendar.value } }
    },
    calendar: (month: string) => call(`/api/streak/calendar?${new URLSearchParams({ month })}`, streakCalendarReply),
    tick: () => command('/api/streak/tick', streakTickReply, { timeZone: here() }),
  }
}
export type StreakStanding = Extract<
  Awaited<ReturnType<ReturnType<typeof createStreakApi>['standing']>>,
  { ok: true }
>['value']
