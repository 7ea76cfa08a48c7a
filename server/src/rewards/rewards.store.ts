import type { GrantedReward, RewardOutcome, RewardType } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** Content that is unlocked already stays as it is. */
export async function insertUnlocks(tx: Queryable, contents: readonly string[], at: EventPosition): Promise<void> {
  if (contents.length === 0) return
  await tx.query(
    `insert into content_unlocks (user_id, content, seq, unlocked_at)
     select $1, content, $3, to_timestamp($4::bigint / 1000.0) from unnest($2::text[]) as content
     on conflict do nothing`,
    [at.userId, contents, at.seq, at.occurredAtMs],
  )
}

/** Claims the command id of a grant for its player; false when it rewarded somebody else. */
export async function claimCommand(tx: Queryable, { commandId, userId }: EventPosition): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into reward_commands (command_id, user_id) values ($1, $2) on conflict do nothing',
    [commandId, userId],
  )
  return rowCount === 1
}

export interface RewardFilter {
  readonly userId: number
  readonly type?: RewardType | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

interface RewardRow {
  seq: number
  occurred_at: Date
  payload: RewardOutcome
}

const FITS = `
from player_events e
where e.user_id = $1 and e.type = 'reward.granted'
  and ($2::text is null or exists (
    select from json_array_elements(e.payload -> 'rewards') as reward where reward ->> 'type' = $2))
  and ($3::timestamptz is null or e.occurred_at >= $3) and ($4::timestamptz is null or e.occurred_at < $4)`

/** A page of what a player was given, and how many rewards fit the filter. */
export async function findRewards(
  via: Queryable,
  { userId, type, from, to, ascending, page, perPage }: RewardFilter,
): Promise<{ rewards: GrantedReward[]; total: number }> {
  const fits = [userId, type ?? null, from ?? null, to ?? null]
  const counted = await via.query<{ total: number }>(`select count(*) as total ${FITS}`, fits)
  const { rows } = await via.query<RewardRow>(
    `select e.seq, e.occurred_at, e.payload ${FITS} order by e.seq ${ascending ? 'asc' : 'desc'} limit $5 offset $6`,
    [...fits, perPage, (page - 1) * perPage],
  )
  const rewards = rows.map(({ occurred_at, payload: { eventId, rewards: granted, note, source } }) => ({
    id: eventId,
    occurredAt: occurred_at.toISOString(),
    rewards: granted,
    note,
    importId: source?.importId ?? null,
  }))
  return { rewards, total: counted.rows[0]?.total ?? 0 }
}
