import type { Config } from '../config.ts'
import { SecretBox, type Sessions } from '../identity/index.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import {
  leadsInside,
  OriginTally,
  PushChannel,
  PushCleanup,
  PushLine,
  PushSubscriptions,
  TestPushes,
  VapidKeys,
} from '../push/index.ts'
import type { MayContact } from '../safe-play/index.ts'
import type { Sources } from './core.ts'
import type { Services } from './services.ts'

interface PushParts extends Sources {
  readonly pool: Pool
  readonly bus: Bus
  readonly log: Log
  readonly metrics: Metrics
  readonly sessions: Sessions
  readonly mayContact: MayContact
}

/** Web push, with its keys read. */
export async function buildPush(config: Config, services: Services, parts: PushParts) {
  const { pool, bus, log, metrics, clock, random, sessions, mayContact } = parts
  const previous = config.jwtSecretPrevious === null ? [] : [config.jwtSecretPrevious]
  const box = new SecretBox(services.jwtSecret, previous, random)
  const keys = new VapidKeys({ pool, box, clock, random, log })
  keys.follow(bus)
  await keys.load()
  const terms = config.push
  const inside = (host: string) => leadsInside(host, terms.allowPrivate)
  const subscriptions = new PushSubscriptions({ pool, clock, sessions, keys, terms, leadsInside: inside })
  const line = new PushLine(terms, clock)
  const tally = new OriginTally(pool, log)
  const channel = new PushChannel({ pool, clock, log, metrics, keys, line, tally, terms })
  const close = async () => {
    await tally.flush()
    await line.close()
  }
  const cleanup = new PushCleanup({ pool, clock, terms })
  const tests = new TestPushes({ pool, clock, random, channel, mayContact })
  return { keys, subscriptions, channel, tally, cleanup, tests, close }
}
