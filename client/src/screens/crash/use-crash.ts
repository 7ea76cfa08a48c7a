import { CRASH_ROOM, type CrashRoomState } from '@casino-club/shared'
import { useCallback, useMemo, useState } from 'react'
import { newCommandId } from '../../room/command-id.ts'
import type { SharedReply } from '../../room/shared-room.ts'
import { useSharedRoom } from '../../room/use-shared-room.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { type CrashShown, showCrash } from './crash-view.ts'

/** What became of the player's last command at the table. */
export interface CrashAnswer {
  readonly roundId: number
  readonly what: 'bet' | 'cashOut'
  readonly reply: SharedReply
}

/** A crash table and what one can do at it. Every command is asked until its answer is known. */
export function useCrash() {
  const { userId } = useSession()
  const asked = useMemo(
    () => ({
      name: CRASH_ROOM,
      options: {},
      show: (state: CrashRoomState): CrashShown => showCrash(state, userId ?? 0),
      rejoins: true,
    }),
    [userId],
  )
  const { status, shown, trouble, room } = useSharedRoom<CrashRoomState, CrashShown>(asked)
  const [answer, setAnswer] = useState<CrashAnswer | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = useCallback(
    async (what: CrashAnswer['what'], roundId: number, more: object) => {
      if (!room) return
      setBusy(true)
      const reply = await room.ask(`crash.${what}`, { commandId: newCommandId(), roundId, ...more })
      setAnswer({ roundId, what, reply })
      setBusy(false)
    },
    [room],
  )
  const bet = useCallback(
    (roundId: number, amount: number, autoCashOut: number | null) =>
      ask('bet', roundId, { bet: amount, ...(autoCashOut !== null && { autoCashOut }) }),
    [ask],
  )
  const cashOut = useCallback((roundId: number) => ask('cashOut', roundId, {}), [ask])
  return { status, shown, trouble, answer, busy, bet, cashOut }
}
