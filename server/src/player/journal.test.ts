import { describe, expect, test } from 'vitest'
import { Journal, type JournalEntry, type JournalStore } from './journal.ts'

class DataError extends Error {}

/** A store whose batches wait until they are told how they end. */
class FakeStore implements JournalStore {
  readonly batches: { users: number[]; end: (took?: number[]) => void; fail: (error: Error) => void }[] = []

  commit(entries: readonly JournalEntry[]): Promise<ReadonlySet<number>> {
    const users = entries.map(({ userId }) => userId)
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlySet<number>>()
    const end = (took = users) => resolve(new Set(users.filter((user) => !took.includes(user))))
    this.batches.push({ users, end, fail: reject })
    return promise
  }

  async commitWith(_entry: JournalEntry, persist: (tx: never) => Promise<void>): Promise<boolean> {
    await persist(undefined as never)
    return true
  }

  async commitTogether(
    _entries: readonly JournalEntry[],
    persist: (tx: never) => Promise<void>,
  ): Promise<ReadonlySet<number>> {
    await persist(undefined as never)
    return new Set()
  }

  isDataError(error: unknown): boolean {
    return error instanceof DataError
  }
}

const sizes: number[] = []
const METRICS = {
  journalBatchSize: { observe: (size: number) => sizes.push(size) },
  journalCommitSeconds: { startTimer: () => () => 0.004 },
} as unknown as ConstructorParameters<typeof Journal>[1]

const entryOf = (userId: number) => ({ userId }) as JournalEntry
const took = { status: 'fulfilled', value: true }
const leftOut = { status: 'fulfilled', value: false }
const turn = () => new Promise(setImmediate)

function aJournal(options: Partial<{ lanes: number; maxBatch: number; wrote: (ms: number) => void }> = {}) {
  const store = new FakeStore()
  const journal = new Journal(store, METRICS, { lanes: 2, maxBatch: 100, hands: 2, ...options })
  /** Hands in some entries in one turn of the event loop, and waits for the next. */
  const begin = async (...users: number[]) => {
    const settled = Promise.allSettled(users.map((userId) => journal.commit(entryOf(userId))))
    await turn()
    return { settled }
  }
  return { store, journal, begin, batch: (index: number) => store.batches[index] }
}

describe('the journal', () => {
  test('writes what one turn of the event loop decided as one batch', async () => {
    const { store, begin } = aJournal()
    sizes.length = 0
    await begin(1, 2, 3)
    expect(store.batches.map(({ users }) => users)).toEqual([[1, 2, 3]])
    expect(sizes).toEqual([3])
  })

  test('tells what each batch took to be written, and nothing of one that failed', async () => {
    const took: number[] = []
    const { begin, batch } = aJournal({ wrote: (ms) => took.push(ms) })
    const { settled } = await begin(1, 2)
    batch(0)?.end()
    await settled
    expect(took).toEqual([4])
    const failed = await begin(3)
    batch(1)?.fail(new Error('away'))
    await failed.settled
    expect(took).toEqual([4])
  })

  test('tells each entry whether it took', async () => {
    const { begin, batch } = aJournal()
    const { settled } = await begin(1, 2, 3)
    batch(0)?.end([1, 3])
    expect(await settled).toEqual([took, leftOut, took])
  })

  test('gathers what comes while all lanes are busy', async () => {
    const { store, begin, batch } = aJournal({ lanes: 2 })
    for (const userId of [1, 2, 3, 4]) await begin(userId)
    expect(store.batches.map(({ users }) => users)).toEqual([[1], [2]])
    batch(1)?.end()
    await turn()
    await turn()
    expect(store.batches.map(({ users }) => users)).toEqual([[1], [2], [3, 4]])
  })

  test('writes no more than so many at once', async () => {
    const { store, begin, batch } = aJournal({ lanes: 1, maxBatch: 2 })
    const { settled } = await begin(1, 2, 3, 4, 5)
    expect(store.batches.map(({ users }) => users)).toEqual([[1, 2]])
    for (const index of [0, 1, 2]) {
      batch(index)?.end()
      await turn()
      await turn()
    }
    expect(store.batches.map(({ users }) => users)).toEqual([[1, 2], [3, 4], [5]])
    expect(await settled).toEqual([took, took, took, took, took])
  })

  test('an entry the database refuses takes none of its neighbours down', async () => {
    const { store, begin, batch } = aJournal()
    const { settled } = await begin(1, 2, 3)
    const refusal = new DataError('check violated')
    batch(0)?.fail(refusal)
    await turn()
    batch(1)?.end()
    await turn()
    batch(2)?.fail(refusal)
    await turn()
    batch(3)?.end()
    expect(await settled).toEqual([took, { status: 'rejected', reason: refusal }, took])
    expect(store.batches.map(({ users }) => users)).toEqual([[1, 2, 3], [1], [2], [3]])
  })

  test('a lost connection leaves the outcome of the whole batch unknown, and nothing is written twice', async () => {
    const { store, begin, batch } = aJournal()
    const { settled } = await begin(1, 2)
    const lost = new Error('connection lost')
    batch(0)?.fail(lost)
    expect(await settled).toEqual([
      { status: 'rejected', reason: lost },
      { status: 'rejected', reason: lost },
    ])
    await turn()
    expect(store.batches).toHaveLength(1)
  })

  test('goes on after a lost connection', async () => {
    const { begin, batch } = aJournal({ lanes: 1 })
    await begin(1)
    batch(0)?.fail(new Error('connection lost'))
    await turn()
    const { settled } = await begin(2)
    batch(1)?.end()
    expect(await settled).toEqual([took])
  })

  test.each([1, 2])('is drained when nothing waits and nothing is under way: %d lanes', async (lanes) => {
    const { journal, begin, batch } = aJournal({ lanes, maxBatch: 1 })
    await journal.drain()
    await begin(1, 2)
    let drained = false
    const draining = journal.drain().then(() => {
      drained = true
    })
    batch(0)?.end()
    await turn()
    await turn()
    expect(drained).toBe(false)
    batch(1)?.end()
    await draining
    expect(drained).toBe(true)
  })

  test('writes an entry with rows of its own in a transaction of its own', async () => {
    const { store, journal } = aJournal()
    let persisted = 0
    const accepted = await journal.commitWith(entryOf(1), async () => {
      persisted++
    })
    expect([accepted, persisted, store.batches.length]).toEqual([true, 1, 0])
  })
})
