import type { CommandReply, SlotSpinOutcome } from '@casino-club/shared'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { useSession } from '../session/SessionProvider.tsx'
import { useNotify } from '../ui/NoticeProvider.tsx'
import { newCommandId } from './command-id.ts'
import { type CommandSender, createCommandSender } from './command-sender.ts'
import { createPendingCommands } from './pending-commands.ts'
import { type ConnectionView, PlayerConnection } from './player-connection.ts'
import { spinIn, wordNotice, wordRecovered } from './server-notice.ts'
import type { AwaitedSpin } from './shown-balances.ts'

/** The player's room, as the screens see it. */
export interface PlayerRoom extends ConnectionView {
  /** A command is under way; another must wait for its answer. */
  readonly busy: boolean
  /** A spin of an earlier page load whose answer came now. */
  readonly recovered: SlotSpinOutcome | null
  /** A spin that is asked for and not yet answered. */
  readonly awaited: AwaitedSpin | null
  /** A spin that is answered but still turning on the screen; until `showTurned`, its win is not shown anywhere. */
  readonly turning: SlotSpinOutcome | null
  /** The last spin whose reels have stopped. */
  readonly turned: SlotSpinOutcome | null
  /** Spins; an accepted spin is then `turning`. */
  spin(bet: number): Promise<CommandReply<'slot.spin'>>
  rotate(clientSeed: string | undefined): Promise<CommandReply<'fairness.rotate'>>
  /** What was played since the page was opened. */
  readonly visit: Visit
  showTurned(outcome: SlotSpinOutcome): void
  /** Connects again after this device was disconnected for another. */
  rejoin(): void
}

/** Spins and their net result since the page was opened. */
export interface Visit {
  readonly startedAtMs: number
  readonly spins: number
  readonly net: number
}

const RoomContext = createContext<PlayerRoom | null>(null)
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The connection, for as long as one player is logged in. Remount it (by key) for another player. */
function useConnection(): PlayerConnection | null {
  const { backend, end } = useSession()
  const notify = useNotify()
  const [connection, setConnection] = useState<PlayerConnection | null>(null)
  // Opened in an effect: React may throw a render away, and nobody would close its connection.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` is renewed with every session change and does the same
  useEffect(() => {
    const opened = new PlayerConnection({
      tokens: backend.tokens,
      findUrl: backend.findGameUrl,
      onNotice: (notice) => notify((text) => wordNotice(notice, text)),
      onLoggedOut: () => end('LOGGED_OUT'),
    })
    setConnection(opened)
    void opened.start()
    return () => opened.close()
  }, [backend, notify])
  return connection
}

const NOT_YET: ConnectionView = { status: 'connecting', player: null, clockOffsetMs: 0 }

function useCommands(userId: number, connection: PlayerConnection | null) {
  const notify = useNotify()
  const [underWay, setUnderWay] = useState(0)
  const [recovered, setRecovered] = useState<SlotSpinOutcome | null>(null)
  const sender = useMemo<CommandSender | null>(
    () =>
      connection &&
      createCommandSender({ pending: createPendingCommands(sessionStorage), open: connection.open, sleep }),
    [connection],
  )
  const counted = useCallback(async <T,>(work: Promise<T>): Promise<T> => {
    setUnderWay((count) => count + 1)
    try {
      return await work
    } finally {
      setUnderWay((count) => count - 1)
    }
  }, [])
  useEffect(() => {
    const resumed = sender?.resume(userId, (command, reply) => {
      setRecovered(spinIn(command, reply))
      notify((text) => wordRecovered(command, reply, text))
    })
    for (const work of resumed ?? []) void counted(work)
  }, [sender, userId, notify, counted])
  const forgetRecovered = useCallback(() => setRecovered(null), [])
  return { sender, counted, busy: underWay > 0, recovered, forgetRecovered }
}

function useTurning() {
  const [awaited, setAwaited] = useState<AwaitedSpin | null>(null)
  const [turning, turn] = useState<SlotSpinOutcome | null>(null)
  const [turned, setTurned] = useState<SlotSpinOutcome | null>(null)
  const [visit, setVisit] = useState<Visit>(() => ({ startedAtMs: Date.now(), spins: 0, net: 0 }))
  const showTurned = useCallback((outcome: SlotSpinOutcome) => {
    const { win, bet } = outcome
    turn(null)
    setTurned(outcome)
    setVisit((before) => ({ ...before, spins: before.spins + 1, net: before.net + win - bet }))
  }, [])
  return { turning, turned, visit, turn, showTurned, awaited, setAwaited }
}

/** Joins the player's room and gives it to the screens. */
export function RoomProvider({ userId, children }: { userId: number; children: ReactNode }) {
  const connection = useConnection()
  const { sender, counted, busy, recovered, forgetRecovered } = useCommands(userId, connection)
  const { turning, turned, visit, turn, showTurned, awaited, setAwaited } = useTurning()
  const view = useSyncExternalStore(
    connection?.subscribe ?? subscribeToNothing,
    connection?.snapshot ?? (() => NOT_YET),
  )
  const room = useMemo<PlayerRoom>(() => {
    const ready = () => {
      if (!sender) throw new TypeError('a command before the room was there')
      return sender
    }
    return {
      ...view,
      busy,
      recovered,
      turning,
      turned,
      awaited,
      visit,
      showTurned,
      async spin(bet) {
        forgetRecovered()
        setAwaited(view.player && { before: view.player, bet })
        const reply = await counted(
          ready().send({ userId, type: 'slot.spin', payload: { commandId: newCommandId(), bet } }),
        )
        setAwaited(null)
        if (reply.ok) turn(reply)
        return reply
      },
      rotate: (clientSeed) => {
        const payload = { commandId: newCommandId(), ...(clientSeed ? { clientSeed } : {}) }
        return counted(ready().send({ userId, type: 'fairness.rotate', payload }))
      },
      rejoin: () => void connection?.start(),
    }
  }, [
    view,
    busy,
    recovered,
    forgetRecovered,
    turning,
    turned,
    awaited,
    setAwaited,
    visit,
    turn,
    showTurned,
    sender,
    counted,
    userId,
    connection,
  ])
  return <RoomContext value={room}>{children}</RoomContext>
}

const subscribeToNothing = () => () => undefined

/** The player's room. */
export function useRoom(): PlayerRoom {
  const room = useContext(RoomContext)
  if (!room) throw new TypeError('useRoom needs a RoomProvider')
  return room
}
