import { Kafka, type LogEntry, logLevel } from 'kafkajs'
import type { Log } from './log.ts'

/** A client whose log lines are ours. */
export function connectKafka(brokers: readonly string[], clientId: string, log: Log): Kafka {
  const write = (level: logLevel, { message, error }: LogEntry['log']) => {
    if (level <= logLevel.ERROR) log.warn({ kafka: message, cause: error }, 'kafka')
    else log.debug({ kafka: message }, 'kafka')
  }
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: entry }) =>
        write(level, entry),
  })
}
