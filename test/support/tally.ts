import type { EventEnvelope } from '@casino-club/shared'
import type { Queryable } from '../../server/src/platform/postgres/pool.ts'
import type { Consumer } from '../../server/src/stream/index.ts'
import type { Sql } from './sql.ts'

/** A table that takes each event once and numbers them as they come. */
export async function makeTally(sql: Sql, table: string): Promise<void> {
  await sql(`create table ${table} (nth bigserial, user_id bigint, seq bigint, primary key (user_id, seq))`)
  await sql(`grant select, insert on ${table} to casino_app`)
  await sql(`grant usage on sequence ${table}_nth_seq to casino_app`)
}

/** Writes an event down; a second time breaks the key. */
export async function countIn(tx: Queryable, table: string, events: readonly EventEnvelope[]): Promise<void> {
  for (const { userId, seq } of events) {
    await tx.query(`insert into ${table} (user_id, seq) values ($1, $2)`, [userId, seq])
  }
}

/** Reads plays of the slot into a tally. */
export const tallying = (table: string, name: string): Consumer => ({
  name,
  topics: ['game_history_events'],
  knows: { 'slot.spun': [1] },
  readsPayload: true,
  consume: (tx, events) => countIn(tx, table, events),
})

/** The sequence numbers of each player in the order in which they had their effect. */
export async function tallied(sql: Sql, table: string): Promise<Record<string, number[]>> {
  const rows = await sql<{ user_id: number; seqs: string[] }>(
    `select user_id, array_agg(seq::text order by nth) as seqs from ${table} group by user_id`,
  )
  return Object.fromEntries(rows.map(({ user_id, seqs }) => [user_id, seqs.map(Number)]))
}
