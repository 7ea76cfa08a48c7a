import { MAX_STAGES, type StagedContentBody, stageContentId, stagedContentBodySchema } from '@casino-club/shared'
import { at as instant } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** A content in the version that is in force. */
export interface LiveContent {
  readonly id: string
  readonly version: number
  readonly body: StagedContentBody
}

/** Everything that is in force, or one content; those that are switched off too. */
export async function findLive(via: Queryable, content: string | null = null): Promise<LiveContent[]> {
  const { rows } = await via.query<{ content: string; version: number; body: StagedContentBody }>(
    `select distinct on (content) content, version, body from staged_content_versions
     where status = 'published' and ($1::text is null or content = $1) order by content, version desc`,
    [content],
  )
  return rows.map(({ content: id, version, body }) => ({ id, version, body: stagedContentBodySchema.parse(body) }))
}

export interface OwnFacts {
  readonly unlocked: ReadonlySet<string>
  /** Missions whose rewards were taken at least once. */
  readonly claimed: ReadonlySet<string>
  readonly ofAge: boolean
  readonly xp: number
}

/** What of a player decides about contents. */
export async function findOwnFacts(via: Queryable, userId: number): Promise<OwnFacts> {
  const { rows } = await via.query<{ unlocked: string[]; claimed: string[]; of_age: boolean; xp: number }>(
    `select u.age_verified_at is not null as of_age, coalesce((p.state ->> 'xp')::bigint, 0) as xp,
       array(select content from content_unlocks c where c.user_id = u.id) as unlocked,
       array(select distinct mission from mission_progress m where m.user_id = u.id and m.claimed_seq is not null) as claimed
     from users u join players p on p.user_id = u.id where u.id = $1`,
    [userId],
  )
  const [row] = rows
  return {
    unlocked: new Set(row?.unlocked),
    claimed: new Set(row?.claimed),
    ofAge: row?.of_age ?? false,
    xp: row?.xp ?? 0,
  }
}

/** The stages of a content among what somebody has unlocked. */
export const stagesOf = (unlocked: ReadonlySet<string>, content: string): ReadonlySet<number> =>
  new Set(
    Array.from({ length: MAX_STAGES }, (_, index) => index + 1).filter((stage) =>
      unlocked.has(stageContentId(content, stage)),
    ),
  )

/** False: it is unlocked already. */
export async function insertUnlock(tx: Queryable, content: string, stage: number, at: EventPosition): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into content_unlocks (user_id, content, seq, unlocked_at) values ($1, $2, $3, ${instant('$4')})
     on conflict do nothing`,
    [at.userId, stageContentId(content, stage), at.seq, at.occurredAtMs],
  )
  return rowCount === 1
}
