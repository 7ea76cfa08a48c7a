/**
 * A process that reads plays from Kafka into a tally and kills itself in its first batch: at `effect`, when it has counted and
 * not committed, or at `offset`, when Postgres has its effect and Kafka does not know yet. Run by `kafka-faults.test.ts`.
 */
import { Kafka, logLevel } from 'kafkajs'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { createPool } from '../../server/src/platform/postgres/pool.ts'
import { KafkaConsumer, StreamGauges } from '../../server/src/stream/index.ts'
import { tallying } from './tally.ts'

const { DATABASE_URL = '', KAFKA_BROKERS = '', TABLE = '', CONSUMER = '', KILL_AT = '' } = process.env
const log = createLog('silent')
const pool = createPool({ databaseUrl: DATABASE_URL, max: 2, log, name: 'casino-victim' })
const die = () => process.kill(process.pid, 'SIGKILL')

/** Told of a batch between its commit in Postgres and that of its offset. */
class DeadlyGauges extends StreamGauges {
  override took(reader: string, events: number): void {
    if (KILL_AT === 'offset' && events > 0) die()
    super.took(reader, events)
  }
}

const plain = tallying(TABLE, CONSUMER)
const consumer = {
  ...plain,
  consume: async (...[tx, events]: Parameters<typeof plain.consume>) => {
    await plain.consume(tx, events)
    if (KILL_AT !== 'effect') return
    die()
    await new Promise(() => undefined)
  },
}
const kafka = new Kafka({ brokers: KAFKA_BROKERS.split(','), clientId: 'casino-victim', logLevel: logLevel.NOTHING })
const gauges = new DeadlyGauges(createMetrics(), systemClock)
await new KafkaConsumer(consumer, {
  kafka,
  pool,
  log,
  gauges,
  clock: systemClock,
  sessionTimeoutMs: 6_000,
}).keepRunning()
