import { type SlotTable, slotSpinOutcomeSchema, slotTableHash, slotTableSchema } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { verifySpin } from './verify-play.ts'

interface RecordedPlay {
  readonly game: string | null
  readonly table_version: number | null
  readonly bet: number | null
  readonly win: number | null
  readonly payload: string
}

/** Reads every table and seed, and gives a check that computes any play again and says why it does not fit. */
export async function playChecker(via: Queryable): Promise<(play: RecordedPlay) => string | undefined> {
  const tables = await readTables(via)
  const seeds = await readSeeds(via)
  return ({ game, table_version: tableVersion, bet, win, payload }) => {
    if (game !== 'slot') return `nobody can check the game ${game}`
    const parsed = slotSpinOutcomeSchema.safeParse(JSON.parse(payload))
    if (!parsed.success) return 'its outcome is not that of a spin'
    const recorded = parsed.data
    if (recorded.bet !== bet || recorded.win !== win || recorded.tableVersion !== tableVersion) {
      return 'its outcome and its columns differ'
    }
    const table = tables.get(recorded.tableVersion)
    const serverSeed = seeds.get(recorded.serverSeedHash)
    if (table === undefined) return `its table ${recorded.tableVersion} is missing`
    if (serverSeed === undefined) return 'its server seed is missing'
    const { differences } = verifySpin({ ...recorded, serverSeed, table, recorded })
    return differences.length === 0 ? undefined : `its seeds give another ${differences.join(', ')}`
  }
}

async function readTables(via: Queryable): Promise<Map<number, SlotTable>> {
  const { rows } = await via.query<{ version: number; body: string; hash: string }>(
    `select version, body::text as body, hash from odds_tables where game = 'slot'`,
  )
  return new Map(
    rows.flatMap(({ version, body, hash }) => {
      const table = slotTableSchema.parse(JSON.parse(body))
      return slotTableHash(table) === hash ? [[version, table]] : []
    }),
  )
}

async function readSeeds(via: Queryable): Promise<Map<string, string>> {
  const { rows } = await via.query<{ seed: string; hash: string }>(
    `select encode(server_seed, 'hex') as seed, encode(server_seed_hash, 'hex') as hash from fairness_seeds`,
  )
  return new Map(rows.map(({ seed, hash }) => [hash, seed]))
}
