import { PLAYER_DAYS, playerDaysAfter } from '../activity/index.ts'
import type { PassReader } from '../battlepass/index.ts'
import type { BoardReader } from '../boards/index.ts'
import { PLAY_SUMS, sumPlaysAfter } from '../games/index.ts'
import type { PlayerMirror } from '../mirror/index.ts'
import { MISSIONS, missionCounter } from '../missions/index.ts'
import { connectKafka } from '../platform/kafka.ts'
import {
  type Consumer,
  KafkaConsumer,
  KafkaRelay,
  postgresConsumer,
  postgresSweep,
  StreamGauges,
  StreamReader,
  type StreamReaderOptions,
  type StreamSource,
} from '../stream/index.ts'
import { VIP, vipCounter } from '../vip/index.ts'
import { liveCounters } from './consumers.ts'
import type { Core } from './core.ts'

type Pace = Pick<StreamReaderOptions, 'batchSize' | 'pollMs'>
const PROMPT: Pace = { batchSize: 2_000, pollMs: 100 }
/** For what nobody waits for: fewer and greater steps cost less beside the plays. */
const RELAXED: Pace = { batchSize: 10_000, pollMs: 1_000 }
const RETRY_MS = 1_000

/** The reader whose lag tells how far behind the live counters may be. */
export const COUNTERS_READER = `consumer:${liveCounters.name}`

const CONSUMERS: readonly Consumer[] = [liveCounters]

/** Starts the way out: to Kafka and back where there is one, else the consumers straight from Postgres. */
export function startStream(
  core: Core,
  { boards, passes, mirror }: { boards: BoardReader; passes: PassReader; mirror: PlayerMirror },
): { stop(): Promise<void> } {
  const { config, services, pool, log, metrics, clock } = core
  const gauges = new StreamGauges(metrics, clock)
  const readerFor = (target: StreamSource, pace: Pace = PROMPT) => {
    const { databaseUrl } = services
    return new StreamReader(target, { pool, databaseUrl, log, gauges, ...pace, retryMs: RETRY_MS })
  }
  const playSums = readerFor(postgresSweep(PLAY_SUMS, sumPlaysAfter, pool))
  playSums.start()
  const boardReader = readerFor(boards)
  boardReader.start()
  const missions = readerFor(postgresSweep(MISSIONS, missionCounter(core.policy.zone), pool))
  missions.start()
  const vip = readerFor(postgresSweep(VIP, vipCounter(core.policy.zone), pool))
  vip.start()
  const days = readerFor(postgresSweep(PLAYER_DAYS, playerDaysAfter(core.policy.zone), pool), RELAXED)
  days.start()
  const passReader = readerFor(passes)
  passReader.start()
  const mirrorReader = readerFor(mirror)
  mirrorReader.start()
  const others =
    config.kafkaBrokers.length === 0 ? startPostgres(core, readerFor) : startKafka({ ...core, gauges }, readerFor)
  const sweeps = [playSums, missions, vip, days, boardReader, passReader, mirrorReader]
  return {
    async stop() {
      await Promise.all([...sweeps.map((reader) => reader.stop()), others.stop()])
    },
  }
}

function startPostgres({ pool, log }: Core, readerFor: (target: StreamSource) => StreamReader) {
  const readers = CONSUMERS.map((consumer) => readerFor(postgresConsumer(consumer, pool, log)))
  for (const reader of readers) reader.start()
  return {
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()))
    },
  }
}

function startKafka(core: Core & { gauges: StreamGauges }, readerFor: (target: StreamSource) => StreamReader) {
  const { config, pool, log } = core
  const kafka = connectKafka(config.kafkaBrokers, 'casino-club', log)
  const relay = new KafkaRelay(kafka, pool)
  const reader = readerFor(relay)
  reader.start()
  const consumers = CONSUMERS.map((consumer) => new KafkaConsumer(consumer, { ...core, kafka }))
  const starting = consumers.map((consumer) => consumer.keepRunning())
  return {
    async stop() {
      await reader.stop()
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      await Promise.all(starting)
      await relay.close()
    },
  }
}
