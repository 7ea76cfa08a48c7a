import type { MissingParts } from './parts.ts'

/** What the global setup hands to the tests; all but `missing` are null in a run of unit tests alone. */
export interface Provided {
  /** A database to connect to for making others. */
  databaseUrl: string | null
  /** The name of the migrated database that fresh ones are cloned from. */
  templateDatabase: string | null
  redisUrl: string | null
  /** Host and port pairs of a Kafka, real or mock; null when there is none. */
  kafkaBrokers: string[] | null
  /** True for kcat's mock cluster, which knows no admin requests and no idempotent producer. */
  kafkaIsMock: boolean
  missing: MissingParts
}

declare module 'vitest' {
  interface ProvidedContext extends Provided {}
}
