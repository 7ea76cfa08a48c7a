import type { PlayerNote } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

interface NoteRow extends Record<string, unknown> {
  readonly id: number
  readonly admin: string
  readonly body: string
  readonly written_at: Date
  readonly struck_at: Date | null
  readonly struck_by: string | null
}

/** What admins wrote about a player, newest first, and how many notes there are. */
export async function findNotes(
  via: Queryable,
  userId: number,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ notes: PlayerNote[]; total: number }> {
  const { rows } = await via.query<NoteRow & { total: number }>(
    `select n.id, by.site_id as admin, n.body, n.written_at, n.struck_at, striker.site_id as struck_by,
       count(*) over ()::integer as total
     from player_notes n join admin_users by on by.id = n.admin_id left join admin_users striker on striker.id = n.struck_by
     where n.user_id = $1 order by n.id desc limit $2 offset $3`,
    [userId, perPage, (page - 1) * perPage],
  )
  const notes = rows.map((row) => ({
    id: row.id,
    admin: row.admin,
    body: row.body,
    writtenAt: row.written_at.toISOString(),
    struckAt: row.struck_at?.toISOString() ?? null,
    struckBy: row.struck_by,
  }))
  return { notes, total: rows[0]?.total ?? 0 }
}

/** Undefined where there is no such player, or none any more: an erasure under way is waited for, and overlooks no note. */
export async function insertNote(
  tx: Queryable,
  { userId, adminId, body, nowMs }: { userId: number; adminId: number; body: string; nowMs: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into player_notes (user_id, admin_id, body, written_at)
     select id, $2, $3, to_timestamp($4::bigint / 1000.0) from users where id = $1 and deleted_at is null for share returning id`,
    [userId, adminId, body, nowMs],
  )
  return rows[0]?.id
}

/** Strikes a note out; `by` null: whoever wrote it. False where there is no such note, or it is struck already. */
export async function strikeNote(tx: Queryable, { noteId, userId, adminId, own, nowMs }: NoteStrike): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update player_notes set struck_at = to_timestamp($4::bigint / 1000.0), struck_by = $3
     where id = $1 and user_id = $2 and struck_at is null and (not $5 or admin_id = $3)`,
    [noteId, userId, adminId, nowMs, own],
  )
  return rowCount === 1
}

export interface NoteStrike {
  readonly noteId: number
  readonly userId: number
  readonly adminId: number
  /** Only a note of his own. */
  readonly own: boolean
  readonly nowMs: number
}
