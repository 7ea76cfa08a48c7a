import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const END_OF_HEAD = '\r\n\r\n'

interface LeanAnswer {
  readonly status: number
  /** Its body, one character a byte. */
  readonly text: string
}

/**
 * A connection that posts JSON, one request after the other: as much of HTTP as the club's own answers need, so that the
 * client takes as little as can be of the cores it shares with what is measured.
 */
export class LeanClient {
  private readonly socket: Socket
  private readonly host: string

  private constructor(socket: Socket, host: string) {
    this.socket = socket
    this.host = host
  }

  static async open(httpUrl: string): Promise<LeanClient> {
    const { hostname, port, host } = new URL(httpUrl)
    const socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    await once(socket, 'connect')
    return new LeanClient(socket, host)
  }

  /** Gives the answer once it has come whole. */
  post(path: string, body: object, token?: string): Promise<LeanAnswer> {
    const text = JSON.stringify(body)
    const bearer = token === undefined ? '' : `\r\nAuthorization: Bearer ${token}`
    const head = `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}${bearer}`
    return new Promise((resolve, reject) => {
      let answer = ''
      const take = (chunk: Buffer) => {
        answer += chunk.toString('latin1')
        const whole = readWhole(answer)
        if (whole === undefined) return
        over()
        resolve(whole)
      }
      const lost = () => {
        over()
        reject(new Error('the connection was lost'))
      }
      const over = () => {
        this.socket.off('data', take)
        this.socket.off('close', lost)
      }
      this.socket.on('data', take)
      this.socket.once('close', lost)
      this.socket.write(head + END_OF_HEAD + text)
    })
  }

  close(): void {
    this.socket.destroy()
  }
}

/** The answer, when head and body are there; the text is one character a byte. */
function readWhole(answer: string): LeanAnswer | undefined {
  const endOfHead = answer.indexOf(END_OF_HEAD)
  if (endOfHead === -1) return undefined
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1])
  if (answer.length < endOfHead + END_OF_HEAD.length + length) return undefined
  return { status: Number(answer.split(' ', 2)[1]), text: answer.slice(endOfHead + END_OF_HEAD.length) }
}
