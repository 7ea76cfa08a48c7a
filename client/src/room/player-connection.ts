import type { NotificationNews, RealityCheck, ServerMessages } from '@casino-club/shared'
import { CLOCK_SYNC, CLOSE_CODES, type ClockSyncReply, PLAYER_ROOM, type PlayerRoomState } from '@casino-club/shared'
import { Client, type Room } from '@colyseus/sdk'
import type { Tokens } from '../api/tokens.ts'
import { clockOffsetMs } from './clock.ts'
import type { CommandChannel } from './command-sender.ts'
import { joinTrouble } from './join-trouble.ts'
import { copyState } from './player-state.ts'
import { scattered } from './scattered.ts'
import { createWaitingRoom } from './waiting-room.ts'

const REQUEST_TIMEOUT_MS = 10_000
/** After so many failed attempts of the SDK to resume the seat, a new seat is asked for. */
const RESUME_ATTEMPTS = 5
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000

export type ConnectionStatus = 'connecting' | 'open' | 'dropped' | 'evicted' | 'shut'

/** Why the club is closed to the player: his own decision. */
export type Shut = 'PAUSED' | 'SELF_EXCLUDED'

const isShut = (trouble: string): trouble is Shut => trouble === 'PAUSED' || trouble === 'SELF_EXCLUDED'

/** What the app shows of the connection. */
export interface ConnectionView {
  readonly status: ConnectionStatus
  readonly player: PlayerRoomState | null
  /** How far the server's clock is ahead of this device's. */
  readonly clockOffsetMs: number
  /** With the status `shut`. */
  readonly shut: Shut | null
  /** What the player was last told to look at. */
  readonly realityCheck: RealityCheck | null
}

export interface ConnectionDeps {
  readonly tokens: Tokens
  findUrl(): Promise<string>
  onNotice(notice: ServerMessages['notice']): void
  onNotification(news: NotificationNews): void
  /** The server ended the session. */
  onLoggedOut(): void
}

/** Before the first answer. */
export const NOT_CONNECTED: ConnectionView = {
  status: 'connecting',
  player: null,
  clockOffsetMs: 0,
  shut: null,
  realityCheck: null,
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * The one connection to the player's room. A short drop is resumed by the SDK on the same seat; a longer one, a restart
 * of the server or an expired seat ends in a new join with a fresh token. It gives up only when told to.
 */
export class PlayerConnection {
  private view: ConnectionView = NOT_CONNECTED
  private readonly deps: ConnectionDeps
  private readonly listeners = new Set<() => void>()
  private readonly waiting = createWaitingRoom<CommandChannel>()
  private room: Room<unknown, PlayerRoomState> | null = null
  private closed = false

  constructor(deps: ConnectionDeps) {
    this.deps = deps
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): ConnectionView => this.view

  /** Resolves with the open room, at once or as soon as it is open again. */
  readonly open = (): Promise<CommandChannel> => this.waiting.wait()

  /** Joins, and goes on trying until it succeeds or the session is over. */
  async start(pauseMs = 0): Promise<void> {
    this.show({ status: this.view.player ? 'dropped' : 'connecting' })
    if (pauseMs > 0) await sleep(pauseMs)
    for (let attempt = 0; !this.closed; attempt++) {
      const outcome = await this.join().catch(joinTrouble)
      if (outcome === 'joined') return
      if (isShut(outcome)) return this.show({ status: 'shut', shut: outcome })
      if (outcome === 'TOO_MANY_DEVICES') return this.show({ status: 'evicted' })
      this.show({ status: 'dropped' })
      await sleep(scattered(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)))
    }
  }

  /** Leaves for good; nothing is reported any more. */
  close(): void {
    this.closed = true
    this.waiting.close()
    const { room } = this
    this.room = null
    if (room?.connection.isOpen) void room.leave().catch(() => undefined)
  }

  private async join() {
    const token = await this.deps.tokens.access()
    if (!token.ok) return token.trouble
    const client = new Client(await this.deps.findUrl())
    client.auth.token = token.accessToken
    try {
      const room = await client.joinOrCreate<PlayerRoomState>(PLAYER_ROOM, {})
      if (this.closed) await room.leave()
      else this.adopt(room)
      return 'joined' as const
    } catch (error) {
      const trouble = joinTrouble(error)
      if (trouble === 'TOKEN_EXPIRED' || trouble === 'UNAUTHENTICATED' || trouble === 'SESSION_REVOKED') {
        await this.deps.tokens.renew(token.accessToken)
      }
      return trouble
    }
  }

  private adopt(room: Room<unknown, PlayerRoomState>): void {
    this.room = room
    room.reconnection.minUptime = 0
    room.reconnection.maxRetries = RESUME_ATTEMPTS
    room.onStateChange((state) => this.show({ player: copyState(state) }))
    room.onMessage('notice', (notice: ServerMessages['notice']) => this.deps.onNotice(notice))
    room.onMessage('notification', (news: NotificationNews) => this.deps.onNotification(news))
    room.onMessage('kicked', (kicked: ServerMessages['kicked']) => this.kicked(kicked.reason))
    room.onMessage('refused', () => undefined)
    room.onMessage('realityCheck', (realityCheck: RealityCheck) => this.show({ realityCheck }))
    room.onDrop(() => {
      this.waiting.close()
      this.show({ status: 'dropped' })
    })
    room.onReconnect(() => this.opened(room))
    room.onLeave((code) => this.left(room, code))
    this.opened(room)
  }

  private opened(room: Room<unknown, PlayerRoomState>): void {
    if (this.closed) return
    this.show({ status: 'open' })
    const request = (type: string, payload?: unknown) => room.request(type, payload, { timeout: REQUEST_TIMEOUT_MS })
    this.waiting.open({ request })
    void this.syncClock(request)
  }

  private async syncClock(request: (type: string) => Promise<unknown>): Promise<void> {
    const askedAtMs = Date.now()
    const reply = (await request(CLOCK_SYNC).catch(() => null)) as ClockSyncReply | null
    if (typeof reply?.serverTimeMs !== 'number') return
    this.show({ clockOffsetMs: clockOffsetMs(askedAtMs, Date.now(), reply.serverTimeMs) })
  }

  private left(room: Room<unknown, PlayerRoomState>, code: number): void {
    if (this.closed || this.room !== room) return
    this.room = null
    this.waiting.close()
    if (code === CLOSE_CODES.LOGGED_OUT) this.kicked('LOGGED_OUT')
    else if (code === CLOSE_CODES.TOO_MANY_DEVICES) this.kicked('TOO_MANY_DEVICES')
    else if (code === CLOSE_CODES.PAUSED) this.kicked('PAUSED')
    else if (code === CLOSE_CODES.SELF_EXCLUDED) this.kicked('SELF_EXCLUDED')
    else void this.start(scattered(code === CLOSE_CODES.FLOOD ? LONGEST_PAUSE_MS : FIRST_PAUSE_MS))
  }

  private kicked(reason: ServerMessages['kicked']['reason']): void {
    if (this.closed) return
    if (reason === 'LOGGED_OUT') this.deps.onLoggedOut()
    else if (isShut(reason)) this.show({ status: 'shut', shut: reason })
    else this.show({ status: 'evicted' })
  }

  private show(change: Partial<ConnectionView>): void {
    if (this.closed) return
    this.view = { ...this.view, ...change }
    for (const listener of this.listeners) listener()
  }
}
