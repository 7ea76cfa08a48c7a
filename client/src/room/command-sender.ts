import { REASONS, type Reason, type Refusal, refuse } from '@casino-club/shared'
import type { PendingCommand, PendingCommands, ReplyTo } from './pending-commands.ts'

/** What a connected room can do for a command. */
export interface CommandChannel {
  request(type: string, payload: unknown): Promise<unknown>
}

export interface CommandSenderDeps {
  readonly pending: PendingCommands
  /** Resolves with an open channel, as soon as there is one. */
  open(): Promise<CommandChannel>
  sleep(ms: number): Promise<void>
}

/** Refusals that do not tell whether an earlier attempt of the same command was carried out. */
const INCONCLUSIVE: ReadonlySet<Reason> = new Set(['TEMPORARILY_UNAVAILABLE', 'INTERNAL'])
/** As above, but only for a repeat: the first attempt was turned away at the door. */
const INCONCLUSIVE_REPEAT: ReadonlySet<Reason> = new Set(['SLOW_DOWN', 'RATE_LIMITED'])
const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 8_000

/** Whether a reply settles its command. `repeat`: an earlier attempt had an unknown outcome. */
export function isConclusive(reply: { readonly ok: true } | Refusal, repeat: boolean): boolean {
  if (reply.ok) return true
  return !INCONCLUSIVE.has(reply.reason) && !(repeat && INCONCLUSIVE_REPEAT.has(reply.reason))
}

function isReply(value: unknown): value is ReplyTo {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  if (value.ok === true) return 'commandId' in value
  return value.ok === false && 'reason' in value && REASONS.some((reason) => reason === value.reason)
}

/** Errors of the room's own framework for a message that never reached a handler. */
const NEVER_HANDLED: Readonly<Record<string, Reason>> = {
  no_handler: 'UNKNOWN_COMMAND',
}

/** An attempt without a reply: a refusal where the command surely was not carried out, else null for unknown. */
function withoutReply(error: unknown): Refusal | null {
  const reason = error instanceof Error ? NEVER_HANDLED[error.name] : undefined
  return reason ? refuse(reason) : null
}

const pauseMs = (attempt: number) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)

/**
 * Sends commands so that each has one outcome: it is kept before it leaves, asked again with the same id until the
 * answer is conclusive, through any number of reconnects, and only then forgotten.
 */
export function createCommandSender({ pending, open, sleep }: CommandSenderDeps) {
  const inFlight = new Set<string>()

  async function ask(command: PendingCommand, repeat: boolean): Promise<ReplyTo> {
    let unknownBefore = repeat
    for (let attempt = 0; ; attempt++) {
      const channel = await open()
      const reply = await channel.request(command.type, command.payload).catch(withoutReply)
      if (isReply(reply) && isConclusive(reply, unknownBefore)) return reply
      unknownBefore = true
      await sleep(pauseMs(attempt))
    }
  }

  async function settle(command: PendingCommand, repeat: boolean): Promise<ReplyTo> {
    const { commandId } = command.payload
    inFlight.add(commandId)
    try {
      const reply = await ask(command, repeat)
      pending.settle(commandId)
      return reply
    } finally {
      inFlight.delete(commandId)
    }
  }

  return {
    /** Sends a new command; resolves with its one conclusive reply. */
    send<C extends PendingCommand>(command: C): Promise<ReplyTo<C['type']>> {
      pending.keep(command)
      return settle(command, false) as Promise<ReplyTo<C['type']>>
    },
    /** Asks again for what an earlier page load left unanswered. */
    resume(userId: number, onReply: (command: PendingCommand, reply: ReplyTo) => void): Promise<void>[] {
      return pending
        .of(userId)
        .filter(({ payload }) => !inFlight.has(payload.commandId))
        .map((command) => settle(command, true).then((reply) => onReply(command, reply)))
    },
  }
}
export type CommandSender = ReturnType<typeof createCommandSender>
