import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A line to somebody else's server that can be cut. */
export interface Line {
  readonly url: string
  /** Which calls do not come through, by `POST /v1/…`; none at first. */
  isCut: (call: string) => boolean
  /** What the answer to a call waits for; nothing at first. */
  isHeld: (call: string) => Promise<void> | undefined
}

/** Hands every call on to a server as it is, or drops it where the line is cut; stopped when the file is over. */
export async function lineTo(target: string): Promise<Line> {
  const line: { -readonly [Key in keyof Line]: Line[Key] } = { url: '', isCut: () => false, isHeld: () => undefined }
  const server = createServer((incoming, outgoing) => {
    const call = `${incoming.method} ${incoming.url}`
    if (line.isCut(call)) {
      incoming.socket.destroy()
      return
    }
    const { method, headers } = incoming
    const onward = request(new URL(incoming.url ?? '', target), { method, headers }, async (answer) => {
      await line.isHeld(call)
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  line.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return line
}
