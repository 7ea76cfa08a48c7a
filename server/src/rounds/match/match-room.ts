import {
  MATCH_PAYLOADS,
  type MatchTable as MatchTerms,
  matchChoiceSchema,
  refuse,
  refuseMatch,
} from '@casino-club/shared'
import { type AuthContext, ClientState, Room, ServerError } from '@colyseus/core'
import type { Log } from '../../platform/log.ts'
import {
  authenticated,
  type GuardDependencies,
  type GuardedClient,
  RoomGuard,
  wasPutOut,
} from '../../platform/rooms/room-guard.ts'
import { MatchState, matchView } from './match-state.ts'
import { MatchTable, type MatchTableDependencies } from './match-table.ts'

export interface MatchRoomDependencies extends MatchTableDependencies {
  readonly guard: GuardDependencies
  readonly playerOf: (userId: number) => Promise<{ readonly nickname: string; readonly coins: number } | undefined>
  /** The terms in force; undefined when no match is offered. */
  readonly terms: () => MatchTerms | undefined
  readonly log: Log
}

const HTTP_BAD_REQUEST = 400
const HTTP_CONFLICT = 409
const IDLE_PATCH_MS = 3_600_000
const PLAYERS = 2
/** How long the result is looked at before the room closes. */
const LINGER_MS = 30_000

type MatchCommand = keyof typeof MATCH_PAYLOADS

/** A room for two: joined with a stake, locked when both are there. */
abstract class MatchRoom extends Room<{ state: MatchState; client: GuardedClient }> {
  protected abstract readonly deps: MatchRoomDependencies
  override maxClients = PLAYERS
  private guard: RoomGuard | undefined
  private table: MatchTable | undefined
  private closing: NodeJS.Timeout | undefined
  /** Connections that sit at the table; one that was turned away at the door takes nobody's seat with it. */
  private readonly seated = new Set<string>()

  override onCreate({ stake }: { stake: number }): void {
    this.patchRate = IDLE_PATCH_MS
    this.state = new MatchState()
    this.guard = new RoomGuard(this.deps.guard, () => this.clients)
    const room = {
      send: () => this.broadcastPatch(),
      lock: () => void this.lock(),
      over: () => {
        this.closing = setTimeout(() => void this.disconnect(), LINGER_MS).unref()
      },
    }
    this.table = new MatchTable(this.deps, matchView(this.state, room), stake)
    for (const type of Object.keys(MATCH_PAYLOADS) as MatchCommand[]) {
      this.onMessage(type, (client: GuardedClient, message: unknown) => this.command(client, type, message))
    }
    this.onMessage('*', (client: GuardedClient) => {
      if (!this.guard?.flooding(client)) client.send('refused', refuse('UNKNOWN_COMMAND'))
    })
  }

  override async onJoin(client: GuardedClient): Promise<void> {
    await this.guard?.admit(client)
    const { userId } = client.auth ?? { userId: 0 }
    const player = await this.deps.playerOf(userId)
    if (player === undefined || player.coins < this.state.stake) {
      throw new ServerError(HTTP_CONFLICT, 'INSUFFICIENT_FUNDS')
    }
    // Gone while he was looked up: nobody sits down, and nothing is staked for him.
    if (client.state === ClientState.LEAVING) throw new ServerError(HTTP_CONFLICT, 'CONFLICT')
    const refusal = this.table?.join(userId, player.nickname)
    if (refusal) throw new ServerError(HTTP_CONFLICT, refusal.reason)
    this.seated.add(client.sessionId)
  }

  /** Who waits and goes is gone; who plays may come back while the match lasts. */
  override async onDrop(client: GuardedClient, code?: number): Promise<void> {
    if (wasPutOut(code) || this.table?.waiting || !this.seated.has(client.sessionId)) return
    this.connection(client, false)
    await this.allowReconnection(client, this.guard?.reconnectSeconds() ?? 0).catch(() => undefined)
  }

  override async onReconnect(client: GuardedClient): Promise<void> {
    await this.guard?.readmit(client)
    this.connection(client, true)
  }

  override onLeave(client: GuardedClient): void {
    this.connection(client, false)
  }

  /** The match goes on without its players: its deadlines decide it. */
  override async onDispose(): Promise<void> {
    this.guard?.stop()
    clearTimeout(this.closing)
    await this.table?.finish()
  }

  override async onBeforeShutdown(): Promise<void> {
    await this.table?.stop()
    await super.onBeforeShutdown()
  }

  override onUncaughtException(error: Error, method: string): void {
    const cause = error.cause ?? error
    const level = cause instanceof ServerError ? 'debug' : 'error'
    this.deps.log[level]({ err: cause, method }, 'a match room failed')
  }

  private connection({ auth, sessionId }: GuardedClient, connected: boolean): void {
    if (auth && this.seated.has(sessionId)) this.table?.connection(auth.userId, connected)
  }

  private command(client: GuardedClient, type: MatchCommand, message: unknown) {
    if (client.auth === undefined) return refuse('UNAUTHENTICATED')
    if (this.guard?.flooding(client)) return refuse('SLOW_DOWN')
    const { userId } = client.auth
    const limited = this.guard?.limited(`${userId} ${type}`)
    if (limited) return limited
    if (this.table === undefined) return refuse('TEMPORARILY_UNAVAILABLE')
    if (type === 'match.commit') {
      const parsed = MATCH_PAYLOADS[type].safeParse(message)
      if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
      return this.table.commit(userId, parsed.data)
    }
    const parsed = MATCH_PAYLOADS[type].safeParse(message)
    if (!parsed.success) return refuse('INVALID_PAYLOAD', parsed.error.issues[0]?.message)
    return this.table.reveal(userId, parsed.data)
  }
}

/** The room class around its dependencies, since Colyseus makes the instances itself. */
export function matchRoomClass(deps: MatchRoomDependencies): new () => Room {
  return class extends MatchRoom {
    protected readonly deps = deps

    /** Players meet by stake, so it must be one that is offered before anybody waits for it. */
    static override async onAuth(token: string, options: Record<string, unknown>, _context: AuthContext) {
      const auth = await authenticated(deps.guard, token)
      const choice = matchChoiceSchema.safeParse({ stake: options?.stake })
      const terms = deps.terms()
      if (!choice.success || terms === undefined || refuseMatch(terms, choice.data)) {
        throw new ServerError(HTTP_BAD_REQUEST, terms === undefined ? 'TABLE_UNAVAILABLE' : 'CHOICE_NOT_OFFERED')
      }
      return auth
    }
  }
}
