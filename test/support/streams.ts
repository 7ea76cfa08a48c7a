import type { EventEnvelope } from '@casino-club/shared'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import type { Pool } from '../../server/src/platform/postgres/pool.ts'
import { EventsHead, StreamGauges, StreamReader, type StreamSweep } from '../../server/src/stream/index.ts'
import { readEvents, saveCursor } from '../../server/src/stream/stream.store.ts'
import type { TestClub } from './club.ts'

/** A reader as the club starts them, only quicker. */
export function readerOf(
  { core, databaseUrl }: TestClub,
  sweep: StreamSweep,
  batchSize = 7,
  metrics = createMetrics(),
): StreamReader {
  const timing = { batchSize, pollMs: 5, retryMs: 20 }
  const { pool } = core
  return new StreamReader(sweep, {
    pool,
    databaseUrl,
    log: createLog('silent'),
    gauges: new StreamGauges(metrics, systemClock),
    head: new EventsHead(pool, timing.pollMs, sweep.book),
    ...timing,
  })
}

export interface Collector extends StreamSweep {
  readonly events: EventEnvelope[]
}

/** Takes events into a list and keeps its place. */
export function collector(pool: Pool, reader: string): Collector {
  const events: EventEnvelope[] = []
  return {
    reader,
    events,
    async advance(after, limit) {
      const batch = await readEvents(pool, after, limit)
      const last = batch.at(-1)?.cursor
      if (last === undefined) return { taken: 0, last: after }
      events.push(...batch.map(({ event }) => event))
      await saveCursor(pool, reader, last)
      return { taken: batch.length, last }
    },
  }
}

/** The sequence numbers of each player, in the order they came. */
export function seqsByPlayer(events: readonly EventEnvelope[]): Record<string, number[]> {
  const seqs: Record<string, number[]> = {}
  for (const { userId, seq } of events) {
    const own = seqs[userId] ?? []
    own.push(seq)
    seqs[userId] = own
  }
  return seqs
}
