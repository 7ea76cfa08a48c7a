import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectKafka } from '@casino-club/server/src/platform/kafka.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { countBehind } from '@casino-club/server/src/stream/index.ts'
import { type EventEnvelope, topicOf } from '@casino-club/shared'
import { type Brokers, startMockBrokers, startRealBroker } from './brokers.ts'
import { Diary } from './diary.ts'
import { type Claim, claim, prove, withPool } from './proof.ts'
import type { Stage } from './stage.ts'

/** Longer than kafkajs waits for an answer, so that a send is given up and made again. */
const AWAY_MS = 20_000
const ARRIVAL_PATIENCE_MS = 120_000
const TOPICS = ['user_actions', 'user_rewards', 'game_history_events']
const LEAVE_MS = 2_000
const JOIN_TRIES = 20
const RELAY = 'kafka-relay'

/** Kafka goes away under load and comes back: events pile up in Postgres meanwhile and arrive afterwards. */
export async function kafkaRun(stage: Stage): Promise<{ diary: Diary; claims: Claim[] }> {
  const { spins, say, kafka } = stage.options
  const diary = new Diary()
  const brokers = kafka === 'real' ? startRealBroker() : await startMockBrokers()
  stage.onClose(() => brokers.stop())
  const arrivals = await Arrivals.collect(brokers)
  stage.onClose(() => arrivals.stop())
  const club = await stage.club({ KAFKA_BROKERS: brokers.addresses.join(',') })
  const crowd = await stage.crowd(club, diary)
  let over = false
  const playing = crowd.play(() => over)
  await diary.reaches(spins / 2, playing)
  await arrivals.reach(spins / 10)
  say(`Kafka away at ${diary.acknowledged.size} spins, for ${AWAY_MS / 1_000} s`)
  const before = diary.acknowledged.size
  brokers.away()
  await diary.reaches(Math.max(spins, before + spins / 2), playing)
  over = true
  await playing
  const without = diary.acknowledged.size - before
  await sleep(AWAY_MS)
  const behind = await withPool(stage.databaseUrl, (pool) => countBehind(pool, RELAY))
  await brokers.back()
  say(`${without} spins while it was away, ${behind} events behind; Kafka is back`)
  const events = await readEvents(stage.databaseUrl)
  await arrivals.reach(events.length)
  say('proving')
  return {
    diary,
    claims: [
      claim('play goes on without Kafka', without > 0, `${without} spins; Kafka was ${brokers.fault}`),
      claim('events piled up meanwhile', behind > 0, `${behind} behind`),
      claim('no spin failed', diary.failed + diary.unavailable === 0, JSON.stringify(diary.refused)),
      ...arrivals.holdAgainst(events),
      await relayIsThrough(stage.databaseUrl),
      ...(await prove(stage.databaseUrl, diary)),
    ],
  }
}

interface SentEvent {
  readonly eventId: string
  readonly topic: string
}

async function readEvents(databaseUrl: string): Promise<SentEvent[]> {
  return withPool(databaseUrl, async (pool) => {
    const { rows } = await pool.query<{ user_id: number; seq: number; type: string }>(
      'select user_id, seq, type from player_events',
    )
    return rows.map(({ user_id, seq, type }) => ({ eventId: `${user_id}-${seq}`, topic: topicOf(type) }))
  })
}

async function relayIsThrough(databaseUrl: string): Promise<Claim> {
  const giveUpMs = performance.now() + ARRIVAL_PATIENCE_MS
  let behind = -1
  while (behind !== 0 && performance.now() < giveUpMs) {
    behind = await withPool(databaseUrl, (pool) => countBehind(pool, RELAY))
    if (behind > 0) await sleep(500)
  }
  return claim("the relay's place is at the end", behind === 0, `${behind} behind`)
}

/** What a consumer of the run's own sees on the topics, from the first message on. */
class Arrivals {
  /** The topic each event was seen on first. */
  private readonly topics = new Map<string, string>()
  /** By topic and player: the last sequence number seen for the first time. */
  private readonly last = new Map<string, number>()
  private outOfOrder = 0
  private repeated = 0
  private readonly disconnect: () => Promise<void>

  private constructor(disconnect: () => Promise<void>) {
    this.disconnect = disconnect
  }

  static async collect({ addresses }: Brokers): Promise<Arrivals> {
    const kafka = connectKafka(addresses, 'casino-faults', createLog('silent'))
    const consumer = kafka.consumer({
      groupId: `faults-${randomUUID()}`,
      allowAutoTopicCreation: true,
      retry: { restartOnFailure: async () => true },
    })
    const arrivals = new Arrivals(() => consumer.disconnect())
    const join = async () => {
      await consumer.connect()
      await consumer.subscribe({ topics: TOPICS, fromBeginning: true })
      await consumer.run({
        eachMessage: async ({ topic, message }) => {
          arrivals.take(topic, JSON.parse(message.value?.toString() ?? '') as EventEnvelope)
        },
      })
    }
    // Topics appear when they are first asked for; a real broker needs a moment to host them.
    for (let left = JOIN_TRIES; ; left--) {
      try {
        await join()
        return arrivals
      } catch (error) {
        await consumer.disconnect()
        if (left === 0) throw error
        await sleep(1_000)
      }
    }
  }

  /** A consumer of a Kafka that is away takes its time to leave; it need not. */
  async stop(): Promise<void> {
    await Promise.race([this.disconnect(), sleep(LEAVE_MS)])
  }

  private take(topic: string, { eventId, userId, seq }: EventEnvelope): void {
    if (this.topics.has(eventId)) {
      this.repeated++
      return
    }
    this.topics.set(eventId, topic)
    const player = `${topic} ${userId}`
    if (seq < (this.last.get(player) ?? 0)) this.outOfOrder++
    this.last.set(player, seq)
  }

  /** Waits for so many different events; what is missing then, the proof says. */
  async reach(count: number): Promise<void> {
    const giveUpMs = performance.now() + ARRIVAL_PATIENCE_MS
    while (this.topics.size < count && performance.now() < giveUpMs) await sleep(50)
  }

  holdAgainst(events: readonly SentEvent[]): Claim[] {
    const missing = events.filter(({ eventId, topic }) => this.topics.get(eventId) !== topic).length
    const unknown = this.topics.size - (events.length - missing)
    return [
      claim(
        'every event is on its topic at least once',
        missing === 0,
        `${events.length} events, ${missing} missing, ${this.repeated} seen again`,
      ),
      claim('nothing else is on the topics', unknown === 0, `${unknown} unknown`),
      claim("a player's events arrive in their order", this.outOfOrder === 0, `${this.outOfOrder} out of order`),
    ]
  }
}
