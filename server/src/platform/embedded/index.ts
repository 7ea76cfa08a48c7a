/**
 * Postgres and Redis for a machine that has none: real servers under `DATA_DIR`, on loopback, in process groups of their
 * own, so that Ctrl-C in a terminal reaches the game server first and these only when it asks them to stop.
 *
 * Invariants: one process owns a data folder at a time; data written by one start is there at the next; a server left
 * behind by a killed owner is stopped before a new one opens its files.
 */
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres.ts'
export { type EmbeddedRedis, type EmbeddedRedisOptions, startEmbeddedRedis } from './redis.ts'
