import { createServer } from 'node:http'
import { Room, Server, type Transport } from '@colyseus/core'

/** A Colyseus server whose rooms do nothing: what a connected player costs before he is one. Run as a process. */
class EmptyRoom extends Room {}

async function transportOf(kind: string): Promise<Transport> {
  if (kind === 'uws') {
    const { uWebSocketsTransport } = await import('@colyseus/uwebsockets-transport')
    return new uWebSocketsTransport()
  }
  const { WebSocketTransport } = await import('@colyseus/ws-transport')
  return new WebSocketTransport({ server: createServer() })
}

const [kind = 'ws', port = '0'] = process.argv.slice(2)
const server = new Server({ transport: await transportOf(kind), greet: false })
server.define('player', EmptyRoom).filterBy(['userId' as never])
await server.listen(Number(port))
process.stdout.write('open\n')
