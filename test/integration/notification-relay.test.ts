import { randomInt } from 'node:crypto'
import { eventEnvelopeSchema, type KafkaHealth } from '@casino-club/shared'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { raiseMany } from '../../server/src/notify/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import {
  countBehind,
  KafkaConsumer,
  KafkaRelay,
  NOTIFICATION_BOOK,
  NOTIFICATION_RELAY_READER,
  StreamGauges,
} from '../../server/src/stream/index.ts'
import { campaignTools } from '../support/campaigns.ts'
import { aName, openClub, type TestClub } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { eventually } from '../support/eventually.ts'
import { type MockKafka, startMockKafka } from '../support/kafka.ts'
import { describeWith } from '../support/needs.ts'
import { notificationTaker } from '../support/notification-events.ts'
import { anOrder } from '../support/notifications.ts'
import { ownerOf } from '../support/sql.ts'
import { readerOf } from '../support/streams.ts'
import { listenToTopics } from '../support/topics.ts'

const PATIENCE_MS = 40_000
const PLAYERS = 40
const EACH = 20

describeWith('kafka', 'events of notifications on Kafka', () => {
  let club: TestClub
  let mock: MockKafka | undefined
  let brokers: readonly string[]
  let kafka: Kafka
  let ids: readonly number[]
  const keys = new Set<string>()
  let topics: Awaited<ReturnType<typeof listenToTopics>>
  const metrics = createMetrics()

  beforeAll(async () => {
    // It relays nothing itself, and says how far others have come.
    club = await openClub({ env: { ROLE: 'api', KAFKA_BROKERS: (inject('kafkaBrokers') ?? []).join(',') } })
    // Topics may hold events of other runs; ids of our own tell ours from theirs.
    await club.sql(`alter table users alter column id restart with ${randomInt(2 ** 40)}`)
    mock = inject('kafkaIsMock') ? await startMockKafka() : undefined
    brokers = mock?.brokers ?? inject('kafkaBrokers') ?? []
    kafka = new Kafka({ brokers: [...brokers], clientId: 'casino-notifications', logLevel: logLevel.NOTHING })
    ids = await campaignTools(club).accounts(PLAYERS)
    for (const id of ids) keys.add(`${id}`)
    topics = await listenToTopics(kafka, keys)
  })
  afterAll(async () => {
    await topics?.stop()
    mock?.stop()
  })

  /** Raises some for every player, a statement each. */
  async function raiseAll(count = EACH): Promise<void> {
    for (let nth = 0; nth < count; nth++) {
      await inTransaction(club.core.pool, (tx) =>
        raiseMany(
          tx,
          anOrder(club, 0, { channels: ['in_app'] }),
          ids.map((userId) => ({ ...anOrder(club, userId), dedupeKey: aName('key-') })),
        ),
      )
    }
  }
  const behind = () => countBehind(club.core.pool, NOTIFICATION_RELAY_READER, NOTIFICATION_BOOK)
  const relayed = () => eventually(async () => expect(await behind()).toBe(0), PATIENCE_MS)
  function startRelay() {
    const relay = new KafkaRelay(kafka, club.core.pool, NOTIFICATION_BOOK)
    const reader = readerOf(club, relay, 60)
    reader.start()
    return { stop: () => reader.stop().then(() => relay.close()) }
  }
  const sentTo = (userId: number) =>
    topics.messages
      .filter(({ key }) => key === `${userId}`)
      .map(({ value }) => eventEnvelopeSchema.parse(JSON.parse(value)))
  /** What the book has of each player, and what its topic has, leaving out what came before. */
  async function complete(): Promise<void> {
    const rows = await club.sql<{ user_id: number; seqs: string[] }>(
      'select user_id, array_agg(seq::text order by xid, seq) as seqs from notification_events group by user_id',
    )
    expect(rows).toHaveLength(PLAYERS)
    await eventually(() => {
      for (const { user_id, seqs } of rows) {
        const sent = sentTo(user_id).map(({ seq }) => seq)
        expect([...new Set(sent)]).toEqual(seqs.map(Number))
      }
    }, PATIENCE_MS)
  }

  test('each arrives on the topic under its player’s key, in his order, and a consumer takes each once', async () => {
    const { consumer, of } = notificationTaker()
    const { pool } = club.core
    const gauges = new StreamGauges(metrics, systemClock)
    const running = new KafkaConsumer(consumer, { kafka, pool, log: createLog('silent'), gauges, clock: systemClock })
    const joined = running.keepRunning()
    const relay = startRelay()
    await raiseAll()
    await relayed()
    await complete()
    await club.sql('delete from stream_cursors where reader = $1', [NOTIFICATION_RELAY_READER])
    await relay.stop()
    const again = startRelay()
    await raiseAll(1)
    await relayed()
    await again.stop()
    for (const id of ids) await eventually(() => expect(of(id)).toHaveLength(EACH + 1), PATIENCE_MS)
    // All of the first ones came twice.
    expect(sentTo(ids[0] ?? 0)).toHaveLength(2 * EACH + 1)
    const [message] = topics.messages
    expect(message).toMatchObject({
      topic: 'notifications',
      headers: { type: 'notification.raised', schemaVersion: '1' },
    })
    const [event] = sentTo(ids[0] ?? 0)
    expect(event).toMatchObject({
      eventId: `notification-${event?.xid}-${event?.seq}`,
      commandId: null,
      game: null,
      bet: null,
    })
    expect(Object.keys(of(ids[0] ?? 0)[0]?.payload ?? {})).toContain('notificationId')
    await running.stop()
    await joined
  }, 120_000)

  test('a worker killed between sending and noting it: the next one sends again, and leaves none out', async () => {
    await raiseAll()
    const { databaseUrl, redisUrl } = club
    const env = { KAFKA_BROKERS: brokers.join(',') }
    const { pool } = ownerOf(databaseUrl)
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query('select from stream_cursors where reader = $1 for update', [NOTIFICATION_RELAY_READER])
    const before = topics.messages.length
    const victim = await startProcess({ role: 'worker', databaseUrl, redisUrl, env })
    await eventually(() => expect(topics.messages.length).toBeGreaterThan(before), PATIENCE_MS)
    // Nothing is left in its hands, which would be waited for.
    await eventually(async () => {
      const [row] = await club.sql<{ open: number }>(
        `select count(*) as open from notification_deliveries where state in ('waiting', 'queued', 'sending')`,
      )
      expect(row?.open).toBe(0)
    }, PATIENCE_MS)
    victim.kill('SIGKILL')
    await victim.ended
    await holder.query('rollback')
    holder.release()
    await pool.end()
    const heir = await startProcess({ role: 'worker', databaseUrl, redisUrl, env })
    await relayed()
    await complete()
    heir.kill('SIGTERM')
    expect((await heir.ended).code).toBe(0)
  }, 180_000)

  test('brokers that freeze and thaw: all that was raised meanwhile arrives', async () => {
    // A real broker is killed and started again by `npm run faults -- --only kafka --kafka real`.
    if (mock === undefined) return
    const relay = startRelay()
    await relayed()
    const health = async () => (await club.get<KafkaHealth>('/api/kafka/health', await club.adminToken())).body
    const ofNotifications = async () => (await health()).readers.find(({ topics }) => topics.includes('notifications'))
    expect(await ofNotifications()).toMatchObject({ reader: NOTIFICATION_RELAY_READER, events: 0, oldestAt: null })
    mock.freeze()
    await raiseAll()
    expect(await ofNotifications()).toMatchObject({ events: PLAYERS * EACH, oldestAt: expect.any(String) })
    mock.thaw()
    await relayed()
    await complete()
    expect(await health()).toMatchObject({ kafka: true, readers: [{ reader: 'kafka-relay' }, { events: 0 }] })
    await relay.stop()
  }, 180_000)
})
