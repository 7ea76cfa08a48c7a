import { COMMAND_TYPES, type CommandOutcomes, type CommandPayload, type Refusal } from '@casino-club/shared'
import { type Choices, GAME_COMMANDS, type GameId, type GameOutcome } from '../screens/games/contract.ts'

const STORAGE_KEY = 'casino-club.pending'

/** What each command sends, without its id, and what it is answered with. */
type Commands = {
  [T in 'slot.spin' | 'inventory.use' | 'lottery.enter' | 'fairness.rotate']: {
    payload: Omit<CommandPayload<T>, 'commandId'>
    outcome: CommandOutcomes[T]
  }
} & { [G in GameId as (typeof GAME_COMMANDS)[G]]: { payload: Choices[G]; outcome: GameOutcome<G> } }
export type CommandName = keyof Commands

/** The conclusive answer to a command. */
export type ReplyTo<T extends CommandName = CommandName> =
  | { [N in T]: { readonly ok: true; readonly replayed?: true } & Commands[N]['outcome'] }[T]
  | Refusal

/** A command that was sent or is about to be, and has no conclusive answer yet. */
export type PendingCommand = {
  [T in CommandName]: {
    readonly userId: number
    readonly type: T
    readonly payload: { readonly commandId: string } & Commands[T]['payload']
  }
}[CommandName]

const KNOWN: ReadonlySet<unknown> = new Set([...COMMAND_TYPES, ...Object.values(GAME_COMMANDS)])

/** Remembers commands until they are answered, so that a reload asks again with the same id. */
export interface PendingCommands {
  keep(command: PendingCommand): void
  settle(commandId: string): void
  /** The player's unanswered commands, oldest first. */
  of(userId: number): PendingCommand[]
}

function isPending(value: unknown): value is PendingCommand {
  if (typeof value !== 'object' || value === null) return false
  const { userId, type, payload } = value as Record<string, unknown>
  if (typeof userId !== 'number' || typeof payload !== 'object' || payload === null) return false
  return KNOWN.has(type) && 'commandId' in payload
}

/** Keeps them in web storage (of the tab: two tabs must not ask for each other's commands). */
export function createPendingCommands(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): PendingCommands {
  const read = (): PendingCommand[] => {
    try {
      const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]')
      return Array.isArray(value) ? value.filter(isPending) : []
    } catch {
      return []
    }
  }
  const write = (commands: PendingCommand[]) => {
    if (commands.length === 0) storage.removeItem(STORAGE_KEY)
    else storage.setItem(STORAGE_KEY, JSON.stringify(commands))
  }
  return {
    keep: (command) => write([...read(), command]),
    settle: (commandId) => write(read().filter(({ payload }) => payload.commandId !== commandId)),
    of: (userId) => read().filter((command) => command.userId === userId),
  }
}
