/**
 * A process that sends notifications until it is killed: a worker as the club has it, whose one channel hands every message to
 * the address SINK_URL. Run by `notify-kills.test.ts` and by the fault run `letters`, which give it DATABASE_URL, REDIS_URL, and
 * how far its clock is ahead.
 */
import type { Channel, DeliveryOrder, Outcome } from '../../server/src/notify/index.ts'
import { NotificationWorker } from '../../server/src/notify/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { systemRandom } from '../../server/src/platform/ids.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { createPool } from '../../server/src/platform/postgres/pool.ts'

const { DATABASE_URL = '', REDIS_URL = '', SINK_URL = '', AHEAD_MS = '0', STRANDED_MS = '1000' } = process.env
const log = createLog(process.env.LOG_LEVEL ?? 'fatal')
const pool = createPool({ databaseUrl: DATABASE_URL, max: 8, log, name: 'casino-victim' })

/** The sink says what becomes of a message: 200 it is taken, 400 it can never be sent. */
async function send({ deliveryId }: DeliveryOrder, signal: AbortSignal): Promise<Outcome> {
  try {
    const { status } = await fetch(`${SINK_URL}/${deliveryId}`, { method: 'POST', signal })
    return status === 200 ? { kind: 'sent' } : { kind: 'poison', detail: `answered ${status}` }
  } catch {
    return { kind: 'again', detail: 'the sink is away' }
  }
}
const channel: Channel = { name: 'push', targets: async () => [''], send }

const worker = new NotificationWorker({
  ...{ pool, log, random: systemRandom, metrics: createMetrics(), channels: [channel], redisUrl: REDIS_URL },
  clock: { nowMs: () => systemClock.nowMs() + Number(AHEAD_MS) },
  bus: { on: () => () => undefined },
  mayContact: async (ids) => new Set(ids),
  caps: { game: 1_000_000, advertising: 0 },
  plays: { goOn: false },
  strandedMs: Number(STRANDED_MS),
})
worker.start()
