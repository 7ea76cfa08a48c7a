import { Gate } from '../gate.ts'
import { sqlState } from './pool.ts'

/** Bad data, a broken constraint, a deadlock, a lock that was waited for too long. */
const OF_ONE_ROW = /^(22|23|40|55)/
const AT_ONCE = 4

/** Whether one row may have spoilt a statement about many, rather than the database every statement. */
export const isOfOneRow = (error: unknown): boolean => OF_ONE_ROW.test(sqlState(error) ?? '')

/**
 * Answers many by one statement; where one of them spoils it, each by one of his own, a few at a time, so that nobody waits
 * for another's row. Rejects when the database is at fault.
 */
export async function allOrOneByOne<Item, Answer>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<readonly (Answer | Promise<Answer>)[]> {
  try {
    return await work(items)
  } catch (error) {
    if (items.length === 1 || !isOfOneRow(error)) throw error
    const gate = new Gate(AT_ONCE)
    return items.map((item) => gate.run(async () => (await work([item]))[0] as Answer))
  }
}
