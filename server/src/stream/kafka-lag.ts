import type { EventEnvelope } from '@casino-club/shared'
import type { Batch, Consumer as KafkaClientConsumer } from 'kafkajs'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { readerName } from './consumer.ts'
import { countOpenLetters } from './dead-letters.store.ts'
import type { Lag, StreamGauges } from './stream-gauges.ts'

const EVERY_MS = 5_000
/** A consumer that gets no answer to its fetches for so long does not move, whatever its last batch said. */
const SILENT_MS = 15_000

export interface KafkaLagOptions {
  readonly pool: Pool
  readonly log: Log
  readonly gauges: StreamGauges
  readonly clock: Clock
}

const partitionOf = ({ topic, partition }: Batch): string => `${topic}/${partition}`

/** Tells how far a consumer of topics is behind, from the batches it takes and the answers it gets. */
export class KafkaLag {
  private readonly name: string
  private readonly options: KafkaLagOptions
  private readonly partitions = new Map<string, Lag>()
  private answeredMs: number
  private timer: NodeJS.Timeout | undefined
  private telling: Promise<void> | undefined

  constructor(client: KafkaClientConsumer, name: string, options: KafkaLagOptions) {
    this.name = name
    this.options = options
    this.answeredMs = options.clock.nowMs()
    client.on(client.events.FETCH, () => {
      this.answeredMs = options.clock.nowMs()
    })
    // The others are another's from here on.
    client.on(client.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      const own = Object.entries(memberAssignment).flatMap(([topic, nths]) => nths.map((nth) => `${topic}/${nth}`))
      for (const name of this.partitions.keys()) if (!own.includes(name)) this.partitions.delete(name)
    })
  }

  start(): void {
    this.timer = setInterval(() => {
      this.telling ??= this.tell().finally(() => {
        this.telling = undefined
      })
    }, EVERY_MS)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.telling
    this.options.gauges.forget(readerName(this.name))
  }

  /** Notes what a batch will take from its partition: all of it is behind for as long as the batch fails. */
  begin(batch: Batch, first: EventEnvelope | undefined): void {
    const sentMs = Number(batch.messages[0]?.timestamp ?? this.options.clock.nowMs())
    const oldestMs = first ? Date.parse(first.occurredAt) : sentMs
    this.partitions.set(partitionOf(batch), { events: Number(batch.offsetLagLow()) + 1, oldestMs })
  }

  /** Notes where a batch leaves its partition. */
  note(batch: Batch, last: EventEnvelope | undefined): void {
    const events = Number(batch.offsetLag())
    const oldestMs = events > 0 && last ? Date.parse(last.occurredAt) : null
    this.partitions.set(partitionOf(batch), { events, oldestMs })
  }

  /** All partitions together; a fetch without an answer counts from the last one. */
  current(): Lag {
    let [events, oldestMs] = [0, null as number | null]
    for (const lag of this.partitions.values()) {
      events += lag.events
      if (lag.oldestMs !== null) oldestMs = Math.min(oldestMs ?? lag.oldestMs, lag.oldestMs)
    }
    if (this.options.clock.nowMs() - this.answeredMs > SILENT_MS)
      oldestMs = Math.min(oldestMs ?? this.answeredMs, this.answeredMs)
    return { events, oldestMs }
  }

  private async tell(): Promise<void> {
    const { pool, log, gauges } = this.options
    gauges.behind(readerName(this.name), this.current())
    try {
      gauges.dead(readerName(this.name), await countOpenLetters(pool, this.name))
    } catch (error) {
      log.debug({ err: error, consumer: this.name }, 'dead letters cannot be counted now')
    }
  }
}
