/** How many share a batch, and how long they are gathered for. */
export interface Gathering {
  /** Items that share a batch; 64 unless given. */
  readonly max?: number
  /** Batches under way at once; 2 unless given: one is worked while the next one is put together. */
  readonly lanes?: number
  /**
   * From the beginning of a batch to that of the next, unless that is full; none unless given. It may go by what the last one
   * took. Who comes alone still waits for nobody.
   */
  readonly apartMs?: number | ((lastTookMs: number) => number)
  /** Answers given in one turn of the event loop; 16 unless given: what each sets going must not keep everybody else waiting. */
  readonly answersATurn?: number
}

export interface BatchOptions<Item, Answer> extends Gathering {
  /** Answers in the order of the items; when it rejects, all of them do. */
  readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>
  /** Two of the same key never share a batch, and keep their order. Left out: nothing keeps two apart. */
  readonly keyOf?: (item: Item) => unknown
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

const MAX = 64
const LANES = 2
const ANSWERS_A_TURN = 16

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Work that costs as much for many as for one: what comes in while a batch is on its way shares the next one, and who comes
 * alone waits for nobody.
 */
export class Batches<Item, Answer> {
  private readonly options: BatchOptions<Item, Answer>
  private waiting: Waiting<Item, Answer>[] = []
  private running = 0
  private lastMs = Number.NEGATIVE_INFINITY
  private lastTookMs = 0
  private timer: NodeJS.Timeout | undefined

  constructor(options: BatchOptions<Item, Answer>) {
    this.options = options
  }

  /** Items that no batch has taken yet. */
  get length(): number {
    return this.waiting.length
  }

  hand(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      // Whoever comes within the same turn of the loop comes along.
      setImmediate(() => this.start())
    })
  }

  private start(): void {
    const { lanes = LANES } = this.options
    while (this.running < lanes && this.waiting.length > 0 && this.mayBegin()) {
      const batch = this.take()
      this.running++
      void this.run(batch).finally(() => {
        this.running--
        this.start()
      })
    }
  }

  /** False: a moment later. */
  private mayBegin(): boolean {
    const { max = MAX, apartMs = 0 } = this.options
    if (apartMs === 0) return true
    const nowMs = performance.now()
    const waitMs = this.lastMs + (typeof apartMs === 'number' ? apartMs : apartMs(this.lastTookMs)) - nowMs
    if (waitMs <= 0 || this.waiting.length >= max) {
      this.lastMs = nowMs
      return true
    }
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.start()
    }, waitMs)
    return false
  }

  /** The next ones; of one key the first, and what came later of it waits for its turn. */
  private take(): Waiting<Item, Answer>[] {
    const { max = MAX, keyOf } = this.options
    if (keyOf === undefined) return this.waiting.splice(0, max)
    const keys = new Set<unknown>()
    const batch: Waiting<Item, Answer>[] = []
    const later: Waiting<Item, Answer>[] = []
    for (const waiting of this.waiting) {
      const key = keyOf(waiting.item)
      if (batch.length < max && !keys.has(key)) batch.push(waiting)
      else later.push(waiting)
      keys.add(key)
    }
    this.waiting = later
    return batch
  }

  private async run(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    const beganMs = performance.now()
    try {
      const answers = await this.options.work(batch.map(({ item }) => item))
      this.lastTookMs = performance.now() - beganMs
      if (answers.length !== batch.length) throw new Error(`${answers.length} answers to ${batch.length} items`)
      const { answersATurn = ANSWERS_A_TURN } = this.options
      for (const [index, { resolve }] of batch.entries()) {
        if (index > 0 && index % answersATurn === 0) await nextTurn()
        resolve(answers[index] as Answer)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}
