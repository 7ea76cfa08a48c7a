import { request } from 'node:http'

const CHUNK = Buffer.alloc(64 * 1024, 0x20)

export interface Upload {
  /** The status of the answer, or null when the connection was cut. */
  readonly status: number | null
  /** Bytes that the other side's system took. */
  readonly sentBytes: number
}

/** Sends a body of this size piece by piece, as fast as it is taken, until it is answered or cut off. */
export function upload(url: string, bytes: number, headers: Record<string, string>): Promise<Upload> {
  const outgoing = request(url, { method: 'POST', headers })
  let sentBytes = 0
  return new Promise((resolve) => {
    const end = (status: number | null) => {
      outgoing.destroy()
      resolve({ status, sentBytes })
    }
    outgoing.on('error', () => end(null))
    outgoing.on('close', () => end(null))
    outgoing.on('response', ({ statusCode }) => end(statusCode ?? null))
    const write = () => {
      while (sentBytes < bytes && !outgoing.destroyed) {
        sentBytes += CHUNK.length
        if (!outgoing.write(CHUNK)) return
      }
      outgoing.end()
    }
    outgoing.on('drain', write)
    write()
  })
}
