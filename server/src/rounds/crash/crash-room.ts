import { CRASH_PAYLOADS, refuse } from '@casino-club/shared'
import { type AuthContext, Room, ServerError } from '@colyseus/core'
import type { Log } from '../../platform/log.ts'
import {
  authenticated,
  type GuardDependencies,
  type GuardedClient,
  RoomGuard,
  wasPutOut,
} from '../../platform/rooms/room-guard.ts'
import { CrashState, crashView } from './crash-state.ts'
import { CrashTable, type CrashTableDependencies } from './crash-table.ts'

export interface CrashRoomDependencies extends CrashTableDependencies {
  readonly guard: GuardDependencies
  readonly nicknameOf: (userId: number) => Promise<string | undefined>
  readonly log: Log
}

/** State goes out tick by tick; the room's own interval only stays armed because Colyseus asks for one. */
const IDLE_PATCH_MS = 3_600_000
/** Beyond them a second table opens. */
const MAX_CLIENTS = 2_000

type CrashCommand = keyof typeof CRASH_PAYLOADS

/** A table of crash: one flight that everybody in the room watches and bets on. */
abstract class CrashRoom extends Room<{ state: CrashState; client: GuardedClient }> {
  protected abstract readonly deps: CrashRoomDependencies
  override maxClients = MAX_CLIENTS
  private guard: RoomGuard | undefined
  private table: CrashTable | undefined
  private readonly nicknames = new Map<number, string>()

  override onCreate(): void {
    this.patchRate = IDLE_PATCH_MS
    this.state = new CrashState()
    this.guard = new RoomGuard(this.deps.guard, () => this.clients)
    this.table = new CrashTable(
      this.deps,
      crashView(this.state, {
        send: () => this.broadcastPatch(),
        stay: (staked) => {
          this.autoDispose = !staked
        },
      }),
    )
    for (const type of Object.keys(CRASH_PAYLOADS) as CrashCommand[]) {
      this.onMessage(type, (client: GuardedClient, message: unknown) => this.command(client, type, message))
    }
    this.onMessage('*', (client: GuardedClient) => {
      if (!this.guard?.flooding(client)) client.send('refused', refuse('UNKNOWN_COMMAND'))
    })
    this.table.start()
  }

  override async onJoin(client: GuardedClient): Promise<void> {
    await this.guard?.admit(client)
    const { userId } = client.auth ?? { userId: 0 }
    this.nicknames.set(userId, (await this.deps.nicknameOf(userId)) ?? '')
  }

  override async onDrop(client: GuardedClient, code?: number): Promise<void> {
    if (wasPutOut(code)) return
    await this.allowReconnection(client, this.guard?.reconnectSeconds() ?? 0).catch(() => undefined)
  }

  override async onReconnect(client: GuardedClient): Promise<void> {
    await this.guard?.readmit(client)
  }

  override onLeave({ auth }: GuardedClient): void {
    if (auth === undefined || this.clients.some((client) => client.auth?.userId === auth.userId)) return
    this.nicknames.delete(auth.userId)
    this.guard?.forget(auth.userId)
  }

  /** Nobody is left, and nobody has a bet: the room stays as long as somebody does. */
  override async onDispose(): Promise<void> {
    this.guard?.stop()
    await this.table?.finish()
  }

  /** Bets in the air go back before the connections close. */
  override async onBeforeShutdown(): Promise<void> {
    await this.table?.stop()
    await super.onBeforeShutdown()
  }

  override onUncaughtException(error: Error, method: string): void {
    const cause = error.cause ?? error
    // A refused join is an answer, not a failure.
    const level = cause instanceof ServerError ? 'debug' : 'error'
    this.deps.log[level]({ err: cause, method }, 'a crash room failed')
  }

  private async command(client: GuardedClient, type: CrashCommand, message: unknown) {
    if (client.auth === undefined) return refuse('UNAUTHENTICATED')
    if (this.guard?.flooding(client)) return refuse('SLOW_DOWN')
    const { userId } = client.auth
    const limited = this.guard?.limited(`${userId} ${type}`)
    if (limited) return limited
    try {
      return await (type === 'crash.bet' ? this.bet(userId, message) : this.cashOut(userId, message))
    } catch (error) {
      this.deps.log.warn({ err: error, userId, type }, 'a command at the crash table met a fault')
      return refuse('TEMPORARILY_UNAVAILABLE', 'ask again with the same command id')
    }
  }

  private bet(userId: number, message: unknown) {
    const parsed = CRASH_PAYLOADS['crash.bet'].safeParse(message)
    if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
    return this.table?.bet({ userId, nickname: this.nicknames.get(userId) ?? '' }, parsed.data)
  }

  private cashOut(userId: number, message: unknown) {
    const parsed = CRASH_PAYLOADS['crash.cashOut'].safeParse(message)
    if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
    return this.table?.cashOut(userId, parsed.data)
  }
}

/** The room class around its dependencies, since Colyseus makes the instances itself. */
export function crashRoomClass(deps: CrashRoomDependencies): new () => Room {
  return class extends CrashRoom {
    protected readonly deps = deps

    static override onAuth(token: string, _options: unknown, _context: AuthContext) {
      return authenticated(deps.guard, token)
    }
  }
}
