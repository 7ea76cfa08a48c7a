import type { RoundState } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

/** A round as it is kept. */
export interface RoundRow {
  readonly id: number
  readonly game: string
  readonly state: RoundState
  readonly table_version: number
  /** Hex; secret until the round has ended. */
  readonly seed: string | null
  readonly seed_hash: string | null
  readonly outcome: object | null
  readonly day: string | null
  readonly opened_at: Date
  readonly closes_at: Date | null
  readonly ended_at: Date | null
}

const COLUMNS = `id, game, state, table_version, encode(server_seed, 'hex') as seed,
  encode(server_seed_hash, 'hex') as seed_hash, outcome, day::text as day, opened_at, closes_at, ended_at`

export interface NewRound {
  readonly game: string
  readonly tableVersion: number
  readonly seed: Buffer | null
  readonly seedHash: Buffer | null
  readonly day: string | null
  readonly openedAtMs: number
  readonly closesAtMs: number | null
  /** Seconds until it is taken for dead unless somebody keeps it alive; null: never. */
  readonly aliveSeconds: number | null
}

/** Undefined when the day already has its round. */
export async function insertRound(via: Queryable, round: NewRound): Promise<number | undefined> {
  const { rows } = await via.query<{ id: number }>(
    `insert into rounds (game, state, table_version, server_seed, server_seed_hash, day, opened_at, closes_at, alive_until)
     values ($1, 'open', $2, $3, $4, $5, ${at('$6')}, ${at('$7')}, now() + make_interval(secs => $8))
     on conflict (game, day) do nothing returning id`,
    [
      round.game,
      round.tableVersion,
      round.seed,
      round.seedHash,
      round.day,
      round.openedAtMs,
      round.closesAtMs,
      round.aliveSeconds,
    ],
  )
  return rows[0]?.id
}

/** Whether the rounds still live; those that do are kept so for some seconds more. */
export async function keepAlive(via: Queryable, ids: readonly number[], seconds: number): Promise<ReadonlySet<number>> {
  const { rows } = await via.query<{ id: number }>(
    `update rounds set alive_until = now() + make_interval(secs => $2)
     where id = any($1) and state in ('open', 'closed') returning id`,
    [ids, seconds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** No more stakes from now on. False when the round is not open. */
export async function closeRound(via: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await via.query(`update rounds set state = 'closed' where id = $1 and state = 'open'`, [id])
  return rowCount === 1
}

/** The end of a round all of whose stakes are settled; its outcome and seed are public from now on. */
export async function finishRound(via: Queryable, id: number, outcome: object, nowMs: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `update rounds set state = 'settled', outcome = $2, ended_at = ${at('$3')}
     where id = $1 and state = 'closed' and not exists (select from stakes where round_id = $1 and state = 'open')`,
    [id, JSON.stringify(outcome), nowMs],
  )
  return rowCount === 1
}

/** The end of a round that cannot be played: its open stakes go back. False when it has ended, or was played to its end. */
export async function voidRound(via: Queryable, id: number, nowMs: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `update rounds set state = 'void', ended_at = ${at('$2')} 
     where id = $1 and state in ('open', 'closed')
       and (exists (select from stakes where round_id = $1 and state = 'open')
         or not exists (select from stakes where round_id = $1 and state = 'settled'))`,
    [id, nowMs],
  )
  return rowCount === 1
}

/** Rounds whose process has gone, and void ones that still hold stakes. */
export async function findDeadRounds(via: Queryable, limit: number): Promise<RoundRow[]> {
  const { rows } = await via.query<RoundRow & Record<string, unknown>>(
    `select ${COLUMNS} from rounds r where state in ('open', 'closed') and alive_until < now()
     union all
     select ${COLUMNS} from rounds r where state = 'void'
       and exists (select from stakes s where s.round_id = r.id and s.state = 'open')
     order by 1 limit $1`,
    [limit],
  )
  return rows
}

export async function findRound(via: Queryable, game: string, id: number): Promise<RoundRow | undefined> {
  const { rows } = await via.query<RoundRow & Record<string, unknown>>(
    `select ${COLUMNS} from rounds where game = $1 and id = $2`,
    [game, id],
  )
  return rows[0]
}

/** Rounds of a game in these states, newest first. */
export async function findRounds(
  via: Queryable,
  game: string,
  states: readonly RoundState[],
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<RoundRow[]> {
  const { rows } = await via.query<RoundRow & Record<string, unknown>>(
    `select ${COLUMNS} from rounds where game = $1 and state = any($2) order by id desc limit $3 offset $4`,
    [game, states, limit, offset],
  )
  return rows
}

export async function countStakes(pool: Pool, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await pool.query<{ round_id: number; stakes: number }>(
    'select round_id, count(*)::integer as stakes from stakes where round_id = any($1) group by round_id',
    [ids],
  )
  return new Map(rows.map(({ round_id, stakes }) => [round_id, stakes]))
}
