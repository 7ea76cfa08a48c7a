import type { PlayerSegmentsReply } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface OverrideRow {
  readonly id: number
  readonly userId: number
  readonly dimension: string
  readonly segment: string
  readonly until: Date
  readonly reason: string
  readonly by: string
}

const COLUMNS = `o.id, o.user_id as "userId", o.dimension, o.segment, o.until, o.reason, a.site_id as by
  from segment_overrides o join admin_users a on a.id = o.set_by`

/** What is set by hand for a player now. */
export async function findOverrides(via: Queryable, userId: number, nowMs: number): Promise<OverrideRow[]> {
  const { rows } = await via.query<OverrideRow & Record<string, unknown>>(
    `select ${COLUMNS} where o.user_id = $1 and o.ended_at is null and o.until > ${at('$2')}`,
    [userId, nowMs],
  )
  return rows
}

/** One that has not ended. */
export async function findOverride(via: Queryable, id: number, lock = ''): Promise<OverrideRow | undefined> {
  const { rows } = await via.query<OverrideRow & Record<string, unknown>>(
    `select ${COLUMNS} where o.id = $1 and o.ended_at is null ${lock}`,
    [id],
  )
  return rows[0]
}

/** The same, held until the transaction ends. */
export const lockOverride = (tx: Queryable, id: number): Promise<OverrideRow | undefined> =>
  findOverride(tx, id, 'for update of o')

/** Sets a player's segment until an end, in the place of what was set before. */
export async function insertOverride(
  tx: Queryable,
  order: {
    userId: number
    dimension: string
    segment: string
    untilMs: number
    reason: string
    adminId: number
    nowMs: number
  },
): Promise<void> {
  const { userId, dimension, segment, untilMs, reason, adminId, nowMs } = order
  await tx.query(
    `update segment_overrides set ended_at = ${at('$3')} where user_id = $1 and dimension = $2 and ended_at is null`,
    [userId, dimension, nowMs],
  )
  await tx.query(
    `insert into segment_overrides (user_id, dimension, segment, until, reason, set_by, set_at)
     values ($1, $2, $3, ${at('$4')}, $5, $6, ${at('$7')})`,
    [userId, dimension, segment, untilMs, reason, adminId, nowMs],
  )
}

export async function endOverride(tx: Queryable, id: number, nowMs: number): Promise<void> {
  await tx.query(`update segment_overrides set ended_at = ${at('$2')} where id = $1`, [id, nowMs])
}

/** Ends those whose time is over, so that a new one can be set; gives how many. */
export async function endOverdue(tx: Queryable, nowMs: number): Promise<number> {
  const { rowCount } = await tx.query(
    `update segment_overrides set ended_at = until where ended_at is null and until <= ${at('$1')}`,
    [nowMs],
  )
  return rowCount ?? 0
}

export const toOverride = ({
  id,
  segment,
  until,
  reason,
  by,
}: OverrideRow): NonNullable<PlayerSegmentsReply['dimensions'][number]['override']> => ({
  ...{ id, segment, reason, by },
  until: until.toISOString(),
})
