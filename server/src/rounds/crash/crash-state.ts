import type { CrashSeat as Seat } from '@casino-club/shared'
import { type SchemaType, schema, t } from '@colyseus/schema'
import type { CrashView } from './crash-table.ts'

const CrashSeat = schema({
  nickname: t.string().default(''),
  bet: t.number().default(0),
  cashedOutAt: t.number().default(0),
  win: t.number().default(0),
})

/** What everybody at a crash table sees; the same fields as `CrashRoomState` of the shared protocol. */
export const CrashState = schema({
  phase: t.string().default('paused'),
  roundId: t.number().default(0),
  seedHash: t.string().default(''),
  tableVersion: t.number().default(0),
  bettingEndsAtMs: t.number().default(0),
  multiplier: t.number().default(0),
  shownAtMs: t.number().default(0),
  point: t.number().default(0),
  seed: t.string().default(''),
  seats: t.map(CrashSeat),
  last: t.array('number'),
})
export type CrashState = SchemaType<typeof CrashState>

const REMEMBERED = 20

/** Shows a table in a room's state; `send` lets out what has changed. */
export function crashView(
  state: CrashState,
  room: { readonly send: () => void; readonly stay: (staked: boolean) => void },
): CrashView {
  return {
    show: (fields) => Object.assign(state, fields),
    seat(userId, seat: Seat) {
      const known = state.seats.get(`${userId}`)
      if (known) Object.assign(known, seat)
      else state.seats.set(`${userId}`, new CrashSeat().assign(seat))
    },
    clearSeats: () => state.seats.clear(),
    ended(point) {
      state.last.unshift(point)
      if (state.last.length > REMEMBERED) state.last.pop()
    },
    ...room,
  }
}
