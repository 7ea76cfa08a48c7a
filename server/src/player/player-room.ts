import { randomInt } from 'node:crypto'
import {
  CLOCK_SYNC,
  CLOSE_CODES,
  COMMAND_PAYLOADS,
  COMMAND_TYPES,
  type CommandType,
  type Refusal,
  refuse,
  type ServerMessages,
} from '@casino-club/shared'
import { type AuthContext, type Client, Room, ServerError } from '@colyseus/core'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Answer, PlayerActor, Rule } from './actor.ts'
import type { PlayerActors } from './actors.ts'
import { type PatchSlot, type PatchTicker, patchSlot } from './patch-ticker.ts'
import { RoomState, showPlayer } from './room-state.ts'
import { TokenBucket } from './token-bucket.ts'

/** Who a connection belongs to, from its access token. */
export interface RoomAuth {
  readonly userId: number
  /** The session of the token. Not named `sessionId`: Colyseus would give all devices of a session one seat. */
  readonly loginId: string
}

/** Rules by command type, put together by the composition root. */
export type CommandRules = { readonly [T in CommandType]: Rule<never, never> }

export interface PlayerRoomDependencies {
  readonly actors: PlayerActors
  readonly rules: CommandRules
  /** Checks an access token; refused with the reason as message. */
  readonly authenticate: (token: string) => Promise<RoomAuth | Refusal>
  /** Whether a session has not ended, wherever that happened. */
  readonly sessionOpen: (sessionId: string) => Promise<boolean>
  readonly bus: Bus
  readonly patches: PatchTicker
  readonly clock: Clock
  readonly log: Log
  readonly limits: { readonly commandsPerSecond: number; readonly commandBurst: number; readonly maxDevices: number }
  readonly reconnectSeconds: number
}

type PlayerClient = Client<{ auth: RoomAuth }>

/** State goes out by the patch ticker; the room's own interval only stays armed because Colyseus asks for one. */
const IDLE_PATCH_MS = 3_600_000
/** Messages of one connection in a second beyond which it is closed: no client of ours ever gets near. */
const FLOOD_PER_SECOND = 2_000
const HTTP_BAD_REQUEST = 400
const HTTP_UNAUTHORIZED = 401
const SESSIONS_RETRY_MS = 500
const SPREAD = 1_000

/** A player's room: orders his devices' commands into his actor, and shows them what it came to. */
abstract class PlayerRoom extends Room<{ state: RoomState; client: PlayerClient }> {
  protected abstract readonly deps: PlayerRoomDependencies
  private userId = 0
  private actor: PlayerActor | undefined
  private readonly buckets = new Map<string, TokenBucket>()
  private readonly floods = new WeakMap<PlayerClient, TokenBucket>()
  private readonly subscriptions: (() => void)[] = []
  private readonly patch: PatchSlot = patchSlot(() => this.broadcastPatch())
  /** Sessions that ended while this room was open. */
  private readonly ended = new Set<string>()

  override async onCreate(options: { userId: number }): Promise<void> {
    this.userId = options.userId
    this.patchRate = IDLE_PATCH_MS
    this.state = new RoomState()
    this.actor = this.deps.actors.attach(this.userId)
    this.listenToCommands()
    this.subscriptions.push(
      this.actor.listen((player) => {
        showPlayer(this.state, player)
        this.deps.patches.request(this.patch)
      }),
      this.deps.bus.onResync(() => this.catchUpWithSessions()),
      this.deps.bus.on('sessions', ({ sessionIds }) => this.closeSessions(new Set(sessionIds))),
      this.deps.bus.on('player', (message) => this.tell(message)),
    )
    const player = await this.actor.refresh()
    if (player === undefined) throw new ServerError(HTTP_UNAUTHORIZED, 'NOT_FOUND')
  }

  /** The session may have ended since its token was checked. */
  override async onJoin(client: PlayerClient): Promise<void> {
    if (client.auth?.userId !== this.userId) throw new ServerError(HTTP_UNAUTHORIZED, 'FORBIDDEN')
    if (this.clients.length > this.deps.limits.maxDevices) throw new ServerError(HTTP_UNAUTHORIZED, 'TOO_MANY_DEVICES')
    if (!(await this.deps.sessionOpen(client.auth.loginId))) {
      throw new ServerError(HTTP_UNAUTHORIZED, 'SESSION_REVOKED')
    }
  }

  /** Up to half longer than promised: thousands that dropped at once shall not all be given up in one turn. */
  override async onDrop(client: PlayerClient): Promise<void> {
    const { reconnectSeconds } = this.deps
    const seconds = reconnectSeconds + (reconnectSeconds * randomInt(SPREAD)) / (2 * SPREAD)
    await this.allowReconnection(client, seconds).catch(() => undefined)
  }

  /** A connection that comes back must still be allowed: its session may have ended meanwhile. */
  override async onReconnect(client: PlayerClient): Promise<void> {
    if (client.auth === undefined || this.ended.has(client.auth.loginId))
      throw new ServerError(HTTP_UNAUTHORIZED, 'SESSION_REVOKED')
    if (this.clients.length > this.deps.limits.maxDevices) throw new ServerError(HTTP_UNAUTHORIZED, 'TOO_MANY_DEVICES')
  }

  override async onDispose(): Promise<void> {
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
      this.onMessage(type, (client: PlayerClient, message: unknown) => this.command(client, type, message))
    }
    this.onMessage(CLOCK_SYNC, (client: PlayerClient) => {
      if (this.flooding(client)) return refuse('SLOW_DOWN')
      return this.limited(CLOCK_SYNC) ?? { ok: true, serverTimeMs: this.deps.clock.nowMs() }
    })
    this.onMessage('*', (client: PlayerClient) => {
      if (!this.flooding(client)) this.push(client, 'refused', refuse('UNKNOWN_COMMAND'))
    })
  }

  private async command(client: PlayerClient, type: CommandType, message: unknown): Promise<Answer> {
    if (this.flooding(client)) return refuse('SLOW_DOWN')
    const parsed = COMMAND_PAYLOADS[type].safeParse(message)
    if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
    const limited = this.limited(type)
    if (limited) return limited
    if (this.actor === undefined) return refuse('TEMPORARILY_UNAVAILABLE')
    const { commandId, ...payload } = parsed.data
    try {
      return await this.actor.execute(this.deps.rules[type], { commandId, payload: payload as never })
    } catch (error) {
      this.deps.log.error({ err: error, userId: this.userId, type }, 'a command failed')
      return refuse('INTERNAL')
    }
  }

  private limited(type: string): (Refusal & { retryAfterMs: number }) | undefined {
    const nowMs = this.deps.clock.nowMs()
    let bucket = this.buckets.get(type)
    if (bucket === undefined) {
      bucket = new TokenBucket(this.deps.limits.commandsPerSecond, this.deps.limits.commandBurst, nowMs)
      this.buckets.set(type, bucket)
    }
    const retryAfterMs = bucket.take(nowMs)
    return retryAfterMs === 0 ? undefined : { ...refuse('SLOW_DOWN', 'too many commands'), retryAfterMs }
  }

  private flooding(client: PlayerClient): boolean {
    const nowMs = this.deps.clock.nowMs()
    const bucket = this.floods.get(client) ?? new TokenBucket(FLOOD_PER_SECOND, FLOOD_PER_SECOND, nowMs)
    this.floods.set(client, bucket)
    if (bucket.take(nowMs) === 0) return false
    client.leave(CLOSE_CODES.FLOOD)
    return true
  }

  /** What the bus could not tell while it was down; asked again until it is answered. */
  private catchUpWithSessions(): void {
    this.closeEndedSessions().catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId: this.userId }, 'the sessions of a room could not be checked')
      setTimeout(() => this.catchUpWithSessions(), SESSIONS_RETRY_MS).unref()
    })
  }

  private async closeEndedSessions(): Promise<void> {
    for (const { auth } of [...this.clients]) {
      if (auth && !(await this.deps.sessionOpen(auth.loginId))) this.closeSessions(new Set([auth.loginId]))
    }
  }

  private closeSessions(sessionIds: ReadonlySet<string>): void {
    for (const id of sessionIds) this.ended.add(id)
    for (const client of [...this.clients]) {
      if (client.auth === undefined || !sessionIds.has(client.auth.loginId)) continue
      this.push(client, 'kicked', { reason: 'LOGGED_OUT' })
      client.leave(CLOSE_CODES.LOGGED_OUT)
    }
  }

  private tell({ userId, notice }: { userId: number; notice?: ServerMessages['notice'] }): void {
    if (userId === this.userId && notice !== undefined) this.broadcast('notice', notice)
  }

  private push<T extends keyof ServerMessages>(client: PlayerClient, type: T, message: ServerMessages[T]): void {
    client.send(type, message)
  }
}

/** The room class around its dependencies, since Colyseus makes the instances itself. */
export function playerRoomClass(deps: PlayerRoomDependencies): new () => Room {
  return class extends PlayerRoom {
    protected readonly deps = deps

    /** The player's id always comes from the token; whatever the client wrote in the options is replaced. */
    static override async onAuth(token: string, options: Record<string, unknown>, _context: AuthContext) {
      const auth = await deps.authenticate(token ?? '')
      if ('reason' in auth) throw new ServerError(HTTP_UNAUTHORIZED, auth.reason)
      if (typeof options !== 'object' || options === null) throw new ServerError(HTTP_BAD_REQUEST, 'INVALID_PAYLOAD')
      options.userId = auth.userId
      return auth
    }
  }
}
