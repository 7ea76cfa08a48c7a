import {
  CLOCK_SYNC,
  COMMAND_PAYLOADS,
  COMMAND_TYPES,
  type CommandPayload,
  type CommandType,
  type RealityCheck,
  refuse,
  type ServerMessages,
} from '@casino-club/shared'
import { type AuthContext, Room, ServerError } from '@colyseus/core'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { corked } from '../platform/rooms/corked.ts'
import {
  authenticated,
  type GuardDependencies,
  type GuardedClient,
  RoomGuard,
  wasPutOut,
} from '../platform/rooms/room-guard.ts'
import type { Answer, PlayerActor } from './actor.ts'
import type { PlayerActors } from './actors.ts'
import type { CommandRequest } from './build-entry.ts'
import { type PatchSlot, type PatchTicker, patchSlot } from './patch-ticker.ts'
import type { PlayerSnapshot } from './player.types.ts'
import { RoomSerializer, RoomState, showPlayer } from './room-state.ts'

/** What each command does, put together by the composition root. */
export type CommandHandlers = {
  readonly [T in CommandType]: (actor: PlayerActor, request: CommandRequest<CommandPayload<T>>) => Promise<Answer>
}

export interface PlayerRoomDependencies {
  readonly actors: PlayerActors
  readonly commands: CommandHandlers
  readonly guard: GuardDependencies
  readonly bus: Bus
  readonly patches: PatchTicker
  readonly realityCheck: RealityChecks
  readonly vaults: VaultTimers
  readonly centre: UnreadCount
  readonly clock: Clock
  readonly log: Log
}

/** When a player must be told of time and result, as safe play has it. */
export interface RealityChecks {
  /** In ms from now; undefined: not as things are. */
  inMs(player: PlayerSnapshot): number | undefined
  due(player: PlayerSnapshot): RealityCheck | undefined
}

/** What happens to a player's vaults by the clock. */
export interface VaultTimers {
  /** He has come in, or his next day has begun: his day counts, and what is due happens. `known`: as he was just read. */
  enter(userId: number, known?: PlayerSnapshot): Promise<void>
  /** In ms from now: the first end of one of his vaults, or his next day. */
  nextInMs(player: PlayerSnapshot): number
}

/** How many messages of a player lie unread in his centre. */
export interface UnreadCount {
  unreadOf(userId: number): Promise<number>
}

/** Longer than a timer can wait. */
const LONGEST_WAIT_MS = 43_200_000
const RETRY_MS = 5_000

/** State goes out by the patch ticker; the room's own interval only stays armed because Colyseus asks for one. */
const IDLE_PATCH_MS = 3_600_000
const HTTP_BAD_REQUEST = 400
const HTTP_UNAUTHORIZED = 401

/** A player's room: orders his devices' commands into his actor, and shows them what it came to. */
abstract class PlayerRoom extends Room<{ state: RoomState; client: GuardedClient }> {
  protected abstract readonly deps: PlayerRoomDependencies
  private userId = 0
  private over = false
  /** As he was last shown. */
  private shown: PlayerSnapshot | undefined
  private actor: PlayerActor | undefined
  private readonly subscriptions: (() => void)[] = []
  private readonly patch: PatchSlot = patchSlot(() => {
    this.show()
    this.broadcastPatch()
  })
  /** As he is now, if he was not shown so yet: of many changes only the last is looked at. */
  private changed: PlayerSnapshot | undefined
  private guard: RoomGuard | undefined
  /** Runs until the player must be told how long he has played. */
  private check: NodeJS.Timeout | undefined
  /** Runs until something is due of his vaults: one, however many they are. */
  private vaultTimer: NodeJS.Timeout | undefined

  override async onCreate(options: { userId: number }): Promise<void> {
    this.userId = options.userId
    this.patchRate = IDLE_PATCH_MS
    this.state = new RoomState()
    this.guard = new RoomGuard(this.deps.guard, () => this.clients)
    this.actor = this.deps.actors.attach(this.userId)
    this.listenToCommands()
    this.subscriptions.push(
      this.actor.listen((player) => {
        this.changed = player
        this.deps.patches.request(this.patch)
      }),
      () => this.guard?.stop(),
      () => clearTimeout(this.check),
      () => clearTimeout(this.vaultTimer),
      this.deps.bus.onPlayer('player', this.userId, ({ notice }) => {
        if (notice !== undefined) this.broadcast('notice', notice)
      }),
      this.deps.bus.onPlayer('notification', this.userId, ({ news }) => this.bring(news)),
      this.deps.bus.onResync(() => void this.countUnread()),
    )
    const player = await this.actor.refresh()
    if (player === undefined) throw new ServerError(HTTP_UNAUTHORIZED, 'NOT_FOUND')
    this.show()
    void this.countUnread()
    void this.enterVaults(player)
  }

  override setSerializer(): void {
    super.setSerializer(new RoomSerializer())
  }

  override async onJoin(client: GuardedClient): Promise<void> {
    if (client.auth?.userId !== this.userId) throw new ServerError(HTTP_UNAUTHORIZED, 'FORBIDDEN')
    await this.guard?.admit(client)
    this.show()
  }

  override async onDrop(client: GuardedClient, code?: number): Promise<void> {
    if (wasPutOut(code)) return
    await this.allowReconnection(client, this.guard?.reconnectSeconds() ?? 0).catch(() => undefined)
  }

  override async onReconnect(client: GuardedClient): Promise<void> {
    await this.guard?.readmit(client)
  }

  override async onDispose(): Promise<void> {
    this.over = true
    for (const unsubscribe of this.subscriptions) unsubscribe()
    this.deps.patches.forget(this.patch)
    await this.actor?.drain()
    if (this.actor) this.deps.actors.detach(this.userId)
  }

  /** What is in flight is finished and answered before the connections close. */
  override async onBeforeShutdown(): Promise<void> {
    await this.actor?.drain()
    await super.onBeforeShutdown()
  }

  override onUncaughtException(error: Error, method: string): void {
    const cause = error.cause ?? error
    // A refused join is an answer, not a failure.
    const level = cause instanceof ServerError ? 'debug' : 'error'
    this.deps.log[level]({ err: cause, userId: this.userId, method }, 'a room handler failed')
  }

  private listenToCommands(): void {
    for (const type of COMMAND_TYPES) {
      this.onMessage(type, (client: GuardedClient, message: unknown) => this.command(client, type, message))
    }
    this.onMessage(CLOCK_SYNC, (client: GuardedClient) => {
      if (this.guard?.flooding(client)) return refuse('SLOW_DOWN')
      return this.guard?.limited(CLOCK_SYNC) ?? { ok: true, serverTimeMs: this.deps.clock.nowMs() }
    })
    this.onMessage('*', (client: GuardedClient) => {
      if (!this.guard?.flooding(client)) client.send('refused', refuse('UNKNOWN_COMMAND'))
    })
  }

  private async command(client: GuardedClient, type: CommandType, message: unknown): Promise<Answer> {
    if (this.guard?.flooding(client)) return refuse('SLOW_DOWN')
    const parsed = COMMAND_PAYLOADS[type].safeParse(message)
    if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
    const limited = this.guard?.limited(type)
    if (limited) return limited
    if (this.actor === undefined) return refuse('TEMPORARILY_UNAVAILABLE')
    const { commandId, ...payload } = parsed.data
    try {
      return await this.deps.commands[type](this.actor, { commandId, payload: payload as never })
    } catch (error) {
      this.deps.log.error({ err: error, userId: this.userId, type }, 'a command failed')
      return refuse('INTERNAL')
    }
  }

  private show(): void {
    const player = this.changed
    if (player === undefined) return
    this.changed = undefined
    showPlayer(this.state, player)
    this.expectRealityCheck(player)
    this.expectVaults(player)
  }

  private expectRealityCheck(player: PlayerSnapshot): void {
    clearTimeout(this.check)
    this.check = undefined
    const inMs = this.deps.realityCheck.inMs(player)
    if (inMs === undefined) return
    this.check = setTimeout(() => {
      const due = this.deps.realityCheck.due(player)
      if (due) this.broadcast('realityCheck', due)
      // A timer may ring a moment before the clock says so.
      else this.expectRealityCheck(player)
    }, inMs).unref()
  }

  private expectVaults(player: PlayerSnapshot, leastMs = 0): void {
    this.shown = player
    clearTimeout(this.vaultTimer)
    if (this.over) return
    const inMs = Math.max(leastMs, this.deps.vaults.nextInMs(player))
    // A timer may ring a moment before the clock says so; then it is set again for what is left.
    const ring = () => (this.deps.vaults.nextInMs(player) > 0 ? this.expectVaults(player) : void this.enterVaults())
    this.vaultTimer = setTimeout(ring, Math.min(inMs, LONGEST_WAIT_MS)).unref()
  }

  /** Without holding up the player; what fails is tried again in a while. */
  private async enterVaults(known?: PlayerSnapshot): Promise<void> {
    const before = this.shown
    try {
      await this.deps.vaults.enter(this.userId, known)
    } catch (error) {
      this.deps.log.warn({ err: error, userId: this.userId }, 'what is due of a player’s vaults is left until later')
    }
    // Where it came to nothing, no change of the player has set the next timer.
    if (before && this.shown === before) this.expectVaults(before, RETRY_MS)
  }

  private bring(news: ServerMessages['notification']): void {
    const tell = () => {
      this.broadcast('notification', news)
      this.state.unreadNotifications = news.unread
      this.deps.patches.sendAlong(this.patch)
    }
    const [device] = this.clients
    if (device) corked(device, tell)
    else tell()
  }

  /** What came while nobody listened; without it the room opens all the same. */
  private async countUnread(): Promise<void> {
    try {
      this.state.unreadNotifications = await this.deps.centre.unreadOf(this.userId)
      this.deps.patches.request(this.patch)
    } catch (error) {
      this.deps.log.warn({ err: error, userId: this.userId }, 'the unread messages of a player were not counted')
    }
  }
}

/** The room class around its dependencies, since Colyseus makes the instances itself. */
export function playerRoomClass(deps: PlayerRoomDependencies): new () => Room {
  return class extends PlayerRoom {
    protected readonly deps = deps

    /** The player's id always comes from the token; whatever the client wrote in the options is replaced. */
    static override async onAuth(token: string, options: Record<string, unknown>, _context: AuthContext) {
      const auth = await authenticated(deps.guard, token)
      if (typeof options !== 'object' || options === null) throw new ServerError(HTTP_BAD_REQUEST, 'INVALID_PAYLOAD')
      options.userId = auth.userId
      return auth
    }
  }
}
