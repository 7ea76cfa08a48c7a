import { startUnlocking } from '../achievements/index.ts'
import { auditErasure } from '../admin/index.ts'
import { PassMirror, PassReader } from '../battlepass/index.ts'
import { BoardReader, Ranks } from '../boards/index.ts'
import { CampaignGuard, CampaignPump } from '../campaigns/index.ts'
import { startHousekeeping, startTimetable } from '../jobs/index.ts'
import { PlayerMirror } from '../mirror/index.ts'
import { NotificationWorker } from '../notify/index.ts'
import { startErasure } from '../own-data/index.ts'
import type { connectRedis } from '../platform/redis.ts'
import { ImportWorker } from '../rewards/index.ts'
import { startRounds } from '../rounds/index.ts'
import { ShopMirror, startSettling } from '../shop/index.ts'
import { startVip } from '../vip/index.ts'
import { channelsOf } from './channels.ts'
import type { Core } from './core.ts'
import { startStream } from './stream.ts'

/** Starts whatever of the club works by itself, beside what players and admins ask for; gives how each is stopped, in order. */
export function startWorkers(core: Core, redis: ReturnType<typeof connectRedis>): (() => unknown)[] {
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
  const notifications = new NotificationWorker({
    ...{ ...core, channels: channelsOf(core), redisUrl: services.redisUrl },
    caps: config.messages.caps,
  })
  notifications.start()
  const campaigns = new CampaignPump(core)
  campaigns.start()
  const guard = new CampaignGuard(core)
  guard.start()
  core.schedule.start()
  core.mailSender?.start()
  const erasure = startErasure({ ...core, graceMs: config.deletionGraceMs, audit: auditErasure(core.clock) })
  return [
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
    () => campaigns.stop(),
    () => guard.stop(),
    () => notifications.stop(),
    () => core.schedule.stop(),
    () => core.mailSender?.stop(),
    () => erasure.stop(),
  ]
}
