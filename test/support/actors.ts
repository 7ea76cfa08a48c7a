import { insertFirstSeeds, nodeHmac } from '../../server/src/fairness/index.ts'
import type { Clock } from '../../server/src/platform/clock.ts'
import { systemRandom } from '../../server/src/platform/ids.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { Bus } from '../../server/src/platform/postgres/bus.ts'
import { createPool, inTransaction, type Pool } from '../../server/src/platform/postgres/pool.ts'
import {
  Journal,
  journalStore,
  openPlayer,
  PlayerActors,
  playerStore,
  Together,
} from '../../server/src/player/index.ts'

/** Who acts for the players of a database, without the doors of a club: nobody is limited, and no room is told. */
export function actorsOn(databaseUrl: string, clock: Clock) {
  const log = createLog(process.env.TEST_LOG_LEVEL ?? 'silent')
  const metrics = createMetrics()
  const pool = createPool({ databaseUrl, max: 8, log, name: 'casino-test-actors' })
  const journal = new Journal(journalStore(pool), metrics, { lanes: 2, maxBatch: 64, hands: 6 })
  const players = playerStore(pool)
  const guard = { refuse: () => undefined, count: <State>(state: State) => state }
  const of = { journal, store: players, clock, hmac: nodeHmac, log, metrics, guard, played: () => undefined }
  const actors = new PlayerActors(of, new Bus(databaseUrl, log), pool)
  const together = new Together(actors, journal, log)
  const close = async () => {
    await journal.drain()
    await pool.end()
  }
  return { log, pool, players, actors, together, metrics, close }
}

/** Opens players with complete books in the database itself; gives their ids. */
export function openPlayersIn(pool: Pool, count: number, nowMs: number): Promise<number[]> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
       select 'many-' || n, 'many' || n, 'many' || n, '!', 'ko', $2 from generate_series(1, $1::integer) as n returning id`,
      [count, new Date(nowMs)],
    )
    for (const { id } of rows) {
      await insertFirstSeeds(tx, id, `many-${id}`, systemRandom, nowMs)
      await openPlayer(tx, id, systemRandom, nowMs)
    }
    return rows.map(({ id }) => id)
  })
}
