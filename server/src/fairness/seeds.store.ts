import { createHash } from 'node:crypto'
import type { RandomSource } from '../platform/ids.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

const SEED_BYTES = 32

/** 32 secret bytes and the SHA-256 that commits to them. */
export interface ServerSeed {
  readonly seed: Buffer
  readonly hash: Buffer
}

/** A new server seed and the hash that is shown for it. */
export function newServerSeed(random: RandomSource): ServerSeed {
  const seed = random.bytes(SEED_BYTES)
  return { seed, hash: createHash('sha256').update(seed).digest() }
}

/** A new player's first pair, in use from his first event, and the commitment to the one after it. */
export async function insertFirstSeeds(
  tx: Queryable,
  userId: number,
  clientSeed: string,
  random: RandomSource,
  nowMs: number,
): Promise<void> {
  const active = newServerSeed(random)
  await tx.query(
    `insert into fairness_seeds (user_id, server_seed, server_seed_hash, client_seed, status, active_from_seq, created_at)
     values ($1, $2, $3, $4, 'active', 1, ${at('$5')})`,
    [userId, active.seed, active.hash, clientSeed, nowMs],
  )
  await insertNextSeed(tx, userId, newServerSeed(random), nowMs)
}

async function insertNextSeed(tx: Queryable, userId: number, next: ServerSeed, nowMs: number): Promise<void> {
  await tx.query(
    `insert into fairness_seeds (user_id, server_seed, server_seed_hash, status, created_at)
     values ($1, $2, $3, 'next', ${at('$4')})`,
    [userId, next.seed, next.hash, nowMs],
  )
}

/** Reveals the active seed and puts the announced next one in its place; `next` is announced from now on. */
export async function rotateSeeds(
  tx: Queryable,
  change: { userId: number; seq: number; clientSeed: string; next: ServerSeed; nowMs: number },
): Promise<void> {
  const { userId, seq, nowMs } = change
  await tx.query(
    `update fairness_seeds set status = 'revealed', revealed_at_seq = $2, revealed_at = ${at('$3')}
     where user_id = $1 and status = 'active'`,
    [userId, seq, nowMs],
  )
  await tx.query(
    `update fairness_seeds set status = 'active', client_seed = $2, active_from_seq = $3
     where user_id = $1 and status = 'next'`,
    [userId, change.clientSeed, seq],
  )
  await insertNextSeed(tx, userId, change.next, nowMs)
}

export interface RevealedSeed {
  readonly serverSeed: string
  readonly serverSeedHash: string
  readonly clientSeed: string
  readonly plays: number
  readonly revealedAt: string
}

const REVEALED_SHOWN = 100

/** The player's revealed seeds, newest first. */
export async function revealedSeeds(pool: Pool, userId: number): Promise<RevealedSeed[]> {
  const { rows } = await pool.query<{
    server_seed: Buffer
    server_seed_hash: Buffer
    client_seed: string
    plays: number
    revealed_at: Date
  }>(
    `select s.server_seed, s.server_seed_hash, s.client_seed, s.revealed_at,
       (select count(*) from player_events e where e.user_id = s.user_id and e.seq between s.active_from_seq and
         s.revealed_at_seq and e.game is not null) as plays
     from fairness_seeds s where s.user_id = $1 and s.status = 'revealed' order by s.id desc limit ${REVEALED_SHOWN}`,
    [userId],
  )
  return rows.map((row) => ({
    serverSeed: row.server_seed.toString('hex'),
    serverSeedHash: row.server_seed_hash.toString('hex'),
    clientSeed: row.client_seed,
    plays: row.plays,
    revealedAt: row.revealed_at.toISOString(),
  }))
}

/** The seed with this hash, if it has been revealed; undefined for a hash that is not this player's. */
export async function findSeed(
  pool: Pool,
  userId: number,
  serverSeedHash: string,
): Promise<{ serverSeed: string; revealed: boolean } | undefined> {
  const { rows } = await pool.query<{ server_seed: Buffer; status: string }>(
    'select server_seed, status from fairness_seeds where user_id = $1 and server_seed_hash = $2',
    [userId, Buffer.from(serverSeedHash, 'hex')],
  )
  const row = rows[0]
  return row && { serverSeed: row.server_seed.toString('hex'), revealed: row.status === 'revealed' }
}
