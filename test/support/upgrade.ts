import { randomBytes } from 'node:crypto'
import { request } from 'node:http'

/** Asks for a WebSocket as a page of `origin` would; gives the status of the answer. */
export function upgradeStatus(gameUrl: string, path: string, origin?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${gameUrl}${path}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...(origin !== undefined && { origin }),
      },
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode)
    })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}
