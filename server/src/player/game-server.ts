import { createServer } from 'node:http'
import { PLAYER_ROOM } from '@casino-club/shared'
import { type BeforeUpgradeHandler, matchMaker, type Room, Server, type Transport } from '@colyseus/core'
import type { OriginCheck } from '../platform/http/own-origin.ts'
import type { Log } from '../platform/log.ts'
import { StartError } from '../platform/start-error.ts'
import { RoomIndex } from './room-index.ts'

export interface GameServerOptions {
  readonly host: string
  readonly port: number
  readonly transport: 'auto' | 'uws' | 'ws'
  /** Address of this process as clients reach it, when several share one entrance. */
  readonly publicAddress: string | null
  /** Given, rooms are shared with the other processes of this Redis; null: this process alone. */
  readonly redisUrl: string | null
  /** Whose pages may come in. */
  readonly mayCome: OriginCheck
  readonly log: Log
}

export interface GameServer {
  readonly transport: 'uws' | 'ws'
  /** Locks the rooms, lets them finish, closes the connections, and stops listening. */
  stop(): Promise<void>
}

/** Commands are a few hundred bytes; anything larger closes its connection. */
const MAX_MESSAGE_BYTES = 16 * 1024
const MAX_BODY_BYTES = 16 * 1024

const HTTP_FORBIDDEN = 403

/** A page of somebody else gets no socket, before there is one. */
const turnAway =
  (mayCome: OriginCheck): BeforeUpgradeHandler =>
  ({ headers }) => {
    if (mayCome(headers.get('origin') ?? undefined, headers.get('host') ?? undefined)) return undefined
    return new Response(null, { status: HTTP_FORBIDDEN })
  }

async function uwsTransport({ host, mayCome }: GameServerOptions): Promise<Transport> {
  const { BoundedUwsTransport } = await import('./uws-transport.ts')
  return new BoundedUwsTransport({
    host,
    maxBodyBytes: MAX_BODY_BYTES,
    maxPayloadLength: MAX_MESSAGE_BYTES,
    beforeUpgrade: turnAway(mayCome),
  })
}

async function wsTransport({ mayCome }: GameServerOptions): Promise<Transport> {
  const { WebSocketTransport } = await import('@colyseus/ws-transport')
  const server = createServer()
  server.headersTimeout = 10_000
  server.prependListener('request', (request) => {
    const { method, headers } = request
    const length = headers['content-length']
    if (Number(length ?? 0) > MAX_BODY_BYTES || (method === 'POST' && length === undefined)) request.destroy()
  })
  return new WebSocketTransport({ server, maxPayload: MAX_MESSAGE_BYTES, beforeUpgrade: turnAway(mayCome) })
}

/** uWebSockets.js where its binary loads, ws otherwise; asked for by name, failing to load is the operator's to know. */
async function chooseTransport(options: GameServerOptions): Promise<{ name: 'uws' | 'ws'; transport: Transport }> {
  if (options.transport === 'ws') return { name: 'ws', transport: await wsTransport(options) }
  try {
    return { name: 'uws', transport: await uwsTransport(options) }
  } catch (error) {
    if (options.transport === 'uws') {
      throw new StartError('TRANSPORT is uws, but uWebSockets.js does not load here (it needs glibc 2.38 or newer).')
    }
    options.log.debug({ err: error }, 'uWebSockets.js does not load')
    return { name: 'ws', transport: await wsTransport(options) }
  }
}

async function sharedRooms(redisUrl: string | null) {
  if (redisUrl === null) return { driver: new RoomIndex() }
  const { RedisDriver } = await import('@colyseus/redis-driver')
  const { RedisPresence } = await import('@colyseus/redis-presence')
  return { driver: new RedisDriver(redisUrl), presence: new RedisPresence(redisUrl) }
}

/** Only our own pages may call the matchmaker from a browser. */
function restrictMatchmaking(mayCome: OriginCheck): void {
  const { controller } = matchMaker
  controller.exposedMethods = ['joinOrCreate', 'reconnect']
  controller.getCorsHeaders = (headers) => {
    const origin = headers.get('origin') ?? undefined
    const allowed = mayCome(origin, headers.get('host') ?? undefined)
    return { 'Access-Control-Allow-Origin': allowed ? (origin ?? '*') : 'null' }
  }
}

/** Opens the game port: matchmaking and sockets. */
export async function startGameServer(
  options: GameServerOptions,
  rooms: {
    readonly player: new () => Room
    /** Rooms that players share; with `meetBy`, those who join with the same value of this option meet. */
    readonly shared: readonly { readonly name: string; readonly room: new () => Room; readonly meetBy?: string }[]
  },
): Promise<GameServer> {
  const { name, transport } = await chooseTransport(options)
  options.log.info({ transport: name }, name === 'uws' ? 'sockets by uWebSockets.js' : 'sockets by ws')
  restrictMatchmaking(options.mayCome)
  const server = new Server({
    transport,
    ...(await sharedRooms(options.redisUrl)),
    ...(options.publicAddress !== null && { publicAddress: options.publicAddress }),
    gracefullyShutdown: false,
    greet: false,
    logger: colyseusLog(options.log),
  })
  server.define(PLAYER_ROOM, rooms.player).filterBy(['userId' as never])
  for (const { name: shared, room, meetBy } of rooms.shared) {
    const handler = server.define(shared, room)
    if (meetBy !== undefined) handler.filterBy([meetBy as never])
  }
  try {
    await Promise.race([server.listen(options.port, options.host), listenError(transport)])
  } catch (error) {
    throw portError(error, options.port)
  }
  return { transport: name, stop: () => server.gracefullyShutdown(false) }
}

/** Rejects when the ws transport's HTTP server cannot listen; Colyseus itself listens for that only afterwards. */
function listenError(transport: Transport): Promise<never> {
  return new Promise((_, reject) => {
    transport.server?.once('error', reject)
  })
}

function portError(error: unknown, port: number): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return new StartError(`Port ${port} is taken; set GAME_PORT to a free one or stop what listens there.`)
  }
  return error
}

/** Colyseus logs thrown messages at will; a refused join is nothing an operator must see. */
function colyseusLog(log: Log) {
  const at =
    (level: 'debug' | 'warn') =>
    (...parts: unknown[]) =>
      log[level]({ colyseus: parts.map(String) }, 'colyseus')
  return {
    info: at('debug'),
    log: at('debug'),
    debug: at('debug'),
    trace: at('debug'),
    warn: at('warn'),
    error: at('debug'),
  }
}
