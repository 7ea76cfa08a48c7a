import { MAX_AMOUNT, type VaultProgress } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'
import type { AttendedDay } from './attendance.rule.ts'

/** What is in force of each type: its highest version, where that is enabled. */
const IN_FORCE = `select d.* from vault_definitions d where d.enabled and d.version = (
  select max(version) from vault_definitions o where o.type = d.type)`

/** Of each of these players, the definitions in force that he has no vault of. */
export async function findMissing(via: Queryable, userIds: readonly number[]): Promise<number[][]> {
  const { rows } = await via.query<{ ids: number[] }>({
    name: 'vaults-missing',
    text: `with d as materialized (${IN_FORCE})
      select array(select d.id from d where not exists (select from player_vaults v
        where v.user_id = u.id and v.type = d.type) order by d.id)::float8[] as ids
      from unnest($1::bigint[]) with ordinality as u(id, place) order by u.place`,
    values: [userIds],
  })
  return rows.map(({ ids }) => ids)
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

/** Marks vaults as unlocked by an event each; gives those that were locked, and whose time was not over. */
export async function unlockVaults(
  tx: Queryable,
  vaults: readonly (EventPosition & { readonly id: number })[],
): Promise<ReadonlySet<number>> {
  const { rows } = await tx.query<{ id: number }>(
    `update player_vaults v set state = 'UNLOCKED', unlocked_at = ${at('u.ms')}, unlocked_seq = u.seq
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as u(id, user_id, ms, seq)
     where v.id = u.id and v.user_id = u.user_id and v.state = 'LOCKED' and v.expires_at > ${at('u.ms')}
     returning v.id`,
    [
      vaults.map(({ id }) => id),
      vaults.map(({ userId }) => userId),
      vaults.map(({ occurredAtMs }) => occurredAtMs),
      vaults.map(({ seq }) => seq),
    ],
  )
  return new Set(rows.map(({ id }) => id))
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

/** Vaults of a player that were opened at one moment. */
export interface OpenedTogether {
  readonly userId: number
  readonly openedAtMs: number
}

/** What such vaults wait for, as far as it has happened and can be told: of each of these in their order. */
export async function findProgress(via: Queryable, opened: readonly OpenedTogether[]): Promise<VaultProgress[]> {
  const { rows } = await via.query<VaultProgress & Record<string, unknown>>({
    name: 'vault-progress',
    text: `select
        (select count(*) from attendance_days a where a.user_id = o.user_id and a.attended_at >= ${at('o.opened_ms')}) as "attendanceDays",
        least(${MAX_AMOUNT}, coalesce((select sum(won) from vault_deposits d where d.user_id = o.user_id), 0)
          + coalesce((select deposit_total from external_ranking_data x where x.user_id = o.user_id), 0))::bigint as deposited
      from unnest($1::bigint[], $2::bigint[]) with ordinality as o(user_id, opened_ms, place) order by o.place`,
    values: [opened.map(({ userId }) => userId), opened.map(({ openedAtMs }) => openedAtMs)],
  })
  return rows
}

export async function progressOf(via: Queryable, userId: number, openedAtMs: number): Promise<VaultProgress> {
  const [progress] = await findProgress(via, [{ userId, openedAtMs }])
  return progress ?? { attendanceDays: 0, deposited: 0 }
}

/** The last day that each of these players was here; undefined: none yet. */
export async function lastAttended(via: Queryable, userIds: readonly number[]): Promise<(AttendedDay | undefined)[]> {
  const { rows } = await via.query<{ last: AttendedDay | null }>({
    name: 'attendance-last',
    text: `select (select json_build_object('localDate', a.local_date, 'zone', a.zone) from attendance_days a
        where a.user_id = u.id order by a.local_date desc limit 1) as last
      from unnest($1::bigint[]) with ordinality as u(id, place) order by u.place`,
    values: [userIds],
  })
  return rows.map(({ last }) => last ?? undefined)
}

/** Once a day, whoever else writes the same day. */
export async function insertAttendance(
  via: Queryable,
  days: readonly (AttendedDay & { readonly userId: number; readonly atMs: number })[],
): Promise<void> {
  await via.query({
    name: 'attendance-insert',
    text: `insert into attendance_days (user_id, local_date, zone, attended_at)
      select d.user_id, d.local_date, d.zone, ${at('d.at_ms')}
      from unnest($1::bigint[], $2::date[], $3::text[], $4::bigint[]) as d(user_id, local_date, zone, at_ms)
      order by d.user_id, d.local_date on conflict do nothing`,
    values: [
      days.map(({ userId }) => userId),
      days.map(({ localDate }) => localDate),
      days.map(({ zone }) => zone),
      days.map(({ atMs }) => atMs),
    ],
  })
}
