import { eventually } from './eventually.ts'

interface Seat {
  readonly sessionId: string
  readonly roomId: string
  readonly processId: string
  readonly error?: string
}

/** A seat in the player's room, as the SDK reserves one. */
export async function reserveSeat(gameUrl: string, accessToken: string): Promise<Seat> {
  const response = await fetch(`${gameUrl}/matchmake/joinOrCreate/player`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: '{}',
  })
  const seat = (await response.json()) as Seat
  if (seat.roomId === undefined) throw new Error(`no seat: ${seat.error ?? response.status}`)
  return seat
}

export interface RawSocket {
  readonly socket: WebSocket
  /** Frames the server has sent. */
  readonly received: Uint8Array[]
  /** Resolves with the close code. */
  readonly closed: Promise<number>
}

const JOIN_ROOM = 10

/** A WebSocket in a seat of the room, with the handshake done, to send whatever bytes one likes. */
export async function openRawSocket(gameUrl: string, accessToken: string): Promise<RawSocket> {
  const { processId, roomId, sessionId } = await reserveSeat(gameUrl, accessToken)
  const socket = new WebSocket(`${gameUrl.replace(/^http/, 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`)
  socket.binaryType = 'arraybuffer'
  const received: Uint8Array[] = []
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
  socket.addEventListener('message', ({ data }) => received.push(new Uint8Array(data as ArrayBuffer)))
  await eventually(() => {
    if (!received.some((frame) => frame[0] === JOIN_ROOM)) throw new Error('the room has not let the socket in')
  })
  socket.send(Uint8Array.of(JOIN_ROOM))
  return { socket, received, closed }
}

const ROOM_REQUEST = 21

/** The frame that `room.request` sends: request number, type, and a payload in whatever bytes are given. */
export function requestFrame(type: string, payload: Uint8Array, id = 7): Uint8Array {
  const name = Buffer.from(type)
  return Buffer.concat([Buffer.of(ROOM_REQUEST, id, 0xa0 + name.length), name, payload])
}
