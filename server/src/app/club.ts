import type { Server } from 'node:http'
import { promisify } from 'node:util'
import { ADMIN_ENTITIES } from '../admin/index.ts'
import type { Config } from '../config.ts'
import { keepHouse, startHeartbeat } from '../jobs/index.ts'
import { systemClock } from '../platform/clock.ts'
import { systemRandom } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { migrateUp } from '../platform/postgres/migrate.ts'
import { openOrm } from '../platform/postgres/orm.ts'
import { connectRedis } from '../platform/redis.ts'
import { watchRedisPolicy } from '../platform/redis-policy.ts'
import type { GameServer } from '../player/game-server.ts'
import { ensureContent } from './content.ts'
import { buildCore, type Core, type Sources } from './core.ts'
import { startGame } from './game.ts'
import { startHttp } from './http.ts'
import type { Services } from './services.ts'
import { startWorkers } from './workers.ts'

/** A running process of the club. */
export interface Club {
  readonly core: Core
  readonly transport: 'uws' | 'ws' | null
  /** Finishes what is in flight, in order, and lets go of everything; the services are the caller's to stop. */
  stop(): Promise<void>
}

const ORM_CONNECTIONS = 4
const SYSTEM: Sources = { clock: systemClock, random: systemRandom }

/** Brings the schema up to date, fills an empty club, and opens the doors of this process's role. */
export async function startClub(config: Config, services: Services, log: Log, sources = SYSTEM): Promise<Club> {
  await migrateUp(services.databaseUrl)
  const core = await buildCore(config, services, log, sources)
  const undo: (() => unknown)[] = [() => core.close()]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const { adminPassword } = services
    const adminPasswordIsSet = config.adminPassword !== null
    const content = { inviteCode: config.inviteCode, adminPassword, adminPasswordIsSet }
    await ensureContent(core.pool, core, content)
    await keepHouse(core)
    const transport = await openDoors(core, undo)
    return { core, transport, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openDoors(core: Core, undo: (() => unknown)[]): Promise<Club['transport']> {
  const { config, services, log, pool } = core
  const is = (...roles: Config['role'][]) => roles.includes(config.role)
  if (core.mailSender === null) log.warn('mail is off: set SMTP_URL')
  const redis = connectRedis(services.redisUrl, log)
  undo.push(() => redis.disconnect())
  const policy = watchRedisPolicy(redis, log)
  if (is('worker', 'all')) undo.push(...startWorkers(core, redis))
  // Also where nobody works them off: that nobody does is what it is there to tell.
  core.watchdog.start()
  undo.push(() => core.watchdog.stop())
  if (is('game', 'api', 'all')) {
    const heartbeat = startHeartbeat(heartbeatSource(core), pool, log)
    undo.push(() => heartbeat.stop())
  }
  let game: GameServer | undefined
  if (is('game', 'all')) {
    game = await startGame(core)
    undo.push(() => game?.stop())
  }
  const orm = await openOrm(services.databaseUrl, ADMIN_ENTITIES, ORM_CONNECTIONS)
  undo.push(() => orm.destroy())
  const http = await startHttp(core, orm, redis, policy.warnings)
  undo.push(() => closeHttp(http))
  // Streams would keep the port open for ever.
  undo.push(() => core.feeds.stop())
  return game?.transport ?? null
}

function heartbeatSource({ random, actors, metrics }: Core) {
  return {
    processId: random.uuid(),
    online: () => {
      const online = actors.online()
      metrics.playersOnline.set(online.length)
      return online
    },
    spins: async () => (await metrics.spins.get()).values.reduce((sum, { value }) => sum + value, 0),
  }
}

async function closeHttp(server: Server): Promise<void> {
  // A connection that is never idle is closed by its next answer.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'))
  const closed = promisify(server.close.bind(server))()
  server.closeIdleConnections()
  await closed
}
