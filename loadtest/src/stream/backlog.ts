import { setTimeout as sleep } from 'node:timers/promises'
import { connectKafka } from '@casino-club/server/src/platform/kafka.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import type { Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { EVENT_TOPICS, type EventEnvelope } from '@casino-club/shared'
import type { TestPlayer } from '../players.ts'
import { countPlays } from './lags.ts'

const PER_PLAYER = 500
const GIVE_UP_MS = 600_000
const TRIES = 10

/** Writes plays of players who play no other way, as many as an outage leaves behind; gives how many. */
export async function fillBacklog(pool: Pool, players: readonly TestPlayer[]): Promise<number> {
  for (const { userId } of players) {
    await pool.query(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet,
         win, payload)
       select $1, 1 + nth, (now() at time zone 'UTC')::date, now(), 'slot.spun', 1, gen_random_uuid(), 'slot', 1, 10, 0,
         json_build_object('bet', 10, 'nonce', nth, 'note', repeat('x', 400))
       from generate_series(1, ${PER_PLAYER}) as nth`,
      [userId],
    )
  }
  return players.length * PER_PLAYER
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
      await consumer.subscribe({ topics: [...EVENT_TOPICS], fromBeginning: true })
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
        const { userId, seq, eventId } = JSON.parse(value?.toString() ?? '{}') as EventEnvelope
        if (seen.has(eventId)) {
          heard.repeats++
          continue
        }
        seen.add(eventId)
        const key = `${batch.topic} ${userId}`
        heard.events++
        if (seq < (last.get(key) ?? 0)) heard.outOfOrder++
        last.set(key, seq)
      }
    },
  })
  return { heard, stop: () => consumer.disconnect() }
}

/** Until every play is counted; gives how long that took. */
export async function allCounted(pool: Pool): Promise<number> {
  const startMs = performance.now()
  for (;;) {
    const { played, counted } = await countPlays(pool)
    if (counted >= played) return performance.now() - startMs
    if (performance.now() - startMs > GIVE_UP_MS) throw new Error(`${counted} of ${played} plays are counted`)
    await sleep(100)
  }
}
