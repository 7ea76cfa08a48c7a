import { decode, encode } from '@colyseus/schema'
import { Packr, unpack } from 'msgpackr'
import { WebSocket } from 'ws'

/** The few bytes of the Colyseus 0.18 protocol that a player who only asks and listens needs. */
const PROTOCOL = {
  ...{ JOIN_ROOM: 10, ERROR: 11, ROOM_DATA: 13, ROOM_STATE_PATCH: 15 },
  ...{ ROOM_REQUEST: 21, ROOM_RESPONSE: 22 },
} as const
const STATUS_OK = 0
const CONSENTED = 4000
const HEADER_BYTES = 256

interface Seat {
  readonly sessionId: string
  readonly roomId: string
  readonly processId: string
  readonly publicAddress?: string
  readonly error?: string
}

export interface Pending {
  readonly resolve: (reply: Record<string, unknown>) => void
  readonly reject: (error: Error) => void
}

const packr = new Packr()

/** What a message of the room is called; one of ours has a name. */
const typeOf = (data: Buffer): string =>
  decode.stringCheck(data, { offset: 1 }) ? decode.string(data, { offset: 1 }) : ''

export interface ConnectionOptions {
  readonly room?: string
  /** What the join is asked with. */
  readonly join?: object
  /** Told of every change of the room's state, as bytes. */
  readonly onPatch?: (data: Buffer) => void
  /** Told of every message of the room, by its type. */
  readonly onMessage?: (type: string) => void
}

/**
 * A player's connection without the SDK's state decoding and timers, so that thousands fit into one process beside the
 * server they measure.
 */
export class RoomConnection {
  private readonly socket: WebSocket
  private readonly pending = new Map<number, Pending>()
  private nextRequest = 0

  private constructor(socket: WebSocket) {
    this.socket = socket
  }

  /** Reserves a seat and takes it; resolves when requests can be made. */
  static async open(
    gameUrl: string,
    accessToken: string,
    { room = 'player', join = {}, ...told }: ConnectionOptions = {},
  ): Promise<RoomConnection> {
    const response = await fetch(`${gameUrl}/matchmake/joinOrCreate/${room}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(join),
    })
    const seat = (await response.json()) as Seat
    if (seat.roomId === undefined) throw new Error(`no seat: ${seat.error ?? response.status}`)
    const address = seat.publicAddress ? `ws://${seat.publicAddress}` : gameUrl.replace(/^http/, 'ws')
    const socket = new WebSocket(`${address}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`, {
      perMessageDeflate: false,
      // A mask is for proxies between browsers and servers; one of zeros spares this process the work.
      generateMask: (mask) => mask.fill(0),
    })
    const connection = new RoomConnection(socket)
    await connection.joined(told)
    return connection
  }

  get open(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** Closed on both sides. */
  get closed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED
  }

  /** Rejects when the connection ends first: the outcome is then unknown. */
  request(type: string, payload: unknown): Promise<Record<string, unknown>> {
    if (!this.open) return Promise.reject(new Error('not connected'))
    const id = this.nextRequest++
    const header = Buffer.allocUnsafe(HEADER_BYTES)
    const it = { offset: 1 }
    header[0] = PROTOCOL.ROOM_REQUEST
    encode.number(header, id, it)
    encode.string(header, type, it)
    const frame = Buffer.concat([header.subarray(0, it.offset), packr.pack(payload)])
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject })
      this.socket.send(frame)
    })
  }

  /** Leaves for good: the server keeps no seat. */
  leave(): void {
    this.socket.close(CONSENTED)
  }

  /** Ends as a lost connection does: the server keeps the seat for a while. */
  close(): void {
    this.socket.terminate()
  }

  private joined({ onPatch, onMessage }: Pick<ConnectionOptions, 'onPatch' | 'onMessage'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.on('message', (data: Buffer) => {
        if (data[0] === PROTOCOL.ROOM_RESPONSE) this.answer(data)
        else if (data[0] === PROTOCOL.ROOM_STATE_PATCH) onPatch?.(data)
        else if (data[0] === PROTOCOL.ROOM_DATA) onMessage?.(typeOf(data))
        else if (data[0] === PROTOCOL.JOIN_ROOM) {
          this.socket.send(Buffer.from([PROTOCOL.JOIN_ROOM]))
          resolve()
        } else if (data[0] === PROTOCOL.ERROR) reject(new Error('the room refused the connection'))
      })
      this.socket.on('error', reject)
      this.socket.on('close', (code) => {
        reject(new Error(`closed with ${code}`))
        for (const { reject: fail } of this.pending.values()) fail(new Error(`closed with ${code}`))
        this.pending.clear()
      })
    })
  }

  private answer(data: Buffer): void {
    const it = { offset: 1 }
    const id = decode.number(data, it)
    const status = data[it.offset++]
    const waiting = this.pending.get(id)
    this.pending.delete(id)
    const payload = data.length > it.offset ? unpack(data.subarray(it.offset)) : {}
    if (status === STATUS_OK) waiting?.resolve(payload)
    else waiting?.reject(new Error(`the room answered ${JSON.stringify(payload)}`))
  }
}
