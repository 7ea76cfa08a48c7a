import type { Balances, GrantedItem } from '@casino-club/shared'
import { Gate } from '../platform/gate.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { LedgerLine, PlayerState, RecordedPlay } from './player.types.ts'

/** One command's outcome, ready to be written: the player's next row, the event, and its ledger lines. */
export interface JournalEntry {
  readonly userId: number
  /** The version the outcome was decided on; the event's sequence number is one more. */
  readonly version: number
  readonly balances: Balances
  readonly nonce: number
  readonly state: PlayerState
  readonly ledgerHash: string
  readonly occurredAtMs: number
  readonly type: string
  readonly schemaVersion: number
  readonly commandId: string
  /** 16 bytes as hex: tells a repeat from another request under the same id. */
  readonly requestHash: string
  readonly play?: RecordedPlay
  /** JSON text, stored byte for byte. */
  readonly payload: string
  readonly lines: readonly LedgerLine[]
  readonly items: readonly GrantedItem[]
}

/** Writes entries; gives the user ids of those that did not take. The real one is `journal.store.ts`. */
export interface JournalStore {
  commit(entries: readonly JournalEntry[]): Promise<ReadonlySet<number>>
  /** One entry with rows of its slice, in one transaction; `persist` runs only if the entry took. */
  commitWith(entry: JournalEntry, persist: (tx: Queryable) => Promise<void>): Promise<boolean>
  /**
   * Entries of several players with rows of their slice, in one transaction: all of them or none. Gives the user ids
   * whose entries did not take and so kept the others out; `persist` runs only if there are none.
   */
  commitTogether(
    entries: readonly JournalEntry[],
    persist: (tx: Queryable) => Promise<void>,
  ): Promise<ReadonlySet<number>>
  /** Whether an error speaks of the entries themselves rather than of the connection. */
  isDataError(error: unknown): boolean
}

export interface JournalOptions {
  /** Batches that may be under way at once. */
  readonly lanes: number
  readonly maxBatch: number
  /** Transactions with rows of their own that may be under way at once. */
  readonly hands: number
  /** Told what each batch took, in ms. */
  readonly wrote?: (ms: number) => void
}

interface Waiting {
  readonly entry: JournalEntry
  readonly resolve: (took: boolean) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: what the actors of this process decide while a batch is on its way is written together by the next one.
 * A player has one entry under way at a time, so a batch holds at most one entry of each.
 */
export class Journal {
  private waiting: Waiting[] = []
  private running = 0
  private scheduled = false
  private readonly idle: (() => void)[] = []
  private readonly store: JournalStore
  private readonly metrics: Pick<Metrics, 'journalBatchSize' | 'journalCommitSeconds'>
  private readonly options: JournalOptions
  private readonly gate: Gate

  constructor(
    store: JournalStore,
    metrics: Pick<Metrics, 'journalBatchSize' | 'journalCommitSeconds'>,
    options: JournalOptions,
  ) {
    this.store = store
    this.metrics = metrics
    this.options = options
    this.gate = new Gate(options.hands)
  }

  /** True once Postgres has committed the entry; false when its version had moved or its command was known. */
  commit(entry: JournalEntry): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject })
      this.schedule()
    })
  }

  /** The same for an entry whose slice writes rows of its own. */
  commitWith(entry: JournalEntry, persist: (tx: Queryable) => Promise<void>): Promise<boolean> {
    return this.gate.run(() => this.store.commitWith(entry, persist))
  }

  /** Entries of several players, all or none; gives the user ids that kept the others out. */
  commitTogether(
    entries: readonly JournalEntry[],
    persist: (tx: Queryable) => Promise<void>,
  ): Promise<ReadonlySet<number>> {
    return this.gate.run(() => this.store.commitTogether(entries, persist))
  }

  /** Whether an error will come again however often the command is tried. */
  isDefect(error: unknown): boolean {
    return this.store.isDataError(error)
  }

  /** Resolves when everything handed in so far is decided. */
  drain(): Promise<void> {
    if (this.running === 0 && this.waiting.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.push(resolve))
  }

  /** Starts batches after the current turn of the event loop, so that one turn's decisions share a batch. */
  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      while (this.running < this.options.lanes && this.waiting.length > 0) this.startBatch()
    })
  }

  private startBatch(): void {
    const batch = this.waiting.splice(0, this.options.maxBatch)
    this.running++
    void this.write(batch).finally(() => {
      this.running--
      if (this.waiting.length > 0) this.schedule()
      else if (this.running === 0) for (const resolve of this.idle.splice(0)) resolve()
    })
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    this.metrics.journalBatchSize.observe(batch.length)
    const stop = this.metrics.journalCommitSeconds.startTimer()
    try {
      const leftOut = await this.store.commit(batch.map(({ entry }) => entry))
      this.options.wrote?.(stop() * 1_000)
      for (const { entry, resolve } of batch) resolve(!leftOut.has(entry.userId))
    } catch (error) {
      stop()
      await this.settleFailed(batch, error)
    }
  }

  /** An entry that Postgres refuses must not take its neighbours down: they are written again, one by one. */
  private async settleFailed(batch: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = batch
    if (batch.length === 1 || !this.store.isDataError(error)) {
      for (const { reject } of batch) reject(error)
      return
    }
    if (only === undefined) return
    for (const waiting of batch) await this.write([waiting])
  }
}
