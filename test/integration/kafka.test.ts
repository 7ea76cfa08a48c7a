import { randomInt } from 'node:crypto'
import { type EventEnvelope, eventEnvelopeSchema, topicOf } from '@casino-club/shared'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import {
  type Consumer,
  countBehind,
  countPlays,
  KafkaConsumer,
  KafkaRelay,
  StreamGauges,
  sumPlays,
} from '../../server/src/stream/index.ts'
import { aName, newCommandId, openClub, type TestClub, type TestPlayer } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { giveCoins, spinHttp } from '../support/play.ts'
import { ownerOf } from '../support/sql.ts'
import { readerOf, seqsByPlayer } from '../support/streams.ts'
import { kafkaOfTests, listenToTopics } from '../support/topics.ts'

const PATIENCE_MS = 20_000

describeWith('kafka', 'events on Kafka', () => {
  let club: TestClub
  const kafka = kafkaOfTests()
  const gauges = new StreamGauges(createMetrics(), systemClock)
  const players = new Set<string>()
  let topics: Awaited<ReturnType<typeof listenToTopics>>

  beforeAll(async () => {
    club = await openClub({ env: { ROLE: 'api' } })
    // Topics may hold events of other runs; ids of our own tell ours from theirs.
    await club.sql(`alter table users alter column id restart with ${randomInt(2 ** 40)}`)
    topics = await listenToTopics(kafka, players)
  })
  afterAll(() => topics?.stop())

  async function aPlayerWhoSpun(count: number): Promise<TestPlayer> {
    const player = await club.signUp()
    players.add(`${player.userId}`)
    for (let spin = 0; spin < count; spin++) await spinHttp(club, player, 10)
    return player
  }

  /** Relays what there is, as one process does from its start to its stop. */
  async function relayAll(): Promise<void> {
    const relay = new KafkaRelay(kafka, club.core.pool)
    const reader = readerOf(club, relay)
    reader.start()
    await eventually(async () => expect(await countBehind(club.core.pool, relay.reader)).toBe(0), PATIENCE_MS)
    await reader.stop()
    await relay.close()
  }

  const received = (): EventEnvelope[] =>
    topics.messages
      .filter(({ headers }) => headers.type !== undefined)
      .map(({ value }) => eventEnvelopeSchema.parse(JSON.parse(value)))
  const seqsOf = (player: TestPlayer) =>
    received()
      .filter(({ userId }) => userId === player.userId)
      .map(({ seq }) => seq)
  const countedPlays = async () => (await sumPlays(club.core.pool, 'slot', 1)).plays
  const playedPlays = async () =>
    Number((await club.sql(`select count(*) as plays from player_events where game = 'slot'`))[0]?.plays)
  const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
  const unique = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b)

  test('every event arrives on its topic, under its player’s key, in the order of its player', async () => {
    const some = await Promise.all([aPlayerWhoSpun(20), aPlayerWhoSpun(20)])
    const [one] = some
    await club.post('/api/fairness/rotate', { commandId: newCommandId() }, one.accessToken)
    await giveCoins(club, one.userId, 100)
    await relayAll()
    await eventually(() => expect(received()).toHaveLength(44), PATIENCE_MS)
    for (const { topic, key, value, headers } of topics.messages) {
      const event = eventEnvelopeSchema.parse(JSON.parse(value))
      expect([topic, key]).toEqual([topicOf(event.type), `${event.userId}`])
      expect(headers).toEqual({ type: event.type, schemaVersion: `${event.schemaVersion}` })
    }
    for (const topic of ['game_history_events', 'user_rewards', 'user_actions']) {
      const ids = new Set(topics.messages.filter((message) => message.topic === topic).map(({ value }) => value))
      const events = received().filter((event) => topicOf(event.type) === topic)
      expect(ids.size).toBe(events.length)
      for (const seqs of Object.values(seqsByPlayer(events))) expect(seqs).toEqual(unique(seqs))
    }
    expect(unique(seqsOf(one))).toEqual(oneTo(23))
  })

  test('a relay that ends between sending and noting it sends again and skips nothing', async () => {
    const player = await aPlayerWhoSpun(30)
    const relay = new KafkaRelay(kafka, club.core.pool)
    await club.sql('revoke insert, update on stream_cursors from casino_app')
    const reader = readerOf(club, relay)
    reader.start()
    await eventually(() => expect(seqsOf(player).length).toBeGreaterThanOrEqual(10), PATIENCE_MS)
    await reader.stop()
    await relay.close()
    await club.sql('grant insert, update on stream_cursors to casino_app')
    await relayAll()
    await eventually(() => expect(unique(seqsOf(player))).toEqual(oneTo(31)), PATIENCE_MS)
    const spins = received().filter(({ userId, game }) => userId === player.userId && game === 'slot')
    expect(spins.length).toBeGreaterThan(30)
    const firstOf = spins.filter(({ seq }, index) => spins.findIndex((spin) => spin.seq === seq) === index)
    expect(firstOf.map(({ seq }) => seq)).toEqual(oneTo(31).slice(1))
  })

  test('a consumer counts each play once, whatever comes twice, and passes over what is no event', async () => {
    const name = aName('counter')
    const consumer: Consumer = {
      name,
      topics: ['game_history_events'],
      knows: { 'slot.spun': [1] },
      readsPayload: false,
      consume: (tx, events) =>
        countPlays(
          tx,
          events.filter(({ userId }) => players.has(`${userId}`)),
        ),
    }
    const running = new KafkaConsumer(consumer, {
      kafka,
      pool: club.core.pool,
      log: createLog('silent'),
      gauges,
      clock: systemClock,
    })
    const joined = running.keepRunning()

    await aPlayerWhoSpun(10)
    await relayAll()
    await eventually(async () => expect(await countedPlays()).toBe(await playedPlays()), PATIENCE_MS)

    await club.sql(`delete from stream_cursors where reader = 'kafka-relay'`)
    const last = await aPlayerWhoSpun(1)
    await relayAll()
    await eventually(() => expect(seqsOf(last)).toContain(2), PATIENCE_MS)
    await eventually(async () => expect(await countedPlays()).toBe(await playedPlays()), PATIENCE_MS)

    const producer = kafka.producer()
    await producer.connect()
    const poison = ['', 'no json', '{}', 'null', JSON.stringify({ eventId: '1-1', seq: 'x' }), '\u0000\u0001']
    const key = `${last.userId}`
    await producer.send({ topic: 'game_history_events', messages: poison.map((value) => ({ key, value })) })
    await producer.send({ topic: 'game_history_events', messages: [{ key, value: null }] })
    await producer.disconnect()
    await aPlayerWhoSpun(5)
    await spinHttp(club, last, 10)
    await relayAll()
    await eventually(async () => expect(await countedPlays()).toBe(await playedPlays()), PATIENCE_MS)

    await running.stop()
    await joined
  }, 90_000)

  test('a whole process relays and counts, from the first event on', async () => {
    await club.sql('delete from game_minutes')
    const brokers = { KAFKA_BROKERS: (inject('kafkaBrokers') ?? []).join(',') }
    const { databaseUrl, redisUrl } = club
    const worker = await startProcess({ role: 'worker', databaseUrl, redisUrl, env: brokers })
    const player = await aPlayerWhoSpun(5)
    await eventually(async () => expect(await countedPlays()).toBe(await playedPlays()), PATIENCE_MS)
    await eventually(() => expect(unique(seqsOf(player))).toEqual(oneTo(6)), PATIENCE_MS)
    worker.kill('SIGTERM')
    expect((await worker.ended).code).toBe(0)
  }, 90_000)

  test('a process killed while it catches up: another goes on, each play is counted once, none is left out of its order', async () => {
    const [plays, first] = [12_000, 1_000]
    const some = await Promise.all([aPlayerWhoSpun(1), aPlayerWhoSpun(1), aPlayerWhoSpun(1)])
    await club.sql(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet, win,
         payload)
       select e.user_id, $2 + nth, e.day, e.occurred_at, e.type, 1, gen_random_uuid(), e.game, 1, 10, 0, e.payload
       from player_events e, generate_series(0, ${plays - 1}) nth where e.user_id = any($1) and e.type = 'slot.spun'`,
      [some.map(({ userId }) => userId), first],
    )
    const { databaseUrl, redisUrl } = club
    const start = () =>
      startProcess({
        role: 'worker',
        databaseUrl,
        redisUrl,
        env: { KAFKA_BROKERS: (inject('kafkaBrokers') ?? []).join(',') },
      })
    const behind = () => countBehind(club.core.pool, 'kafka-relay')
    const ids = new Set(some.map(({ userId }) => `${userId}`))
    const { pool } = ownerOf(databaseUrl)
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query(`select from stream_cursors where reader = 'kafka-relay' for update`)
    const victim = await start()
    // A page lies on its topic, and the place of the one who sent it cannot be written.
    await eventually(
      () => expect(topics.messages.filter(({ key }) => ids.has(key)).length).toBeGreaterThan(first),
      PATIENCE_MS,
    )
    victim.kill('SIGKILL')
    await victim.ended
    await holder.query('rollback')
    holder.release()
    await pool.end()
    // What it asked of Postgres last may still have been done; the pages after it were not.
    expect(await behind()).toBeGreaterThan(0)
    const heir = await start()
    // The group waits for the dead one until its session is over, half a minute.
    await eventually(async () => expect(await countedPlays()).toBe(await playedPlays()), 5 * PATIENCE_MS)
    const expected = Array.from({ length: plays }, (_, nth) => first + nth)
    for (const { userId } of some) {
      const seqs = () =>
        topics.messages.flatMap(({ key, value }) => {
          const seq = key === `${userId}` ? Number(/"seq":(\d+)/.exec(value)?.[1]) : 0
          return seq >= first ? [seq] : []
        })
      await eventually(() => expect(new Set(seqs()).size).toBe(plays), PATIENCE_MS)
      expect([...new Set(seqs())]).toEqual(expected)
    }
    heir.kill('SIGTERM')
    expect((await heir.ended).code).toBe(0)
  }, 240_000)
})
