import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, utcDay } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { Cursor } from '../stream/index.ts'
import { eventsOf, lastPlace, sumDays } from './books.store.ts'
import type { ComparedEvent, DaySums, EventWarehouse } from './events.store.ts'

const DAY_MS = 86_400_000
const ASK_AGAIN_MS = 500
const PAGE = 5_000

export interface ReconcileOrder {
  /** How long what was committed before may still be on its way. */
  readonly patienceMs: number
  /** Days that have gone by the time ClickHouse keeps them are left out. */
  readonly ttlDays: number
  /** Whether payloads are compared too, event by event, and not the days alone that differ. */
  readonly payloads: boolean
  /** At most so many events are named. */
  readonly named: number
}

/** An event that is not alike on both sides. */
export interface EventDifference {
  readonly day: string
  readonly eventId: string
  readonly kind: 'missing' | 'extra' | 'different'
}

export interface Reconciled {
  readonly days: number
  readonly events: number
  /** Days that are not alike; null: the side has nothing of it. */
  readonly differing: readonly {
    readonly day: string
    readonly books: DaySums | null
    readonly warehouse: DaySums | null
  }[]
  readonly named: readonly EventDifference[]
}

interface Sides {
  readonly pool: Pool
  readonly warehouse: EventWarehouse
}

/** Holds ClickHouse against the books, by day and checksum, for all that was committed when it began. */
export async function reconcile(
  { pool, warehouse, clock }: Sides & { readonly clock: Clock },
  order: ReconcileOrder,
): Promise<Reconciled> {
  await warehouse.prepare()
  const upTo = await lastPlace(pool)
  // A day that ClickHouse may have let go in part is not compared.
  const fromDay = utcDay(clock.nowMs() - (order.ttlDays - 1) * DAY_MS)
  const compared = { fromDay, upTo }
  const books = await inTransaction(pool, (tx) => sumDays(tx, compared))
  const untilMs = performance.now() + order.patienceMs
  let differing = compareDays(books, await warehouse.sumDays(compared))
  while (differing.length > 0 && performance.now() < untilMs) {
    await sleep(ASK_AGAIN_MS)
    differing = compareDays(books, await warehouse.sumDays(compared))
  }
  const toLookAt = order.payloads ? books.map(({ day }) => day) : differing.map(({ day }) => day)
  const named = await nameDifferences({ pool, warehouse }, toLookAt, upTo, order.named)
  return { days: books.length, events: books.reduce((sum, { events }) => sum + Number(events), 0), differing, named }
}

async function nameDifferences(
  sides: Sides,
  days: readonly string[],
  upTo: Cursor,
  most: number,
): Promise<EventDifference[]> {
  const named: EventDifference[] = []
  for (const day of days) {
    for await (const difference of compareEvents(sides, day, upTo)) {
      if (named.push(difference) >= most) return named
    }
  }
  return named
}

function compareDays(books: readonly DaySums[], warehouse: readonly DaySums[]): Reconciled['differing'] {
  const there = new Map(warehouse.map((sums) => [sums.day, sums]))
  const days = [...new Set([...books, ...warehouse].map(({ day }) => day))].sort()
  return days.flatMap((day) => {
    const [here, other] = [books.find((sums) => sums.day === day) ?? null, there.get(day) ?? null]
    const alike = (['events', 'bet', 'win', 'checksum'] as const).every((field) => here?.[field] === other?.[field])
    return alike ? [] : [{ day, books: here, warehouse: other }]
  })
}

type Page = (after: ComparedEvent | undefined) => Promise<ComparedEvent[]>

async function* all(page: Page): AsyncGenerator<ComparedEvent> {
  for (let last: ComparedEvent | undefined; ; ) {
    const events = await page(last)
    yield* events
    last = events.at(-1)
    if (events.length < PAGE) return
  }
}

/** Both sides are read in the order of player and number, side by side. */
async function* compareEvents({ pool, warehouse }: Sides, day: string, upTo: Cursor): AsyncGenerator<EventDifference> {
  const books = all((after) => eventsOf(pool, day, upTo, after, PAGE))
  const others = all((after) => warehouse.eventsOf(day, upTo, after, PAGE))
  let [book, other] = [await books.next(), await others.next()]
  while (!book.done || !other.done) {
    const order = place(book.value, other.value)
    const event = (order <= 0 ? book.value : other.value) as ComparedEvent
    const difference = { day, eventId: `${event.userId}-${event.seq}` }
    if (order < 0) yield { ...difference, kind: 'missing' }
    else if (order > 0) yield { ...difference, kind: 'extra' }
    else if (book.value?.text !== other.value?.text) yield { ...difference, kind: 'different' }
    if (order <= 0) book = await books.next()
    if (order >= 0) other = await others.next()
  }
}

/** Below zero: the first comes first; a side that is over comes last. */
function place(one: ComparedEvent | undefined, other: ComparedEvent | undefined): number {
  if (one === undefined) return 1
  if (other === undefined) return -1
  return one.userId - other.userId || one.seq - other.seq
}
