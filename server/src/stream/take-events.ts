import type { EventEnvelope } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Consumer, concerns, type Unfit, whyUnfit } from './consumer.ts'
import { isOutage } from './outage.ts'

/** An event that could not take effect, and why. */
export interface DeadEvent extends Unfit {
  readonly event: EventEnvelope
}

/** More than so many of one batch are no poison but a defect of the reader: it stands still, and its lag is told. */
const MOST_FAILURES = 20

/**
 * Lets events take effect in their order, in a transaction of the caller's, who keeps the place. Those that cannot be
 * read, and those whose effect fails alone, are left out and come back; an outage is thrown, and nothing has happened.
 */
export async function takeEvents(
  tx: Queryable,
  consumer: Consumer,
  events: readonly EventEnvelope[],
): Promise<DeadEvent[]> {
  const dead: DeadEvent[] = []
  const fit: EventEnvelope[] = []
  for (const event of events) {
    if (!concerns(consumer, event)) continue
    const unfit = whyUnfit(consumer, event)
    if (unfit) dead.push({ event, ...unfit })
    else fit.push(event)
  }
  const failed = await takeFit(tx, consumer, fit)
  if (failed.length > MOST_FAILURES) {
    throw new Error(`${failed.length} effects of ${consumer.name} fail: ${failed[0]?.detail}`)
  }
  return [...dead, ...failed]
}

/** All at once; where that fails, by halves, until the one that fails alone is found. */
async function takeFit(tx: Queryable, consumer: Consumer, events: readonly EventEnvelope[]): Promise<DeadEvent[]> {
  const [first, second] = events
  if (first === undefined) return []
  const error = await attempt(tx, () => consumer.consume(tx, events))
  if (error === undefined) return []
  if (second === undefined) {
    // Once more: it may have failed for what is over by now.
    const again = await attempt(tx, () => consumer.consume(tx, events))
    return again === undefined ? [] : [{ event: first, reason: 'EFFECT_FAILED', detail: again.message }]
  }
  const middle = Math.ceil(events.length / 2)
  const before = await takeFit(tx, consumer, events.slice(0, middle))
  if (before.length > MOST_FAILURES) return before
  return [...before, ...(await takeFit(tx, consumer, events.slice(middle)))]
}

/** Undoes what failed; an outage is thrown, and so is what a lost connection says to the undoing. */
export async function attempt(tx: Queryable, effect: () => Promise<unknown>): Promise<Error | undefined> {
  await tx.query('savepoint effect')
  try {
    await effect()
    return undefined
  } catch (error) {
    if (isOutage(error)) throw error
    await tx.query('rollback to savepoint effect')
    return error instanceof Error ? error : new Error(String(error))
  }
}
