import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { EventEnvelope } from '@casino-club/shared'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import {
  type Consumer,
  countBehind,
  deadLetterTopic,
  findOpenLetters,
  KafkaConsumer,
  KafkaRelay,
  readerName,
  StreamGauges,
  StreamOutage,
  type StreamReader,
} from '../../server/src/stream/index.ts'
import { aName, openClub, type TestClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { type MockKafka, startMockKafka } from '../support/kafka.ts'
import { describeWith } from '../support/needs.ts'
import { spinHttp } from '../support/play.ts'
import { readerOf } from '../support/streams.ts'
import { makeTally, tallied, tallying } from '../support/tally.ts'

const PATIENCE_MS = 40_000
const TOPIC = 'game_history_events'

describeWith('kafka', 'faults on the way through Kafka', () => {
  let club: TestClub
  let mock: MockKafka | undefined
  let brokers: readonly string[]
  let kafka: Kafka
  const running: KafkaConsumer[] = []
  const relays: { reader: StreamReader; relay: KafkaRelay }[] = []
  const metrics = createMetrics()
  const gauges = new StreamGauges(metrics, systemClock)
  const log = createLog('silent')
  const players: TestPlayer[] = []

  beforeAll(async () => {
    club = await openClub({ env: { ROLE: 'api' } })
    // Topics may hold events of other runs; ids of our own tell ours from theirs.
    await club.sql(`alter table users alter column id restart with ${randomInt(2 ** 40)}`)
    mock = inject('kafkaIsMock') ? await startMockKafka() : undefined
    brokers = mock?.brokers ?? inject('kafkaBrokers') ?? []
    kafka = new Kafka({ brokers: [...brokers], clientId: 'casino-faults', logLevel: logLevel.NOTHING })
    for (let nth = 0; nth < 4; nth++) players.push(await club.signUp())
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()))
    await Promise.all(relays.splice(0).map(({ reader, relay }) => reader.stop().then(() => relay.close())))
  })
  afterAll(() => mock?.stop())

  /** A consumer of our players' plays with a table of its own. */
  async function aTally() {
    const table = aName('tally_')
    await makeTally(club.sql, table)
    const plain = tallying(table, aName('consumer'))
    const ours = new Set(players.map(({ userId }) => userId))
    const own = (events: readonly EventEnvelope[]) => events.filter(({ userId }) => ours.has(userId))
    const consumer: Consumer = { ...plain, consume: (tx, events) => plain.consume(tx, own(events)) }
    return { table, consumer, seqs: () => tallied(club.sql, table) }
  }
  function run(consumer: Consumer): KafkaConsumer {
    const { pool } = club.core
    const started = new KafkaConsumer(consumer, {
      kafka,
      pool,
      log,
      gauges,
      clock: systemClock,
      sessionTimeoutMs: 6_000,
    })
    running.push(started)
    started.keepRunning().catch(() => undefined)
    return started
  }
  function startRelay(): void {
    const relay = new KafkaRelay(kafka, club.core.pool)
    const reader = readerOf(club, relay, 13)
    relays.push({ reader, relay })
    reader.start()
  }
  const relayed = () =>
    eventually(async () => expect(await countBehind(club.core.pool, 'kafka-relay')).toBe(0), PATIENCE_MS)
  async function spinAll(count: number): Promise<void> {
    await Promise.all(
      players.map(async (player) => {
        for (let nth = 0; nth < count; nth++) await spinHttp(club, player, 10)
      }),
    )
  }
  /** Every play of every player, in his order: what a consumer must have taken, neither more nor less. */
  async function allPlays(): Promise<Record<string, number[]>> {
    const rows = await club.sql<{ user_id: number; seqs: string[] }>(
      `select user_id, array_agg(seq::text order by seq) as seqs from player_events where type = 'slot.spun' group by user_id`,
    )
    return Object.fromEntries(rows.map(({ user_id, seqs }) => [user_id, seqs.map(Number)]))
  }
  const complete = (seqs: () => Promise<Record<string, number[]>>) =>
    eventually(async () => expect(await seqs()).toEqual(await allPlays()), PATIENCE_MS)
  const lettersOf = ({ name }: Consumer) => findOpenLetters(club.core.pool, { consumer: name, after: 0, limit: 1_000 })

  test('what comes again, and older after newer, has its effect once and in order; the lag goes to nothing', async () => {
    const { consumer, seqs } = await aTally()
    startRelay()
    await spinAll(6)
    run(consumer)
    await relayed()
    await club.sql(`delete from stream_cursors where reader = 'kafka-relay'`)
    await Promise.all(relays.splice(0).map(({ reader, relay }) => reader.stop().then(() => relay.close())))
    startRelay()
    await spinAll(3)
    await relayed()
    await complete(seqs)
    await eventually(async () => {
      const text = await metrics.registry.metrics()
      expect(text).toContain(`casino_relay_lag_events{reader="${readerName(consumer.name)}"} 0`)
      expect(text).toContain(`casino_stream_lag_seconds{reader="${readerName(consumer.name)}"} 0`)
    }, PATIENCE_MS)
  }, 120_000)

  test('what is no event, of an unknown version, or not what its schema says goes to both places of dead letters', async () => {
    const { consumer, seqs } = await aTally()
    startRelay()
    run(consumer)
    await spinAll(1)
    await relayed()
    await complete(seqs)
    const [player] = players
    const [row] = await club.sql<{ event: EventEnvelope }>(
      `select json_build_object('eventId', user_id || '-9001', 'userId', user_id, 'seq', 9001, 'xid', pg_current_xact_id()::text, 'type', type,
         'schemaVersion', 1, 'occurredAt', '2026-01-02T03:04:05.678Z', 'commandId', command_id, 'game', game,
         'tableVersion', table_version, 'bet', bet, 'win', win, 'payload', payload) as event
       from player_events where user_id = $1 and type = 'slot.spun' limit 1`,
      [player?.userId],
    )
    const event = row?.event ?? expect.fail('no spin')
    const forged = [
      { ...event, schemaVersion: 7 },
      { ...event, eventId: `${event.userId}-9002`, seq: 9002, payload: { reels: 'none' } },
    ]
    const strange = [
      ...['no json', '{}', '\u0000'],
      ...[{ xid: '9000000000000000000' }, { xid: '18446744073709551616' }, { schemaVersion: 32_768 }, { seq: 0 }].map(
        (change) => JSON.stringify({ ...event, ...change }),
      ),
      // None of these is the id of its event: Postgres holds no zero byte and no key so long, and the others would be looked up as they are.
      ...['a\0b', 'x'.repeat(9_000), 'notification-a-b', `${event.userId}-2`].map((eventId) =>
        JSON.stringify({ ...event, schemaVersion: 8, eventId }),
      ),
      JSON.stringify({ padding: 'x'.repeat(500_000) }),
    ]
    const letters: { headers: Record<string, string>; bytes: number }[] = []
    const producer = kafka.producer()
    await producer.connect()
    const texts = [...forged.map((one) => JSON.stringify(one)), ...strange]
    const key = `${event.userId}`
    const messages = [...texts, null].map((value) => ({ key, value }))
    await producer.send({ topic: TOPIC, messages: [...messages, { key: 'x', value: JSON.stringify(event) }] })
    await producer.disconnect()
    await eventually(async () => expect(await lettersOf(consumer)).toHaveLength(16), PATIENCE_MS)
    expect((await lettersOf(consumer)).map(({ reason }) => reason).sort()).toEqual([
      ...['BAD_PAYLOAD', ...Array.from({ length: 14 }, () => 'NO_EVENT'), 'UNKNOWN_VERSION'],
    ])
    const listener = kafka.consumer({ groupId: aName('listener-'), maxWaitTimeInMs: 100 })
    await listener.connect()
    await listener.subscribe({ topic: deadLetterTopic(consumer.name), fromBeginning: true })
    await listener.run({
      eachMessage: async ({ message: { headers, value } }) => {
        const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, `${value}`])
        letters.push({ headers: Object.fromEntries(texts), bytes: value?.length ?? 0 })
      },
    })
    await eventually(() => expect(letters).toHaveLength(16), PATIENCE_MS)
    await listener.disconnect()
    expect(Math.max(...letters.map(({ bytes }) => bytes))).toBe(10_000)
    // The place was not lifted beyond what is to come.
    await spinAll(1)
    await relayed()
    await complete(seqs)
    for (const { headers } of letters) expect([headers.topic, headers.consumer]).toEqual([TOPIC, consumer.name])
    expect(letters.map(({ headers }) => headers.reason)).toContain('UNKNOWN_VERSION')
  }, 120_000)

  test.each(['effect', 'offset'])(
    'a consumer killed at the %s: another one goes on, and nothing is lost or doubled',
    async (at) => {
      const table = aName('tally_')
      await makeTally(club.sql, table)
      const name = aName('consumer')
      startRelay()
      await spinAll(4)
      await relayed()
      const victim = spawn(process.execPath, [join(import.meta.dirname, '../support/stream-victim.ts')], {
        env: {
          ...process.env,
          ...{
            DATABASE_URL: club.databaseUrl,
            KAFKA_BROKERS: brokers.join(','),
            TABLE: table,
            CONSUMER: name,
            KILL_AT: at,
          },
        },
        stdio: 'ignore',
      })
      const signal = await new Promise((resolve) => victim.once('exit', (_, ended) => resolve(ended)))
      expect(signal).toBe('SIGKILL')
      const taken = Object.values(await tallied(club.sql, table)).flat().length
      if (at === 'effect') expect(taken).toBe(0)
      else expect(taken).toBeGreaterThan(0)
      const plain = tallying(table, name)
      run(plain)
      await spinAll(1)
      await complete(async () => {
        const ours = new Set(players.map(({ userId }) => `${userId}`))
        return Object.fromEntries(Object.entries(await tallied(club.sql, table)).filter(([userId]) => ours.has(userId)))
      })
    },
    120_000,
  )

  test('two consumers of one group share the players, and hand them over when one stops or comes', async () => {
    const { consumer, seqs } = await aTally()
    startRelay()
    const first = run(consumer)
    await spinAll(3)
    run(consumer)
    await spinAll(3)
    await complete(seqs)
    await first.stop()
    await spinAll(3)
    await complete(seqs)
  }, 120_000)

  test('a fault that kafkajs takes to be for good is none: the lag is told meanwhile, and all arrives', async () => {
    const { consumer, seqs } = await aTally()
    startRelay()
    await spinAll(2)
    await relayed()
    let [failing, calls] = [true, 0]
    run({
      ...consumer,
      async consume(tx, events) {
        calls++
        if (failing) throw Object.assign(new StreamOutage('too large'), { retriable: false })
        await consumer.consume(tx, events)
      },
    })
    const told = async (metric: 'relayLagEvents' | 'streamLagSeconds') =>
      (await metrics[metric].get()).values.find(({ labels }) => labels.reader === readerName(consumer.name))?.value
    await eventually(async () => {
      expect(calls).toBeGreaterThan(3)
      expect(await told('relayLagEvents')).toBeGreaterThanOrEqual(8)
      expect(await told('streamLagSeconds')).toBeGreaterThan(0)
    }, PATIENCE_MS)
    failing = false
    await complete(seqs)
    await eventually(async () => expect(await told('relayLagEvents')).toBe(0), PATIENCE_MS)
  }, 120_000)

  test('brokers that freeze in the middle and thaw: all arrives, once and in order', async () => {
    // A real broker is killed and started again by `npm run faults -- --only kafka --kafka real`.
    if (mock === undefined) return
    const { consumer, seqs } = await aTally()
    startRelay()
    run(consumer)
    await spinAll(2)
    await complete(seqs)
    const spins = spinAll(12)
    mock.freeze()
    await spins
    expect(await countBehind(club.core.pool, 'kafka-relay')).toBeGreaterThan(0)
    mock.thaw()
    await relayed()
    await complete(seqs)
    expect((await lettersOf(consumer)).filter(({ reason }) => reason === 'EFFECT_FAILED')).toEqual([])
  }, 180_000)
})
