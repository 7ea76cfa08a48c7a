import type { Server } from 'node:http'
import { promisify } from 'node:util'
import type { Redis } from 'ioredis'
import { startUnlocking } from '../achievements/index.ts'
import { ADMIN_ENTITIES, auditErasure } from '../admin/index.ts'
import { PassMirror, PassReader } from '../battlepass/index.ts'
import { BoardReader, Ranks } from '../boards/index.ts'
import type { Config } from '../config.ts'
import { keepHouse, startHeartbeat, startHousekeeping, startTimetable } from '../jobs/index.ts'
import { PlayerMirror } from '../mirror/index.ts'
import { NotificationWorker, Triage } from '../notify/index.ts'
import { startErasure } from '../own-data/index.ts'
import { systemClock } from '../platform/clock.ts'
import { systemRandom } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { migrateUp } from '../platform/postgres/migrate.ts'
import { openOrm } from '../platform/postgres/orm.ts'
import { connectRedis } from '../platform/redis.ts'
import { watchRedisPolicy } from '../platform/redis-policy.ts'
import type { GameServer } from '../player/game-server.ts'
import { ImportWorker } from '../rewards/index.ts'
import { startRounds } from '../rounds/index.ts'
import { ShopMirror, startSettling } from '../shop/index.ts'
import { startVip } from '../vip/index.ts'
import { channelsOf } from './channels.ts'
import { ensureContent } from './content.ts'
import { buildCore, type Core, type Sources } from './core.ts'
import { startGame } from './game.ts'
import { startHttp } from './http.ts'
import type { Services } from './services.ts'
import { startStream } from './stream.ts'

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
  if (is('worker', 'all')) startWork(core, redis, undo)
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

/** Everything that is done by the clock, from the stream or from a queue. */
function startWork(core: Core, redis: Redis, undo: (() => unknown)[]): void {
  const { config, services, log, pool } = core
  const stream = startStream(core, {
    boards: new BoardReader({ ...core, ranks: new Ranks(redis) }),
    passes: new PassReader({ ...core, mirror: new PassMirror({ ...core, redis }) }),
    mirror: new PlayerMirror({ ...core, redis }),
  })
  const housekeeping = startHousekeeping(core)
  const rounds = startRounds(core)
  const vip = startVip(core)
  const unlocking = startUnlocking(core)
  const deafen = core.keeper.follow(core.bus)
  const timetable = startTimetable(core, services.redisUrl)
  const settling = startSettling(core.shopping)
  const mirror = new ShopMirror({ pool, redis, log })
  mirror.start()
  const imports = new ImportWorker({ ...core, databaseUrl: services.databaseUrl })
  imports.start()
  const notifications = new NotificationWorker({ ...core, channels: channelsOf(core), redisUrl: services.redisUrl })
  notifications.start()
  const triage = new Triage({ ...core, hideDead: (ids) => notifications.queue.hideDead(ids) })
  triage.start()
  core.schedule.start()
  core.mailSender?.start()
  const erasure = startErasure({ ...core, graceMs: config.deletionGraceMs, audit: auditErasure(core.clock) })
  undo.push(
    () => rounds.stop(),
    () => stream.stop(),
    () => vip.stop(),
    () => housekeeping.stop(),
    () => timetable.stop(),
    deafen,
    () => settling.stop(),
    () => unlocking.stop(),
    () => mirror.stop(),
    () => imports.stop(),
    () => notifications.stop(),
    () => triage.stop(),
    () => core.schedule.stop(),
    () => core.mailSender?.stop(),
    () => erasure.stop(),
  )
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
