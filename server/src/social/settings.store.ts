import type { SocialSettings } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

const OPEN: SocialSettings = { followers: 'everybody', findable: true }

export async function findSettings(via: Queryable, userId: number): Promise<SocialSettings> {
  const { rows } = await via.query<SocialSettings & Record<string, unknown>>(
    'select followers, findable from social_settings where user_id = $1',
    [userId],
  )
  return rows[0] ?? OPEN
}

export async function writeSettings(via: Queryable, userId: number, settings: SocialSettings, nowMs: number) {
  await via.query(
    `insert into social_settings (user_id, followers, findable, changed_at) values ($1, $2, $3, ${at('$4')})
     on conflict (user_id) do update
       set followers = excluded.followers, findable = excluded.findable, changed_at = excluded.changed_at`,
    [userId, settings.followers, settings.findable, nowMs],
  )
}

/** Ends what is between the two, both ways, and keeps it from beginning again. */
export async function insertBlock(tx: Queryable, userId: number, targetId: number, nowMs: number): Promise<void> {
  await tx.query(
    `insert into player_blocks (user_id, target_id, since) values ($1, $2, ${at('$3')}) on conflict do nothing`,
    [userId, targetId, nowMs],
  )
  await tx.query('delete from follows where (user_id = $1 and target_id = $2) or (user_id = $2 and target_id = $1)', [
    userId,
    targetId,
  ])
}

export async function deleteBlock(tx: Queryable, userId: number, targetId: number): Promise<void> {
  await tx.query('delete from player_blocks where user_id = $1 and target_id = $2', [userId, targetId])
}

export async function isAccount(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query('select from users where id = $1 and deleted_at is null', [userId])
  return rowCount === 1
}

/** Whom a player blocks, newest first. */
export async function findBlocked(via: Queryable, userId: number) {
  const { rows } = await via.query<{ id: number; nickname: string; since: Date }>(
    `select u.id, u.nickname, b.since from player_blocks b join users u on u.id = b.target_id
     where b.user_id = $1 order by b.since desc, u.id limit 1000`,
    [userId],
  )
  return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }))
}

/** Brings what stands between players and a merged account over to the one it lives on in. */
export async function moveSocial(tx: Queryable, from: number, into: number): Promise<void> {
  const values = [from, into]
  await tx.query(
    `with blocks as (
       insert into player_blocks (user_id, target_id, since)
       select case user_id when $1 then $2 else user_id end, case target_id when $1 then $2 else target_id end, since
       from player_blocks where $1 in (user_id, target_id) and $2 not in (user_id, target_id)
       on conflict do nothing
     ), kept as (
       insert into follows (user_id, target_id, since)
       select case user_id when $1 then $2 else user_id end, case target_id when $1 then $2 else target_id end, since
       from follows f where $1 in (user_id, target_id) and $2 not in (user_id, target_id)
         -- Who blocks either account, or is blocked by it, blocks the one that is left.
         and not exists (select from player_blocks b where (b.user_id in ($1, $2)
           and b.target_id in (f.user_id, f.target_id)) or (b.target_id in ($1, $2) and b.user_id in (f.user_id, f.target_id)))
       on conflict do nothing
     ), wishes as (
       insert into social_settings (user_id, followers, findable, changed_at)
       select $2, followers, findable, changed_at from social_settings where user_id = $1
       on conflict (user_id) do update set
         -- The narrower wish holds.
         followers = case when 'nobody' in (social_settings.followers, excluded.followers) then 'nobody'
           when 'followed' in (social_settings.followers, excluded.followers) then 'followed' else 'everybody' end,
         findable = social_settings.findable and excluded.findable
     )
     select`,
    values,
  )
  await tx.query(
    `delete from follows f using player_blocks b
     where $1 in (b.user_id, b.target_id) and ((f.user_id = b.user_id and f.target_id = b.target_id)
       or (f.user_id = b.target_id and f.target_id = b.user_id))`,
    [into],
  )
  for (const table of ['follows', 'player_blocks']) {
    await tx.query(`delete from ${table} where $1 in (user_id, target_id)`, [from])
  }
  await tx.query('delete from social_settings where user_id = $1', [from])
}

/** Takes away all that stands between an account and others. */
export async function eraseSocial(tx: Queryable, userId: number): Promise<void> {
  for (const table of ['follows', 'player_blocks']) {
    await tx.query(`delete from ${table} where $1 in (user_id, target_id)`, [userId])
  }
  await tx.query('delete from social_settings where user_id = $1', [userId])
}
