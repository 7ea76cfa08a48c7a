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
import { useItems } from '../items/ItemsProvider.tsx'
import { type Choices, GAME_COMMANDS, type GameId, type GameReply } from '../screens/games/contract.ts'
import { useSession } from '../session/SessionProvider.tsx'
import { useNotify } from '../ui/NoticeProvider.tsx'
import { newCommandId } from './command-id.ts'
import type { PendingCommand } from './pending-commands.ts'
import { type ConnectionView, NOT_CONNECTED, PlayerConnection } from './player-connection.ts'
import { type RecoveredPlay, wordNotice, wordNotification } from './server-notice.ts'
import type { AnsweredPlay, AwaitedPlay } from './shown-balances.ts'
import { useCommands } from './use-commands.ts'
import { useTurning, type Visit } from './use-turning.ts'

/** What a play of a game beside the slot takes. */
export interface Stake {
  readonly amount: number
  readonly currency: 'coins' | 'gems'
}

/** The player's room, as the screens see it. */
export interface PlayerRoom extends ConnectionView {
  /** A command is under way; another must wait for its answer. */
  readonly busy: boolean
  /** A spin of an earlier page load whose answer came now. */
  readonly recovered: SlotSpinOutcome | null
  /** As above, of another game. */
  readonly recoveredPlay: RecoveredPlay | null
  /** A play that is asked for and not yet answered. */
  readonly awaited: AwaitedPlay | null
  /** A play that is answered but still turning on the screen; until `showTurned`, its win is not shown anywhere. */
  readonly turning: AnsweredPlay | null
  /** The last play that was shown to its end. */
  readonly turned: AnsweredPlay | null
  /** Spins; an accepted spin is then `turning`. */
  spin(bet: number): Promise<CommandReply<'slot.spin'>>
  /** Plays another game; an accepted play is then `turning`. */
  play<G extends GameId>(game: G, choice: Choices[G], stake: Stake): Promise<GameReply<G>>
  consume(item: string, quantity: number): Promise<CommandReply<'inventory.use'>>
  rotate(clientSeed: string | undefined): Promise<CommandReply<'fairness.rotate'>>
  /** Buys a lottery ticket. */
  enterLottery(numbers: readonly number[]): Promise<CommandReply<'lottery.enter'>>
  /** What was played since the page was opened. */
  readonly visit: Visit
  showTurned(outcome: AnsweredPlay): void
  /** Connects again after this device was disconnected for another. */
  rejoin(): void
}

const RoomContext = createContext<PlayerRoom | null>(null)

/** The connection, for as long as one player is logged in. Remount it (by key) for another player. */
function useConnection(): PlayerConnection | null {
  const { backend, end } = useSession()
  const notify = useNotify()
  const { nameIn } = useItems()
  const [connection, setConnection] = useState<PlayerConnection | null>(null)
  // Opened in an effect: React may throw a render away, and nobody would close its connection.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` is renewed with every session change and does the same
  useEffect(() => {
    const opened = new PlayerConnection({
      tokens: backend.tokens,
      findUrl: backend.findGameUrl,
      onNotice: (notice) => notify((text) => wordNotice(notice, text, nameIn)),
      onNotification: ({ notification }) => notification && notify((text) => wordNotification(notification, text)),
      onLoggedOut: () => end('LOGGED_OUT'),
    })
    setConnection(opened)
    void opened.start()
    return () => opened.close()
  }, [backend, notify, nameIn])
  return connection
}

type Commands = ReturnType<typeof useCommands>

/** The commands of the screens; a play is awaited, then turning. */
function usePlays(userId: number, player: ConnectionView['player'], { sender, counted, forgetRecovered }: Commands) {
  const { turn, setAwaited, ...shown } = useTurning()
  const send = useCallback(
    <C extends PendingCommand>(command: C) => {
      if (!sender) throw new TypeError('a command before the room was there')
      return counted(sender.send(command))
    },
    [sender, counted],
  )
  const turned = useCallback(
    async <R extends { readonly ok: boolean }>({ amount, currency }: Stake, ask: () => Promise<R>): Promise<R> => {
      forgetRecovered()
      setAwaited(player && { before: player, bet: amount, currency })
      const reply = await ask()
      setAwaited(null)
      if (reply.ok) turn(reply as R & AnsweredPlay)
      return reply
    },
    [player, forgetRecovered, setAwaited, turn],
  )
  const commands = useMemo<Pick<PlayerRoom, 'spin' | 'play' | 'consume' | 'rotate' | 'enterLottery'>>(
    () => ({
      spin: (bet) =>
        turned({ amount: bet, currency: 'coins' }, () =>
          send({ userId, type: 'slot.spin', payload: { commandId: newCommandId(), bet } }),
        ),
      play: <G extends GameId>(game: G, choice: Choices[G], stake: Stake) => {
        const payload = { commandId: newCommandId(), ...choice }
        const command = { userId, type: GAME_COMMANDS[game], payload } as unknown as PendingCommand
        return turned(stake, () => send(command) as Promise<GameReply<G>>)
      },
      consume: (item, quantity) =>
        send({ userId, type: 'inventory.use', payload: { commandId: newCommandId(), item, quantity } }),
      rotate: (clientSeed) => {
        const payload = { commandId: newCommandId(), ...(clientSeed ? { clientSeed } : {}) }
        return send({ userId, type: 'fairness.rotate', payload })
      },
      enterLottery: (numbers) => {
        const payload = { commandId: newCommandId(), numbers: [...numbers] }
        return send({ userId, type: 'lottery.enter', payload })
      },
    }),
    [send, turned, userId],
  )
  return { commands, ...shown }
}

/** Joins the player's room and gives it to the screens. */
export function RoomProvider({ userId, children }: { userId: number; children: ReactNode }) {
  const connection = useConnection()
  const view = useSyncExternalStore(
    connection?.subscribe ?? subscribeToNothing,
    connection?.snapshot ?? (() => NOT_CONNECTED),
  )
  const sending = useCommands(userId, connection)
  const { busy, recovered, recoveredPlay } = sending
  const { commands, turning, turned, awaited, visit, showTurned } = usePlays(userId, view.player, sending)
  const room = useMemo<PlayerRoom>(
    () => ({
      ...view,
      ...commands,
      busy,
      recovered,
      recoveredPlay,
      turning,
      turned,
      awaited,
      visit,
      showTurned,
      rejoin: () => void connection?.start(),
    }),
    [view, commands, busy, recovered, recoveredPlay, turning, turned, awaited, visit, showTurned, connection],
  )
  return <RoomContext value={room}>{children}</RoomContext>
}

const subscribeToNothing = () => () => undefined

/** The player's room. */
export function useRoom(): PlayerRoom {
  const room = useContext(RoomContext)
  if (!room) throw new TypeError('useRoom needs a RoomProvider')
  return room
}
