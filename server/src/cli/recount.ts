import { forgetPlaySums, PLAY_SUMS, sumPlaysAfter } from '../games/index.ts'
import { tryLead } from '../platform/postgres/leader.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { StartError } from '../platform/start-error.ts'
import { BEGINNING, countBehind, postgresSweep, readerName } from '../stream/index.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const BATCH = 10_000
const READER = readerName(PLAY_SUMS)

async function sumAll(pool: Pool): Promise<number> {
  const { advance } = postgresSweep(PLAY_SUMS, sumPlaysAfter, pool)
  let [place, events] = [BEGINNING, 0]
  for (;;) {
    const { taken, last } = await advance(place, BATCH)
    place = last
    events += taken
    if (process.stderr.isTTY) process.stderr.write(`\r${events} events`)
    if (taken < BATCH) return events
  }
}

/** `npm run recount -- --apply`: makes the sums of plays anew from the events. What players see stays exact meanwhile. */
async function recount([apply]: readonly string[]): Promise<number> {
  return withDatabase(async (pool, databaseUrl) => {
    if (apply !== '--apply') {
      const behind = await countBehind(pool, READER)
      process.stdout.write(`The sums are ${behind} events behind. --apply forgets them and sums all events again.\n`)
      return 0
    }
    const leadership = await tryLead(databaseUrl, `stream:${READER}`)
    if (leadership === undefined) throw new StartError('A process sums plays at present: stop the workers first.')
    try {
      await forgetPlaySums(pool)
      process.stdout.write(`Summed ${await sumAll(pool)} events again.\n`)
    } finally {
      await leadership.release()
    }
    return 0
  })
}

runCommand(recount)
