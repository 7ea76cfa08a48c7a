/**
 * Committed events on their way out.
 * Invariants: every event is taken at least once, in order per player, and never before its transaction is visible to
 * all; a consumer's effect happens once.
 */
export { bookOf, booksOf, NOTIFICATION_BOOK, PLAYER_EVENTS } from './book.ts'
export { type ConsumeAfter, type Consumer, readerName } from './consumer.ts'
export {
  closeLetter,
  countOpenLetters,
  type DeadLetter,
  deadLetterTopic,
  findOpenLetters,
} from './dead-letters.store.ts'
export { IS_HIS_DOING } from './doings.ts'
export {
  compareFingerprints,
  declaredFingerprints,
  FINGERPRINTS_FILE,
  releasedFingerprints,
} from './event-schemas.ts'
export { EventsHead } from './events-head.ts'
export { kafkaHealthRoutes, type WayOut } from './health.routes.ts'
export { KafkaConsumer } from './kafka-consumer.ts'
export { KafkaRelay, NOTIFICATION_RELAY_READER, RELAY_READER } from './kafka-relay.ts'
export { countPlays, countPlaysAfter, type GameSums, minutesSince, sumPlays } from './live-counters.store.ts'
export { StreamOutage } from './outage.ts'
export { postgresConsumer, postgresSweep } from './postgres-consumer.ts'
export { isBehind, isSamePlace, lockReader } from './reader-place.store.ts'
export { type ReadModel, type RebuiltModel, rebuildModel } from './rebuild.ts'
export { type Redriven, redriveLetters } from './redrive.ts'
export {
  type Advance,
  BEGINNING,
  type Cursor,
  countBehind,
  EVENTS_AFTER,
  readCursor,
  readEvents,
  saveCursor,
} from './stream.store.ts'
export { StreamGauges } from './stream-gauges.ts'
export {
  StreamReader,
  type StreamReaderOptions,
  type StreamSweep,
} from './stream-reader.ts'
export { Turns } from './turns.ts'
