import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../platform/log.ts'
import { type Leadership, tryLead } from '../platform/postgres/leader.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type Book, PLAYER_EVENTS } from './book.ts'
import { countOpenLetters } from './dead-letters.store.ts'
import type { EventsHead } from './events-head.ts'
import { isSamePlace } from './reader-place.store.ts'
import { type Advance, type Cursor, lagAfter, readCursor } from './stream.store.ts'
import type { StreamGauges } from './stream-gauges.ts'
import type { Turns } from './turns.ts'

/** Takes events in order, batch by batch, and keeps its own place with what it does. */
export interface StreamSweep {
  /** The name its place is kept under; one process at a time reads under it. */
  readonly reader: string
  /** What it reads; absent: the events of players. */
  readonly book?: Book
  /** The consumer whose dead letters are counted; absent: it has none. */
  readonly deadLettersOf?: string
  /**
   * Resolves when at most `limit` events after a place have taken effect and the new place is saved; after a rejection the
   * same events come again.
   */
  advance(after: Cursor, limit: number): Promise<Advance>
}

export interface StreamReaderOptions {
  readonly pool: Pool
  readonly databaseUrl: string
  readonly log: Log
  readonly gauges: StreamGauges
  /** Of the book that it reads. */
  readonly head: EventsHead
  /** Readers that take turns; absent: it goes whenever it likes. */
  readonly turns?: Turns
  readonly batchSize: number
  readonly pollMs: number
  readonly retryMs: number
}

const LAG_EVERY_MS = 5_000
/** A batch of fewer events is no load: the next look comes as soon as ever. */
const FEW_EVENTS = 200
/** Under load a reader rests so many times as long as its batch took: the next one is greater and costs less an event. */
const REST = 19
const LONGEST_REST_MS = 600

/** How long a reader waits after a batch that took so long; a full one has left something, and is followed at once. */
export function restMs(
  { taken, tookMs }: { readonly taken: number; readonly tookMs: number },
  { batchSize, pollMs }: Pick<StreamReaderOptions, 'batchSize' | 'pollMs'>,
): number {
  if (taken >= batchSize) return 0
  if (taken < FEW_EVENTS) return pollMs
  return Math.max(pollMs, Math.min(tookMs * REST, LONGEST_REST_MS))
}
/** So often a reader looks for itself, whatever the head says: its place may have been set, and some keep watch by it. */
const LOOK_ANYWAY_MS = 1_000
const FAULT = 'a stream reader met a fault; it tries again'

/** Lets one reader follow a book of events, in one process of all: batch by batch, one in flight. */
export class StreamReader {
  private readonly sweep: StreamSweep
  private readonly options: StreamReaderOptions
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined

  constructor(sweep: StreamSweep, options: StreamReaderOptions) {
    this.sweep = sweep
    this.options = options
  }

  start(): void {
    this.running = this.run()
  }

  /** Resolves when the batch in flight is done. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let leadership: Leadership | undefined
      try {
        leadership = await tryLead(this.options.databaseUrl, `stream:${this.sweep.reader}`)
        if (leadership) await this.lead(leadership)
      } catch (error) {
        this.options.log.warn({ err: error, reader: this.sweep.reader }, FAULT)
      } finally {
        if (leadership) this.options.gauges.forget(this.sweep.reader)
        await leadership?.release()
      }
      await this.pause(this.options.retryMs)
    }
  }

  private async lead(leadership: Leadership): Promise<void> {
    const { pool, pollMs, retryMs } = this.options
    let cursor = await readCursor(pool, this.sweep.reader)
    let toldMs = Number.NEGATIVE_INFINITY
    let idleMs = Number.NEGATIVE_INFINITY
    while (!this.stopped && leadership.held()) {
      const nowMs = performance.now()
      if (nowMs - idleMs < LOOK_ANYWAY_MS && !(await this.hasNews(cursor))) {
        await this.pause(pollMs)
        continue
      }
      const { advance, startMs, tookMs } = await this.inTurn(cursor)
      cursor = advance?.last ?? (await readCursor(pool, this.sweep.reader))
      idleMs = advance?.taken === 0 ? startMs : Number.NEGATIVE_INFINITY
      if (performance.now() - toldMs > LAG_EVERY_MS) {
        toldMs = performance.now()
        await this.tell(cursor)
      }
      await this.pause(advance === undefined ? retryMs : restMs({ taken: advance.taken, tookMs }, this.options))
    }
  }

  private inTurn(place: Cursor) {
    const work = async () => {
      const startMs = performance.now()
      const advance = await this.tryAdvance(place)
      return { advance, startMs, tookMs: performance.now() - startMs }
    }
    return this.options.turns?.run(work) ?? work()
  }

  /** What cannot be asked is found out by trying. */
  private hasNews(place: Cursor): Promise<boolean> {
    return this.options.head.isBeyond(place).catch(() => true)
  }

  /** Undefined after a fault: it leads on, so that its lag goes on being told. */
  private async tryAdvance(after: Cursor): Promise<Advance | undefined> {
    const { gauges, log, batchSize } = this.options
    const { reader } = this.sweep
    try {
      const advance = await this.sweep.advance(after, batchSize)
      if (!isSamePlace(after, advance.last)) gauges.took(reader, advance.taken)
      return advance
    } catch (error) {
      log.warn({ err: error, reader }, FAULT)
      return undefined
    }
  }

  private async tell(place: Cursor): Promise<void> {
    const { pool, gauges } = this.options
    const { reader, deadLettersOf, book = PLAYER_EVENTS } = this.sweep
    gauges.behind(reader, await lagAfter(pool, place, book))
    if (deadLettersOf !== undefined) gauges.dead(reader, await countOpenLetters(pool, deadLettersOf))
  }

  private async pause(ms: number): Promise<void> {
    if (ms === 0) return
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined)
  }
}
