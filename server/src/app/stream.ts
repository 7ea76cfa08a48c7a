import { availableParallelism } from 'node:os'
import { EVENT_TOPICS } from '@casino-club/shared'
import { PLAYER_DAYS, playerDaysAfter } from '../activity/index.ts'
import type { PassReader } from '../battlepass/index.ts'
import type { BoardReader } from '../boards/index.ts'
import type { Config } from '../config.ts'
import { PLAY_SUMS, sumPlaysAfter } from '../games/index.ts'
import type { PlayerMirror } from '../mirror/index.ts'
import { MISSIONS, missionCounter } from '../missions/index.ts'
import { connectKafka } from '../platform/kafka.ts'
import {
  bookOf,
  booksOf,
  type Consumer,
  EventsHead,
  KafkaConsumer,
  KafkaRelay,
  NOTIFICATION_BOOK,
  NOTIFICATION_RELAY_READER,
  PLAYER_EVENTS,
  postgresConsumer,
  postgresSweep,
  RELAY_READER,
  readerName,
  StreamGauges,
  StreamReader,
  type StreamReaderOptions,
  type StreamSweep,
  Turns,
  type WayOut,
} from '../stream/index.ts'
import { VIP, vipCounter } from '../vip/index.ts'
import { consumersOf, liveCounters, openWarehouse } from './consumers.ts'
import type { Core } from './core.ts'

type Pace = Pick<StreamReaderOptions, 'batchSize' | 'pollMs'>
const PROMPT: Pace = { batchSize: 2_000, pollMs: 100 }
/** What is only passed on: a page is some megabytes, and another one is read while it is on its way. */
const TO_KAFKA: Pace = { batchSize: 5_000, pollMs: 100 }
/** Nobody plays by what became of a notification: a page a second, or one after the other. */
const NOTIFICATIONS_TO_KAFKA: Pace = { batchSize: 5_000, pollMs: 1_000 }
/** What is done in SQL, where the events lie: great batches need no memory here. */
const IN_SQL: Pace = { batchSize: 10_000, pollMs: 100 }
/** The same where each player who has moved comes back, to be told of in Redis and in rooms. */
const IN_SQL_AND_TOLD: Pace = { batchSize: 5_000, pollMs: 100 }
/** For what nobody waits for: fewer and greater steps cost less beside the plays. */
const RELAXED: Pace = { batchSize: 10_000, pollMs: 1_000 }
const RETRY_MS = 1_000
/** Readers that work in Postgres at a time; who has waited for longer than this goes on all the same. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))
const PATIENCE_MS = 500

const hasKafka = ({ kafkaBrokers }: Pick<Config, 'kafkaBrokers'>): boolean => kafkaBrokers.length > 0

/** The reader whose place tells how far behind the live counters may be: theirs stands still where they read from Kafka. */
export const countersReader = (config: Pick<Config, 'kafkaBrokers'>): string =>
  hasKafka(config) ? RELAY_READER : readerName(liveCounters.name)

/** By which readers events come to their topics, or without Kafka to the consumers of these. */
export function waysOut(config: Pick<Config, 'kafkaBrokers'>): { hasKafka: boolean; ways: readonly WayOut[] } {
  const wayOf = (reader: string, topics: WayOut['topics'], book: WayOut['book']) => ({
    ...{ reader, book, topics: topics.filter((topic) => bookOf(topic) === book) },
  })
  if (!hasKafka(config)) {
    const ways = consumersOf(undefined).flatMap((consumer) =>
      booksOf(consumer).map((book) => wayOf(readerName(consumer.name, book), consumer.topics, book)),
    )
    return { hasKafka: false, ways }
  }
  const relays = [
    wayOf(RELAY_READER, EVENT_TOPICS, PLAYER_EVENTS),
    wayOf(NOTIFICATION_RELAY_READER, EVENT_TOPICS, NOTIFICATION_BOOK),
  ]
  return { hasKafka: true, ways: relays }
}

interface Parts {
  readonly boards: BoardReader
  readonly passes: PassReader
  readonly mirror: PlayerMirror
}

/** A reader of Postgres goes in turn; one that waits for another system would keep the others waiting. */
type ReaderFor = (sweep: StreamSweep, pace?: Pace, inTurn?: boolean) => StreamReader

/** Starts the way out: to Kafka and back where there is one, else the consumers straight from Postgres. */
export function startStream(core: Core, { boards, passes, mirror }: Parts): { stop(): Promise<void> } {
  const { config, services, pool, log, metrics, clock } = core
  const { zone } = core.policy
  const gauges = new StreamGauges(metrics, clock)
  const heads = { players: new EventsHead(pool), notifications: new EventsHead(pool, undefined, NOTIFICATION_BOOK) }
  const turns = new Turns(AT_ONCE, PATIENCE_MS)
  const readerFor: ReaderFor = (sweep, pace = PROMPT, inTurn = true) => {
    const head = sweep.book === NOTIFICATION_BOOK ? heads.notifications : heads.players
    const options = { pool, databaseUrl: services.databaseUrl, log, gauges, head, ...pace, retryMs: RETRY_MS }
    return new StreamReader(sweep, inTurn ? { ...options, turns } : options)
  }
  const sweeps = [
    readerFor(postgresSweep(PLAY_SUMS, sumPlaysAfter, pool), IN_SQL),
    readerFor(boards, IN_SQL_AND_TOLD),
    readerFor(postgresSweep(MISSIONS, missionCounter(zone), pool), IN_SQL),
    readerFor(postgresSweep(VIP, vipCounter(zone), pool), IN_SQL),
    readerFor(postgresSweep(PLAYER_DAYS, playerDaysAfter(zone), pool), RELAXED),
    readerFor(passes, IN_SQL_AND_TOLD),
    readerFor(mirror, PROMPT, false),
  ]
  for (const reader of sweeps) reader.start()
  const warehouse = openWarehouse(config)
  const consumers = consumersOf(warehouse)
  const fromTopics = hasKafka(config) ? consumers.filter(({ topics }) => topics.length > 0) : []
  const fromPostgres = consumers.filter((consumer) => !fromTopics.includes(consumer))
  const ways = [startPostgres(core, fromPostgres, readerFor)]
  if (hasKafka(config)) ways.push(startKafka({ ...core, gauges }, fromTopics, readerFor))
  return {
    async stop() {
      await Promise.all([...sweeps, ...ways].map((way) => way.stop()))
      await warehouse?.close()
    },
  }
}

function startPostgres({ pool, log }: Core, consumers: readonly Consumer[], readerFor: ReaderFor) {
  const readers = consumers.flatMap((consumer) =>
    booksOf(consumer).map((book) =>
      readerFor(
        postgresConsumer(consumer, pool, log, book),
        consumer.gathers ? RELAXED : consumer.consumeAfter ? IN_SQL : PROMPT,
        consumer.consumeAfter !== undefined,
      ),
    ),
  )
  for (const reader of readers) reader.start()
  return {
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()))
    },
  }
}

function startKafka(
  core: Core & { readonly gauges: StreamGauges },
  consumers: readonly Consumer[],
  readerFor: ReaderFor,
) {
  const { config, pool, log } = core
  const kafka = connectKafka(config.kafkaBrokers, 'casino-club', log)
  const relays = [new KafkaRelay(kafka, pool), new KafkaRelay(kafka, pool, NOTIFICATION_BOOK)]
  const readers = relays.map((relay) =>
    readerFor(relay, relay.book === NOTIFICATION_BOOK ? NOTIFICATIONS_TO_KAFKA : TO_KAFKA, false),
  )
  for (const reader of readers) reader.start()
  const running = consumers.map((consumer) => new KafkaConsumer(consumer, { ...core, kafka }))
  for (const consumer of running) void consumer.keepRunning()
  return {
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()))
      await Promise.all(running.map((consumer) => consumer.stop()))
      await Promise.all(relays.map((relay) => relay.close()))
    },
  }
}
