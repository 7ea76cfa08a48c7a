import { setTimeout as sleep } from 'node:timers/promises'
import { connectKafka } from '@casino-club/server/src/platform/kafka.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import type { Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { EVENT_TOPICS } from '@casino-club/shared'
import type { TestPlayer } from '../players.ts'
import { countPlays, sumCounted } from './lags.ts'

const PER_PLAYER = 500
const GIVE_UP_MS = 600_000
const WAIT_MS = 100
const TRIES = 10
/** Those of the events of players, of which the backlog is. */
const TOPICS = EVENT_TOPICS.filter((topic) => topic !== 'notifications')
/** What every message begins with: reading on would cost the cores more than what is measured. */
const EVENT_ID = /"eventId":"((\d+)-(\d+))"/

/**
 * Writes plays of players who play no other way, as many as an outage leaves behind, with the outcome of a real spin and in
 * transactions as the journal makes them: some plays of as many players. Gives how many, once all readers but those of Kafka
 * have taken them: in an outage they went on.
 */
export async function fillBacklog(pool: Pool, players: readonly TestPlayer[]): Promise<number> {
  for (let nth = 1; nth <= PER_PLAYER; nth++) {
    await pool.query(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet,
         win, payload)
       select user_id, 1 + $2::bigint, (now() at time zone 'UTC')::date, now(), 'slot.spun', 1, gen_random_uuid(), 'slot', 1, 10,
         0, (select payload from player_events where type = 'slot.spun' limit 1)
       from unnest($1::bigint[]) as user_id order by user_id`,
      [players.map(({ userId }) => userId), nth],
    )
  }
  await pool.query('analyze player_events')
  for (let waits = 0; (await countReadersBehind(pool)) > 0; waits++) {
    if (waits * WAIT_MS > GIVE_UP_MS) throw new Error('readers of Postgres do not get on')
    await sleep(WAIT_MS)
  }
  return players.length * PER_PLAYER
}

async function countReadersBehind(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ behind: number }>(
    `select count(*)::float8 as behind from stream_cursors c
     where c.reader not in ('kafka-relay', 'notification-relay', 'consumer:live-counters') and exists (select from player_events e
       where (e.xid, e.user_id, e.seq) > (c.xid, c.user_id, c.seq))`,
  )
  return rows[0]?.behind ?? 0
}

/** What came by the topics: each event once counted, and whether any came before one of its player's that it follows. */
export async function listen(brokers: readonly string[]) {
  const kafka = connectKafka(brokers, 'casino-bench', createLog('silent'))
  const consumer = kafka.consumer({ groupId: `bench-${process.pid}`, allowAutoTopicCreation: true })
  const [last, seen] = [new Map<string, number>(), new Set<string>()]
  const heard = { events: 0, repeats: 0, outOfOrder: 0 }
  await consumer.connect()
  for (let tries = 0; ; tries++) {
    try {
      await consumer.subscribe({ topics: TOPICS, fromBeginning: true })
      break
    } catch (error) {
      // A real broker makes a topic when it is asked for, and knows it a moment later.
      if (tries === TRIES) throw error
      await sleep(1_000)
    }
  }
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { value } of batch.messages) {
        const [, eventId = '', userId, seq] = EVENT_ID.exec(value?.toString('latin1', 0, 60) ?? '') ?? []
        if (seen.has(eventId)) {
          heard.repeats++
          continue
        }
        seen.add(eventId)
        const key = `${batch.topic} ${userId}`
        heard.events++
        if (Number(seq) < (last.get(key) ?? 0)) heard.outOfOrder++
        last.set(key, Number(seq))
      }
    },
  })
  return { heard, stop: () => consumer.disconnect() }
}

/** Until every play is counted; gives how long that took. Plays are counted once: nobody may play meanwhile. */
export async function allCounted(pool: Pool): Promise<number> {
  const startMs = performance.now()
  const { played } = await countPlays(pool)
  for (;;) {
    const counted = await sumCounted(pool)
    if (counted >= played) return performance.now() - startMs
    if (performance.now() - startMs > GIVE_UP_MS) throw new Error(`${counted} of ${played} plays are counted`)
    await sleep(WAIT_MS)
  }
}
