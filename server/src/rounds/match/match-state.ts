import { type SchemaType, schema, t } from '@colyseus/schema'
import type { MatchView } from './match-table.ts'

const MatchSeat = schema({
  userId: t.number().default(0),
  nickname: t.string().default(''),
  connected: t.boolean().default(true),
  committed: t.boolean().default(false),
  revealed: t.boolean().default(false),
  hand: t.string().default(''),
  win: t.number().default(0),
})

/** What both players of a match see; the same fields as `MatchRoomState` of the shared protocol. */
export const MatchState = schema({
  phase: t.string().default('waiting'),
  roundId: t.number().default(0),
  stake: t.number().default(0),
  throwNo: t.number().default(0),
  maxThrows: t.number().default(0),
  deadlineMs: t.number().default(0),
  winner: t.number().default(0),
  by: t.string().default(''),
  seats: t.array(MatchSeat),
})
export type MatchState = SchemaType<typeof MatchState>

/** Shows a match in a room's state; a hand only when both can no longer change theirs. */
export function matchView(state: MatchState, room: Pick<MatchView, 'send' | 'lock' | 'over'>): MatchView {
  return {
    show: (fields) => Object.assign(state, fields),
    seats(seats) {
      while (state.seats.length > seats.length) state.seats.pop()
      for (const [index, { userId, nickname, connected, commitment, hand, win, shown }] of seats.entries()) {
        const known = state.seats[index]
        const fields = { userId, nickname, connected, committed: commitment !== null, revealed: hand !== null, win }
        const seat = { ...fields, hand: shown && hand !== null ? hand : '' }
        if (known) Object.assign(known, seat)
        else state.seats.push(new MatchSeat().assign(seat))
      }
    },
    ...room,
  }
}
