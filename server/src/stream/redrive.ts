import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { whereOf } from './book.ts'
import { type Consumer, readerName } from './consumer.ts'
import { closeLetter, type DeadLetter, findOpenLetters } from './dead-letters.store.ts'
import { shareReader } from './reader-place.store.ts'
import { findEvent } from './stream.store.ts'
import { takeEvents } from './take-events.ts'

/** What came of one letter: its event has had its effect, or why it still cannot. */
export interface Redriven {
  readonly letter: DeadLetter
  readonly failed: string | null
}

const PAGE = 100

/** Lets the events of a consumer's open letters take effect, the oldest first, each once: those that still cannot stay. */
export async function* redriveLetters(pool: Pool, consumer: Consumer): AsyncGenerator<Redriven> {
  for (let after = 0; ; ) {
    const letters = await findOpenLetters(pool, { consumer: consumer.name, after, limit: PAGE })
    for (const letter of letters) yield { letter, failed: await redriveOne(pool, consumer, letter) }
    if (letters.length < PAGE) return
    after = letters.at(-1)?.id ?? after
  }
}

class StillDead extends Error {}

/** Null: done, or somebody else did it. The letter is closed in the transaction of the effect. */
async function redriveOne(pool: Pool, consumer: Consumer, { id, source, reason }: DeadLetter): Promise<string | null> {
  if (reason === 'NO_EVENT') return 'it is no event'
  try {
    await inTransaction(pool, async (tx) => {
      await shareReader(tx, readerName(consumer.name, whereOf(source).book))
      if (!(await closeLetter(tx, id, 'redriven'))) return
      const event = await findEvent(tx, source)
      if (event === undefined) throw new StillDead('the books have no such event')
      const [dead] = await takeEvents(tx, consumer, [event])
      if (dead) throw new StillDead(`${dead.reason}: ${dead.detail}`)
    })
    return null
  } catch (error) {
    if (error instanceof StillDead) return error.message
    throw error
  }
}
