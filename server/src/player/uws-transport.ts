import type { HttpRequest, HttpResponse, us_listen_socket } from 'uWebSockets.js'
import type { AddressInfo } from 'node:net'
import type { BeforeUpgradeHandler } from '@colyseus/core'
import { uWebSocketsTransport } from '@colyseus/uwebsockets-transport'

export interface BoundedUwsOptions {
  readonly host: string
  readonly maxBodyBytes: number
  readonly maxPayloadLength: number
  readonly beforeUpgrade: BeforeUpgradeHandler
}

type AnyHandler = (response: HttpResponse, request: HttpRequest) => void | Promise<void>

/**
 * Colyseus's uWebSockets transport with two doors shut: it collects request bodies without a limit, and it listens on
 * every address whatever host it is given.
 */
export class BoundedUwsTransport extends uWebSocketsTransport {
  private readonly bounds: BoundedUwsOptions

  constructor(bounds: BoundedUwsOptions) {
    const { maxPayloadLength, beforeUpgrade } = bounds
    super({ maxPayloadLength, beforeUpgrade, idleTimeout: 60 })
    this.bounds = bounds
  }

  override bindRouter(router: Parameters<uWebSocketsTransport['bindRouter']>[0]): void {
    const { app, bounds } = this
    const register = app.any.bind(app)
    app.any = (pattern, handler) =>
      register(pattern, bounded(handler as AnyHandler, bounds.maxBodyBytes) as typeof handler)
    super.bindRouter(router)
    app.any = register
  }

  override listen(port: number, _host?: string, _backlog?: number, listening?: (error?: Error) => void): this {
    this.app.listen(this.bounds.host, port, (socket: us_listen_socket | false) => {
      if (socket === false) {
        listening?.(Object.assign(new Error(`port ${port} is taken`), { code: 'EADDRINUSE' }))
        return
      }
      Object.assign(this, { _listeningSocket: socket })
      listening?.()
    })
    return this
  }

  address(): AddressInfo {
    return { address: this.bounds.host, family: 'IPv4', port: 0 }
  }
}

/** A body must say its length beforehand (uWebSockets.js then holds it to that), and the length must be small. */
function bounded(handler: AnyHandler, maxBytes: number): AnyHandler {
  return (response, request) => {
    const hasBody = request.getMethod() === 'post' || request.getMethod() === 'put'
    const length = request.getHeader('content-length')
    if (hasBody && (length === '' || Number(length) > maxBytes)) {
      response.cork(() => response.writeStatus(length === '' ? '411 Length Required' : '413 Payload Too Large').end())
      return
    }
    return handler(response, request)
  }
}
