import { randomInt } from 'node:crypto'
import { CLOSE_CODES, type Refusal, refuse } from '@casino-club/shared'
import { type Client, ServerError } from '@colyseus/core'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Bus } from '../postgres/bus.ts'
import { TokenBucket } from './token-bucket.ts'

/** Who a connection belongs to, from its access token. */
export interface RoomAuth {
  readonly userId: number
  /** The session of the token. Not named `sessionId`: Colyseus would give all devices of a session one seat. */
  readonly loginId: string
}

export interface GuardDependencies {
  /** Checks an access token; refused with the reason as message. */
  readonly authenticate: (token: string) => Promise<RoomAuth | Refusal>
  /** Whether a session has not ended, wherever that happened. */
  readonly sessionOpen: (sessionId: string) => Promise<boolean>
  /** Whether the club is closed to a player, by his own decision. */
  readonly closedTo: (userId: number) => Promise<Closed | undefined>
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  readonly limits: { readonly commandsPerSecond: number; readonly commandBurst: number; readonly maxDevices: number }
  readonly reconnectSeconds: number
}

export type GuardedClient = Client<{ auth: RoomAuth }>

/** Why the club is closed to a player, and until when in ms since the epoch; null: for ever. */
export interface Closed {
  readonly reason: 'PAUSED' | 'SELF_EXCLUDED'
  readonly untilMs: number | null
}

/** Messages of one connection in a second beyond which it is closed: no client of ours ever gets near. */
const FLOOD_PER_SECOND = 2_000
const HTTP_UNAUTHORIZED = 401
const HTTP_FORBIDDEN = 403
const SESSIONS_RETRY_MS = 500
const SPREAD = 1_000

/** Whose token this is; throws what the matchmaker answers with. */
export async function authenticated(deps: GuardDependencies, token: string | undefined): Promise<RoomAuth> {
  const auth = await deps.authenticate(token ?? '')
  if ('reason' in auth) throw new ServerError(HTTP_UNAUTHORIZED, auth.reason)
  return auth
}

const PUT_OUT: ReadonlySet<number> = new Set(Object.values(CLOSE_CODES))

/** Whether a connection was closed by us and not lost: then no seat is kept for it. */
export const wasPutOut = (code: number | undefined): boolean => code !== undefined && PUT_OUT.has(code)

/** Lets into a room whoever may be there, puts out whose session ends, and holds back whoever asks too fast. */
export class RoomGuard {
  private readonly deps: GuardDependencies
  private readonly clients: () => readonly GuardedClient[]
  private readonly buckets = new Map<string, TokenBucket>()
  private readonly floods = new WeakMap<GuardedClient, TokenBucket>()
  private readonly subscriptions: (() => void)[]

  constructor(deps: GuardDependencies, clients: () => readonly GuardedClient[]) {
    this.deps = deps
    this.clients = clients
    this.subscriptions = [
      deps.bus.onResync(() => this.catchUp()),
      deps.bus.on('sessions', ({ sessionIds }) => this.closeSessions(sessionIds)),
      deps.bus.on('closed', ({ userId, ...closed }) => this.putOut(userId, closed)),
    ]
  }

  stop(): void {
    for (const unsubscribe of this.subscriptions) unsubscribe()
  }

  /** Throws when this connection may not be here: the session may have ended since its token was checked. */
  async admit(client: GuardedClient): Promise<void> {
    this.refuseManyDevices(client)
    if (client.auth === undefined || !(await this.deps.sessionOpen(client.auth.loginId))) {
      throw new ServerError(HTTP_UNAUTHORIZED, 'SESSION_REVOKED')
    }
    const closed = await this.deps.closedTo(client.auth.userId)
    if (closed) throw new ServerError(HTTP_FORBIDDEN, closed.reason)
  }

  /** A connection that comes back must still be allowed: its session may have ended meanwhile. */
  readmit(client: GuardedClient): Promise<void> {
    return this.admit(client)
  }

  /** Up to half longer than promised: thousands that dropped at once shall not all be given up in one turn. */
  reconnectSeconds(): number {
    const { reconnectSeconds } = this.deps
    return reconnectSeconds + (reconnectSeconds * randomInt(SPREAD)) / (2 * SPREAD)
  }

  /** Why a command of this key must wait, if it must. */
  limited(key: string): (Refusal & { retryAfterMs: number }) | undefined {
    const nowMs = this.deps.clock.nowMs()
    let bucket = this.buckets.get(key)
    if (bucket === undefined) {
      bucket = new TokenBucket(this.deps.limits.commandsPerSecond, this.deps.limits.commandBurst, nowMs)
      this.buckets.set(key, bucket)
    }
    const retryAfterMs = bucket.take(nowMs)
    return retryAfterMs === 0 ? undefined : { ...refuse('SLOW_DOWN', 'too many commands'), retryAfterMs }
  }

  /** Closes a connection that sends more than any client of ours ever would. */
  flooding(client: GuardedClient): boolean {
    const nowMs = this.deps.clock.nowMs()
    const bucket = this.floods.get(client) ?? new TokenBucket(FLOOD_PER_SECOND, FLOOD_PER_SECOND, nowMs)
    this.floods.set(client, bucket)
    if (bucket.take(nowMs) === 0) return false
    client.leave(CLOSE_CODES.FLOOD)
    return true
  }

  /** Keeps nothing of a player who has left the room. */
  forget(userId: number): void {
    for (const key of this.buckets.keys()) if (key.startsWith(`${userId} `)) this.buckets.delete(key)
  }

  private refuseManyDevices({ auth }: GuardedClient): void {
    const own = this.clients().filter((client) => client.auth?.userId === auth?.userId)
    if (own.length > this.deps.limits.maxDevices) throw new ServerError(HTTP_UNAUTHORIZED, 'TOO_MANY_DEVICES')
  }

  /** What the bus could not tell while it was down; asked again until it is answered. */
  private catchUp(): void {
    this.closeEnded().catch((error: unknown) => {
      this.deps.log.warn({ err: error }, 'the sessions of a room could not be checked')
      setTimeout(() => this.catchUp(), SESSIONS_RETRY_MS).unref()
    })
  }

  private async closeEnded(): Promise<void> {
    for (const { auth } of [...this.clients()]) {
      if (auth === undefined) continue
      if (!(await this.deps.sessionOpen(auth.loginId))) this.closeSessions([auth.loginId])
      const closed = await this.deps.closedTo(auth.userId)
      if (closed) this.putOut(auth.userId, closed)
    }
  }

  /** The connections of a player to whom the club has closed. */
  private putOut(userId: number, closed: Closed): void {
    for (const client of [...this.clients()]) {
      if (client.auth?.userId !== userId) continue
      client.send('kicked', closed)
      client.leave(CLOSE_CODES[closed.reason])
    }
  }

  /** Every room hears of every session that ends, and has a connection or two: a search costs less than a set would. */
  private closeSessions(sessionIds: readonly string[]): void {
    for (const client of [...this.clients()]) {
      if (client.auth === undefined || !sessionIds.includes(client.auth.loginId)) continue
      client.send('kicked', { reason: 'LOGGED_OUT' })
      client.leave(CLOSE_CODES.LOGGED_OUT)
    }
  }
}
