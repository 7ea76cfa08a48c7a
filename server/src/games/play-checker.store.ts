import { type Carried, type Currency, findGame, type GrantedItem, tableHash } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { readRecord, verifyPlay } from './verify-play.ts'

interface RecordedPlay {
  readonly game: string | null
  readonly table_version: number | null
  readonly bet: number | null
  readonly win: number | null
  readonly payload: string
}

/** What a play shows of what came before and comes after it: held against the plays around it. */
export interface CheckedPlay {
  readonly why?: string
  readonly nonce: number
  readonly before: Carried
  readonly after: Carried
  readonly items: readonly GrantedItem[]
  readonly currency: Currency
}

const wrong = (why: string): CheckedPlay => ({ why, nonce: 0, before: {}, after: {}, items: [], currency: 'coins' })

/** Reads every table and seed, and gives a check that computes any play again and says why it does not fit. */
export async function playChecker(via: Queryable): Promise<(play: RecordedPlay) => CheckedPlay> {
  const tables = await readTables(via)
  const seeds = await readSeeds(via)
  return ({ game: id, table_version: version, bet, win, payload }) => {
    const game = findGame(id ?? '')
    if (game === undefined) return wrong(`nobody can check the game ${id}`)
    const record = readRecord(game, JSON.parse(payload) as Record<string, unknown>)
    if (record === undefined) return wrong(`its outcome is not that of a play of ${id}`)
    const { recorded, nonce, before, after } = record
    if (recorded.bet !== bet || recorded.win !== win || record.tableVersion !== version) {
      return wrong('its outcome and its columns differ')
    }
    const table = tables.get(`${id} ${version}`)
    const serverSeed = seeds.get(record.serverSeedHash)
    if (table === undefined) return wrong(`its table ${version} is missing`)
    if (serverSeed === undefined) return wrong('its server seed is missing')
    const { differences, transcript, items } = verifyPlay(game, { ...record, serverSeed, table })
    if (transcript.bet !== bet) return wrong('its stake is not what its choice costs')
    if (differences.length > 0) return wrong(`its seeds give another ${differences.join(', ')}`)
    return {
      nonce,
      before,
      after,
      items,
      currency: game.stakeOf(game.tableSchema.parse(table), record.choice).currency,
    }
  }
}

async function readTables(via: Queryable): Promise<Map<string, unknown>> {
  const { rows } = await via.query<{ game: string; version: number; body: string; hash: string }>(
    `select game, version, body::text as body, hash from odds_tables`,
  )
  return new Map(
    rows.flatMap(({ game, version, body, hash }) => {
      const table: unknown = JSON.parse(body)
      return tableHash(table) === hash ? [[`${game} ${version}`, table] as const] : []
    }),
  )
}

async function readSeeds(via: Queryable): Promise<Map<string, string>> {
  const { rows } = await via.query<{ seed: string; hash: string }>(
    `select encode(server_seed, 'hex') as seed, encode(server_seed_hash, 'hex') as hash from fairness_seeds`,
  )
  return new Map(rows.map(({ seed, hash }) => [hash, seed]))
}
