import type { VaultProgress } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'
import type { AttendedDay } from './attendance.rule.ts'

/** What is in force of each type: its highest version, where that is enabled. */
const IN_FORCE = `select d.* from vault_definitions d where d.enabled and d.version = (
  select max(version) from vault_definitions o where o.type = d.type)`

/** Definitions in force that a player has no vault of. */
export async function findMissing(via: Queryable, userId: number): Promise<number[]> {
  const { rows } = await via.query<{ id: number }>({
    name: 'vaults-missing',
    text: `select d.id from (${IN_FORCE}) d
      where not exists (select from player_vaults v where v.user_id = $1 and v.type = d.type) order by d.id`,
    values: [userId],
  })
  return rows.map(({ id }) => id)
}

const OPEN = `insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
  select $1, d.id, d.type, d.coins, 'LOCKED', ${at('$2')}, ${at('$2')} + make_interval(hours => d.lifetime_hours), $3`

/** Opens vaults of these definitions, as far as they are in force and the player has none; gives how many. */
export async function openVaults(
  tx: Queryable,
  { userId, occurredAtMs, seq }: Pick<EventPosition, 'userId' | 'occurredAtMs' | 'seq'>,
  definitionIds: readonly number[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `${OPEN} from (${IN_FORCE}) d where d.id = any($4::bigint[]) on conflict do nothing`,
    [userId, occurredAtMs, seq, definitionIds],
  )
  return rowCount ?? 0
}

/** Opens every vault in force for a player who is just signing up: they belong to his first event. */
export async function openFirstVaults(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await tx.query({ name: 'vaults-first', text: `${OPEN} from (${IN_FORCE}) d`, values: [userId, nowMs, 1] })
}

const ENDS = `ended_at = ${at('$3')}, ended_seq = $4`

/** Marks a vault as claimed by an event; false: it is not to be claimed. */
export async function writeClaim(tx: Queryable, id: number, position: EventPosition): Promise<boolean> {
  const { userId, seq, occurredAtMs } = position
  const { rowCount } = await tx.query(
    `update player_vaults set state = 'CLAIMED', ${ENDS}
     where id = $1 and user_id = $2 and state = 'UNLOCKED' and expires_at > ${at('$3')}`,
    [id, userId, occurredAtMs, seq],
  )
  return rowCount === 1
}

/** Marks a vault as unlocked by an event; false: it is not locked, or its time is over. */
export async function unlockVault(tx: Queryable, id: number, position: EventPosition): Promise<boolean> {
  const { userId, seq, occurredAtMs } = position
  const { rowCount } = await tx.query(
    `update player_vaults set state = 'UNLOCKED', unlocked_at = ${at('$3')}, unlocked_seq = $4
     where id = $1 and user_id = $2 and state = 'LOCKED' and expires_at > ${at('$3')}`,
    [id, userId, occurredAtMs, seq],
  )
  return rowCount === 1
}

/** Ends vaults whose time is over, each by an event of its player; gives how many of them still were open. */
export async function expireVaults(
  tx: Queryable,
  vaults: readonly { readonly id: number; readonly seq: number }[],
  nowMs: number,
): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'vaults-expire',
    text: `update player_vaults v set state = 'EXPIRED', ended_at = ${at('$3')}, ended_seq = e.seq
      from unnest($1::bigint[], $2::bigint[]) as e(id, seq)
      where v.id = e.id and v.state in ('LOCKED', 'UNLOCKED') and v.expires_at <= ${at('$3')}`,
    values: [vaults.map(({ id }) => id), vaults.map(({ seq }) => seq), nowMs],
  })
  return rowCount ?? 0
}

/** Ends whatever vaults an account has that is made one with another: the other one has its own. */
export async function endVaults(tx: Queryable, { userId, seq, occurredAtMs }: EventPosition): Promise<void> {
  await tx.query(
    `update player_vaults set state = 'EXPIRED', ended_at = ${at('$2')}, ended_seq = $3
     where user_id = $1 and state in ('LOCKED', 'UNLOCKED')`,
    [userId, occurredAtMs, seq],
  )
}

/** What vaults that were opened at this moment wait for, as far as it has happened. */
export async function progressOf(via: Queryable, userId: number, openedAtMs: number): Promise<VaultProgress> {
  const { rows } = await via.query<VaultProgress & Record<string, unknown>>({
    name: 'vault-progress',
    text: `select
        (select count(*) from attendance_days a where a.user_id = $1 and a.attended_at >= ${at('$2')}) as "attendanceDays",
        coalesce((select sum(won)::bigint from vault_deposits d where d.user_id = $1), 0)
          + coalesce((select deposit_total from external_ranking_data x where x.user_id = $1), 0) as deposited`,
    values: [userId, openedAtMs],
  })
  return rows[0] ?? { attendanceDays: 0, deposited: 0 }
}

export async function lastAttended(via: Queryable, userId: number): Promise<AttendedDay | undefined> {
  const { rows } = await via.query<AttendedDay & Record<string, unknown>>({
    name: 'attendance-last',
    text: `select local_date::text as "localDate", zone from attendance_days where user_id = $1
      order by local_date desc limit 1`,
    values: [userId],
  })
  return rows[0]
}

/** Once a day, whoever else writes the same day. */
export async function insertAttendance(
  via: Queryable,
  userId: number,
  { localDate, zone }: AttendedDay,
  nowMs: number,
): Promise<void> {
  await via.query(
    `insert into attendance_days (user_id, local_date, zone, attended_at) values ($1, $2, $3, ${at('$4')})
     on conflict do nothing`,
    [userId, localDate, zone, nowMs],
  )
}
