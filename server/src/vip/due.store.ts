import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Players whose standing is due, held for this transaction; those somebody else is at are left out. */
export async function lockDue(tx: Queryable, nowMs: number, limit: number): Promise<number[]> {
  const { rows } = await tx.query<{ user_id: number }>(
    `select user_id from vip_due where due_at <= ${at('$1')} order by due_at, user_id limit $2 for update skip locked`,
    [nowMs, limit],
  )
  return rows.map(({ user_id }) => user_id)
}

export async function endDue(tx: Queryable, userIds: readonly number[]): Promise<void> {
  await tx.query('delete from vip_due where user_id = any($1::bigint[])', [userIds])
}

/** Has players looked at from an instant on, or earlier where that was asked for. */
export async function setDue(
  tx: Queryable,
  dues: readonly { readonly userId: number; readonly atMs: number }[],
): Promise<void> {
  if (dues.length === 0) return
  const inOrder = [...dues].sort((a, b) => a.userId - b.userId)
  await tx.query(
    `insert into vip_due as d (user_id, due_at)
     select user_id, to_timestamp(ms / 1000.0) from unnest($1::bigint[], $2::bigint[]) as i(user_id, ms)
     on conflict (user_id) do update set due_at = least(d.due_at, excluded.due_at)`,
    [inOrder.map(({ userId }) => userId), inOrder.map(({ atMs }) => atMs)],
  )
}

/** Has everybody looked at who has a standing or has ever bought anything for won. */
export async function setAllDue(tx: Queryable): Promise<void> {
  await tx.query(
    `insert into vip_due as d (user_id, due_at)
     select user_id, '-infinity' from (
       select user_id from vip_standings union select user_id from vip_days
       union select user_id from shop_purchases where status = 'granted' and currency = 'KRW') who
     order by user_id on conflict (user_id) do update set due_at = '-infinity'`,
  )
}

/** The next players who may stand elsewhere than they do: who has a standing, was there, or bought something. */
export async function findCandidates(via: Queryable, after: number, limit: number): Promise<number[]> {
  const { rows } = await via.query<{ user_id: number }>(
    `select u.id as user_id from users u
     where u.id > $1 and u.deleted_at is null and (exists (select from vip_standings s where s.user_id = u.id)
       or exists (select from vip_days d where d.user_id = u.id)
       or exists (select from shop_purchases p where p.user_id = u.id and p.status = 'granted' and p.currency = 'KRW'))
     order by u.id limit $2`,
    [after, limit],
  )
  return rows.map(({ user_id }) => user_id)
}
