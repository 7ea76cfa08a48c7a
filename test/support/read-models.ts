import { PLAYER_DAYS, playerDaysAfter } from '../../server/src/activity/index.ts'
import { liveCounters } from '../../server/src/app/consumers.ts'
import { PLAY_SUMS, sumPlaysAfter } from '../../server/src/games/index.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { postgresConsumer, postgresSweep, type ReadModel, type StreamReader } from '../../server/src/stream/index.ts'
import type { TestClub } from './club.ts'
import { readerOf } from './streams.ts'

/** The readers of the read models that can be rebuilt, started. */
export function startReadersOf(club: TestClub): StreamReader[] {
  const { pool, policy } = club.core
  const readers = [
    readerOf(club, postgresConsumer(liveCounters, pool, createLog('silent'))),
    readerOf(club, postgresSweep(PLAY_SUMS, sumPlaysAfter, pool)),
    readerOf(club, postgresSweep(PLAYER_DAYS, playerDaysAfter(policy.zone), pool)),
  ]
  for (const reader of readers) reader.start()
  return readers
}

/** All that follows from events in the tables of read models. */
export function rowsOf({ sql }: TestClub, models: readonly ReadModel[]) {
  const select = ({ name, key, columns }: ReadModel['tables'][number]) =>
    sql(`select ${[...key, ...columns].join(', ')} from ${name} order by ${key.join(', ')}`)
  return Promise.all(models.flatMap(({ tables }) => tables.map(select)))
}
