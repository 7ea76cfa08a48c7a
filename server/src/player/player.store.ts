import type { Rank, Vault } from '@casino-club/shared'
import { Batches } from '../platform/batches.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { PlayerSnapshot, PlayerState } from './player.types.ts'

interface PlayerRow {
  user_id: number
  nickname: string
  rank: Rank
  of_age: boolean
  version: number
  coins: number
  gems: number
  tickets: number
  nonce: number
  state: Partial<PlayerState>
  ledger_hash: Buffer
  server_seed: Buffer
  server_seed_hash: Buffer
  client_seed: string
  next_hash: Buffer
  vaults: Vault[] | null
}

/** Player by player, so that it goes by their keys however the tables have grown since it was planned. */
const LOAD_SQL = `
select player.* from unnest($1::bigint[]) as wanted(id) cross join lateral (
select p.user_id, u.nickname, u.rank, u.age_verified_at is not null as of_age, p.version, p.coins, p.gems, p.tickets, p.nonce, p.state, p.ledger_hash,
  active.server_seed, active.server_seed_hash, active.client_seed, next.server_seed_hash as next_hash, (
    select json_agg(json_build_object('id', v.id, 'type', v.type, 'status', v.state, 'coins', v.coins,
      'openedAtMs', round(extract(epoch from v.opened_at) * 1000), 'expiresAtMs', round(extract(epoch from v.expires_at) * 1000),
      'unlock', json_build_object('by', d.unlock_by, 'amount', d.unlock_amount)) order by d.position, v.id)
    from player_vaults v join vault_definitions d on d.id = v.definition_id where v.user_id = p.user_id) as vaults
from players p
join users u on u.id = p.user_id
join fairness_seeds active on active.user_id = p.user_id and active.status = 'active'
join fairness_seeds next on next.user_id = p.user_id and next.status = 'next'
where p.user_id = wanted.id limit 1) player`

const COMMAND_SQL = `
select c.seq, c.request_hash, e.payload::text as payload
from player_commands c
join player_events e on e.user_id = c.user_id and e.seq = c.seq and e.day = c.day
where c.user_id = $1 and c.command_id = $2`

/** A command that was journaled before. */
export interface KnownCommand {
  readonly seq: number
  readonly requestHash: string
  /** The outcome as it was answered, as JSON text. */
  readonly payload: string
}

export interface PlayerStore {
  load(userId: number): Promise<PlayerSnapshot | undefined>
  findCommand(userId: number, commandId: string): Promise<KnownCommand | undefined>
  version(userId: number): Promise<number | undefined>
}

/** Documents written before a slice existed lack its part. */
export function readState(document: Partial<PlayerState>): PlayerState {
  return {
    games: document.games ?? {},
    ...(document.xp !== undefined && { xp: document.xp }),
    ...(document.safe && { safe: document.safe }),
    ...(document.tutorial && { tutorial: document.tutorial }),
    ...(document.streak && { streak: document.streak }),
    ...(document.mergedInto !== undefined && { mergedInto: document.mergedInto }),
  }
}

function toSnapshot(row: PlayerRow): PlayerSnapshot {
  return {
    userId: row.user_id,
    nickname: row.nickname,
    rank: row.rank,
    ofAge: row.of_age,
    version: row.version,
    balances: { coins: row.coins, gems: row.gems, tickets: row.tickets },
    nonce: row.nonce,
    state: readState(row.state),
    seeds: {
      serverSeed: row.server_seed.toString('hex'),
      serverSeedHash: row.server_seed_hash.toString('hex'),
      clientSeed: row.client_seed,
      nextServerSeedHash: row.next_hash.toString('hex'),
    },
    ledgerHash: row.ledger_hash.toString('hex'),
    vaults: row.vaults ?? [],
  }
}

export function playerStore(pool: Pool): PlayerStore {
  const loads = new Batches<number, PlayerSnapshot | undefined>({
    async work(userIds) {
      const { rows } = await pool.query<PlayerRow>({ name: 'player-load', text: LOAD_SQL, values: [userIds] })
      const found = new Map(rows.map((row) => [row.user_id, toSnapshot(row)]))
      return userIds.map((userId) => found.get(userId))
    },
  })
  return {
    load: (userId) => loads.hand(userId),
    async findCommand(userId, commandId) {
      const { rows } = await pool.query<{ seq: number; request_hash: Buffer; payload: string }>({
        name: 'player-command',
        text: COMMAND_SQL,
        values: [userId, commandId],
      })
      const row = rows[0]
      return row && { seq: row.seq, requestHash: row.request_hash.toString('hex'), payload: row.payload }
    },
    async version(userId) {
      const { rows } = await pool.query<{ version: number }>({
        name: 'player-version',
        text: 'select version from players where user_id = $1',
        values: [userId],
      })
      return rows[0]?.version
    },
  }
}

/** A new player's row as it is before its first event, which `commitEntryIn` then writes over it. */
export async function insertPlayer(tx: Queryable, userId: number, state: PlayerState, atMs: number): Promise<void> {
  await tx.query(
    `insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
     values ($1, 0, 0, 0, 0, 0, $2, decode(repeat('00', 32), 'hex'), to_timestamp($3 / 1000.0))`,
    [userId, JSON.stringify(state), atMs],
  )
}
