import { accept, exportQuery, type Play } from '@casino-club/shared'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route, type TextStream } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { eachPlay } from './history/plays.store.ts'

const COLUMNS = ['eventId', 'game', 'occurredAt', 'bet', 'win', 'net', 'outcome'] as const

async function* asCsv(plays: AsyncIterable<Play>): AsyncIterable<string> {
  yield CSV_BOM + csvLine(COLUMNS)
  for await (const { outcome, ...play } of plays) {
    const row = { ...play, outcome: JSON.stringify(outcome) }
    yield csvLine(COLUMNS.map((column) => row[column]))
  }
}

/** One JSON array, a play a line, so that it can be read while it comes. */
async function* asJson(plays: AsyncIterable<Play>): AsyncIterable<string> {
  let before = '[\n'
  for await (const play of plays) {
    yield before + JSON.stringify(play)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** One's own results, all of them, to keep: they are never deleted here, which is more than the ninety days asked for. */
export function exportRoute(pool: Pool): AnyRoute {
  return route({
    method: 'get',
    path: '/api/games/history/export',
    summary: 'One’s own plays as CSV or JSON, of any number, the oldest first',
    tag: 'games',
    access: 'player',
    query: exportQuery,
    handle: async ({ principal: { userId }, query: { format, ...filter } }) => {
      const plays = eachPlay(pool, { userId, ...filter })
      const file: TextStream =
        format === 'csv'
          ? { fileName: 'plays.csv', contentType: 'text/csv', lines: asCsv(plays) }
          : { fileName: 'plays.json', contentType: 'application/json', lines: asJson(plays) }
      return accept(file)
    },
  })
}
