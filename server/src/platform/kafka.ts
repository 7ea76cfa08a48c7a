import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import kafkajs, { CompressionTypes, Kafka, type LogEntry, logLevel } from 'kafkajs'
import type { Log } from './log.ts'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]
const LEAST_CHUNK = 16_384
/** Events shrink to a tenth at best; each chunk of what comes of them is a way to another thread and back. */
const MOST_SHRUNK = 10

/**
 * GZIP as kafkajs has it, with a third of its processor time for a fifth more bytes, and a batch in one or two chunks where
 * there were dozens.
 */
const leanGzip = () => ({
  compress: ({ buffer }: { readonly buffer: Buffer }): Promise<Buffer> =>
    pack(buffer, { level: constants.Z_BEST_SPEED, chunkSize: Math.max(LEAST_CHUNK, buffer.length >> 2) }),
  decompress: (buffer: Buffer): Promise<Buffer> =>
    unpack(buffer, { chunkSize: Math.max(LEAST_CHUNK, buffer.length * MOST_SHRUNK) }),
})

/** A client whose log lines are ours. kafkajs has one set of codecs for the whole process: from here on its GZIP is ours. */
export function connectKafka(brokers: readonly string[], clientId: string, log: Log): Kafka {
  const write = (level: logLevel, { message, error }: LogEntry['log']) => {
    if (level <= logLevel.ERROR) log.warn({ kafka: message, cause: error }, 'kafka')
    else log.debug({ kafka: message }, 'kafka')
  }
  kafkajs.CompressionCodecs[CompressionTypes.GZIP] = leanGzip
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
