import { EVENT_TYPES, type EventTopic } from '@casino-club/shared'
import { type Consumer, countPlays, countPlaysAfter } from '../stream/index.ts'

/** What there is on some topics, in the version of today. */
function knowing(topics: readonly EventTopic[], version = 1): Consumer['knows'] {
  const types = Object.entries(EVENT_TYPES).filter(([, { topic }]) => topics.includes(topic))
  return Object.fromEntries(types.map(([type]) => [type, [version]]))
}

const PLAYS = ['game_history_events'] as const

/** Counts plays by the minute: what the dashboard and the drift watch look at. */
export const liveCounters: Consumer = {
  name: 'live-counters',
  topics: PLAYS,
  knows: knowing(PLAYS),
  // It counts by the columns of the envelope.
  readsPayload: false,
  consume: countPlays,
  consumeAfter: countPlaysAfter,
}

/** All that read topics where there is Kafka, and Postgres where there is none. */
export const CONSUMERS: readonly Consumer[] = [liveCounters]
