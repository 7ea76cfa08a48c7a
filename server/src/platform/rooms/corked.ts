import type { Client } from '@colyseus/core'

/** A device's connection of uWebSockets.js. */
interface Uws {
  cork(work: () => void): unknown
}

/** The stream below a device's connection of `ws`; null once that is closed. */
interface Stream {
  cork(): void
  uncork(): void
}

type Connection = { readonly ws?: Partial<Uws>; readonly _socket?: Partial<Stream> | null }

/** Lets what `work` sends to a device go out by one write instead of one each. */
export function corked(device: Pick<Client, 'ref'>, work: () => void): void {
  const { ws, _socket: stream } = device.ref as Connection
  if (ws?.cork) corkedByUws(ws as Uws, work)
  else if (stream?.cork && stream.uncork) corkedByStream(stream as Stream, work)
  else work()
}

function corkedByStream(stream: Stream, work: () => void): void {
  stream.cork()
  try {
    work()
  } finally {
    stream.uncork()
  }
}

function corkedByUws(socket: Uws, work: () => void): void {
  let begun = false
  try {
    socket.cork(() => {
      begun = true
      work()
    })
  } catch (error) {
    // A connection that is closed has nothing to be corked; what is for its room's other devices goes all the same.
    if (begun) throw error
    work()
  }
}
