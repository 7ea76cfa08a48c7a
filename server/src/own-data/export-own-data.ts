import type { Pool } from '../platform/postgres/pool.ts'
import { eachOfSection, LONG_SECTION_NAMES, readSection, SECTION_NAMES, SINGLE } from './own-data.store.ts'

/**
 * Everything the club keeps of a player as one JSON object, line by line: short lists first, then his ledger, stakes and
 * events from the first on. What happens while it is written may be in one list and not yet in another.
 */
export async function* exportOwnData(pool: Pool, userId: number, nowMs: number): AsyncIterable<string> {
  yield `{\n"exportedAt": ${JSON.stringify(new Date(nowMs).toISOString())}`
  for (const name of SECTION_NAMES) {
    const rows = await readSection(pool, name, userId)
    yield `,\n${JSON.stringify(name)}: ${JSON.stringify(SINGLE.has(name) ? (rows[0] ?? null) : rows)}`
  }
  for (const name of LONG_SECTION_NAMES) {
    yield `,\n${JSON.stringify(name)}: [`
    let before = '\n'
    for await (const row of eachOfSection(pool, name, userId)) {
      yield before + JSON.stringify(row)
      before = ',\n'
    }
    yield ']'
  }
  yield '\n}\n'
}
