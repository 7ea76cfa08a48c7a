import { Client, type Room } from '@colyseus/sdk'
import type { Tokens } from '../api/tokens.ts'
import type { Trouble } from '../text/translate.ts'
import { type CommandChannel, isConclusive } from './command-sender.ts'
import { joinTrouble } from './join-trouble.ts'
import { scattered } from './scattered.ts'
import { createWaitingRoom } from './waiting-room.ts'

const REQUEST_TIMEOUT_MS = 10_000
const RESUME_ATTEMPTS = 5
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000
const CONSENTED = 4000

/** What a screen shows of a room that players share. */
export interface SharedView<Shown> {
  /** `over`: the room has closed, and nothing is joined again by itself. */
  readonly status: 'connecting' | 'open' | 'dropped' | 'over' | 'refused'
  readonly shown: Shown | null
  readonly trouble: Trouble | null
}

export interface SharedRoomDeps<State, Shown> {
  readonly tokens: Tokens
  findUrl(): Promise<string>
  readonly name: string
  readonly options: object
  /** What of the room's state is shown; called at every change. */
  readonly show: (state: State) => Shown
  /** Whether another room of the same name is as good, once this one has gone. */
  readonly rejoins: boolean
}

/** Refusals at the door that a fresh token may mend. */
const STALE: ReadonlySet<Trouble> = new Set(['TOKEN_EXPIRED', 'UNAUTHENTICATED', 'SESSION_REVOKED'])
/** Refusals at the door that asking again does not change. */
const FINAL: ReadonlySet<Trouble> = new Set([
  'CHOICE_NOT_OFFERED',
  'TABLE_UNAVAILABLE',
  'INSUFFICIENT_FUNDS',
  'CONFLICT',
  'TOO_MANY_DEVICES',
  'PAUSED',
  'SELF_EXCLUDED',
])

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export type SharedReply = { readonly ok: boolean; readonly reason?: Trouble; readonly [field: string]: unknown }

/** The connection to a room that players share, for as long as its screen is open. */
export class SharedRoom<State, Shown> {
  private view: SharedView<Shown> = { status: 'connecting', shown: null, trouble: null }
  private readonly deps: SharedRoomDeps<State, Shown>
  private readonly listeners = new Set<() => void>()
  private readonly waiting = createWaitingRoom<CommandChannel>()
  private room: Room<unknown, State> | null = null
  private closed = false

  constructor(deps: SharedRoomDeps<State, Shown>) {
    this.deps = deps
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): SharedView<Shown> => this.view

  /** Asks until the answer settles it, through lost connections; the same command id is asked every time. */
  async ask(type: string, payload: object): Promise<SharedReply> {
    for (let attempt = 0; ; attempt++) {
      const channel = await this.waiting.wait()
      const reply = (await channel.request(type, payload).catch(() => null)) as SharedReply | null
      if (reply && isConclusive(reply as never, attempt > 0)) return reply
      await sleep(scattered(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)))
    }
  }

  async start(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt++) {
      const trouble = await this.join().catch(joinTrouble)
      if (trouble === null) return
      if (FINAL.has(trouble)) return this.change({ status: 'refused', trouble })
      this.change({ status: this.view.shown ? 'dropped' : 'connecting' })
      await sleep(scattered(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)))
    }
  }

  close(): void {
    this.closed = true
    this.waiting.close()
    void this.room?.leave(true).catch(() => undefined)
    this.room = null
  }

  private async join(): Promise<Trouble | null> {
    const { tokens, findUrl, name, options } = this.deps
    const token = await tokens.access()
    if (!token.ok) return token.trouble
    const client = new Client(await findUrl())
    client.auth.token = token.accessToken
    try {
      const room = await client.joinOrCreate<State>(name, options)
      if (this.closed) await room.leave()
      else this.adopt(room)
      return null
    } catch (error) {
      const trouble = joinTrouble(error)
      if (STALE.has(trouble)) await tokens.renew(token.accessToken)
      return trouble
    }
  }

  private adopt(room: Room<unknown, State>): void {
    this.room = room
    room.reconnection.minUptime = 0
    room.reconnection.maxRetries = RESUME_ATTEMPTS
    room.onStateChange((state) => this.change({ shown: this.deps.show(state) }))
    for (const type of ['kicked', 'refused']) room.onMessage(type, () => undefined)
    room.onDrop(() => {
      this.waiting.close()
      this.change({ status: 'dropped' })
    })
    room.onReconnect(() => this.opened(room))
    room.onLeave((code) => this.left(room, code))
    this.opened(room)
  }

  private opened(room: Room<unknown, State>): void {
    if (this.closed) return
    this.change({ status: 'open' })
    this.waiting.open({ request: (type, payload) => room.request(type, payload, { timeout: REQUEST_TIMEOUT_MS }) })
  }

  private left(room: Room<unknown, State>, code: number): void {
    if (this.closed || this.room !== room) return
    this.room = null
    this.waiting.close()
    const over = !this.deps.rejoins || code === CONSENTED
    this.change({ status: over ? 'over' : 'dropped' })
    if (!over) void sleep(scattered(FIRST_PAUSE_MS)).then(() => this.start())
  }

  private change(change: Partial<SharedView<Shown>>): void {
    if (this.closed) return
    this.view = { ...this.view, ...change }
    for (const listener of this.listeners) listener()
  }
}
