import { z } from 'zod'
import { EVENT_TOPICS } from '../events.ts'
import { isoTimeSchema } from './common.ts'

/** One reader on the way of events to their topics, or to whoever takes them in without Kafka. */
export const streamReaderSchema = z
  .object({
    reader: z.string(),
    topics: z.array(z.enum(EVENT_TOPICS)),
    /** Events that it has not taken yet, counted to 100,000. */
    events: z.number().int().min(0),
    /** When the oldest of them occurred; null: it has taken all. */
    oldestAt: isoTimeSchema.nullable(),
    /** The last event that it took; null: it has taken none. */
    place: z.object({ xid: z.string(), userId: z.number().int(), seq: z.number().int() }).nullable(),
    movedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'StreamReader' })
export type StreamReaderHealth = z.infer<typeof streamReaderSchema>

/** `GET /api/kafka/health`. */
export const kafkaHealthReply = z.object({
  /** False: there is none, and events are taken in from Postgres. */
  kafka: z.boolean(),
  /** Whether some reader has not taken an event of a minute ago. */
  behind: z.boolean(),
  readers: z.array(streamReaderSchema),
})
export type KafkaHealth = z.infer<typeof kafkaHealthReply>
