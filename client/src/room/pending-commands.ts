import { COMMAND_TYPES, type CommandPayload, type CommandType } from '@casino-club/shared'

const STORAGE_KEY = 'casino-club.pending'

type Payload<T extends CommandType> = { readonly commandId: string } & Omit<CommandPayload<T>, 'commandId'>

/** A command that was sent or is about to be, and has no conclusive answer yet. */
export type PendingCommand = {
  [T in CommandType]: { readonly userId: number; readonly type: T; readonly payload: Payload<T> }
}[CommandType]

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
  return COMMAND_TYPES.some((known) => known === type) && 'commandId' in payload
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
