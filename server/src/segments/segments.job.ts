import { PLAYER_DAYS } from '../activity/index.ts'
import { JobFault, type PageContext, type PageResult, type SqlJob } from '../jobs/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { isBehind, readerName } from '../stream/index.ts'
import { findPageEnd, writeFacts } from './facts.store.ts'
import { decide } from './members.store.ts'
import { makeModel } from './model.store.ts'
import { endOverdue } from './overrides.store.ts'
import { findRuleVersions, liveOn } from './rules.store.ts'

/** As many players go through one statement as are done within a second or so. */
const PAGE_PLAYERS = 50_000
const DAY_MS = 86_400_000

/** What comes next after the model: everybody's facts (null), then one dimension after the other. */
interface Place {
  readonly dimension: string | null
  readonly after: number
}

export interface SegmentsJobOptions {
  /** The club's zone, whose days are counted. */
  readonly zone: string
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

/**
 * Decides anew, once a day, where every player is: set by set in SQL, page by page, each in the transaction of its place.
 * Killed and taken up again it goes on where it was; done again it changes nothing.
 */
export function segmentsJob({ zone, dayOf }: SegmentsJobOptions): SqlJob {
  return {
    name: 'segments.daily',
    cron: '0 2 * * *',
    catchUp: 'latest',
    repeatable: true,
    slowAfterMinutes: 15,
    page: (context, tx) => {
      const asOf = new Date(dayOf(context.dueAtMs) * DAY_MS).toISOString().slice(0, 10)
      return context.dryRun ? countPlayers(tx) : page(context, tx, { asOf, zone })
    },
  }
}

async function countPlayers(tx: Queryable): Promise<PageResult> {
  const { rows } = await tx.query<{ players: number }>('select count(*) as players from users where deleted_at is null')
  return { worked: rows[0]?.players ?? 0, skipped: 0 }
}

async function page(
  { cursor, nowMs, dueAtMs }: PageContext,
  tx: Queryable,
  { asOf, zone }: { asOf: string; zone: string },
): Promise<PageResult> {
  const place = (cursor ?? null) as Place | null
  if (place === null) {
    // The run of an older day, asked for after that of a newer one, would put everybody back.
    const newer = await tx.query('select from segment_models where as_of > $1 limit 1', [asOf])
    if (newer.rowCount === 1) return { worked: 0, skipped: 0 }
    if (await isBehind(tx, readerName(PLAYER_DAYS), dueAtMs)) {
      throw new JobFault('the days of players are not counted yet')
    }
    await makeModel(tx, asOf, zone)
    await endOverdue(tx, nowMs)
    return { cursor: { dimension: null, after: 0 } satisfies Place, worked: 0, skipped: 0 }
  }
  const live = liveOn(await findRuleVersions(tx), asOf)
  const { dimension, after } = place
  const last = await findPageEnd(tx, after, PAGE_PLAYERS)
  // Rules may come and go meanwhile: by their names none is left out or done twice.
  const set = live.find((each) => each.dimension === dimension)
  if (last === undefined || (dimension !== null && set === undefined)) {
    const following = live.find((each) => dimension === null || each.dimension.localeCompare(dimension) > 0)
    const then = following && ({ dimension: following.dimension, after: 0 } satisfies Place)
    return { ...(then && { cursor: then }), worked: 0, skipped: 0 }
  }
  const next: Place = { dimension, after: last }
  if (set === undefined) return { cursor: next, worked: await writeFacts(tx, { after, last, asOf, zone }), skipped: 0 }
  const { moved, looked } = await decide(tx, { ...set, after, last, nowMs })
  return { cursor: next, worked: moved, skipped: looked - moved }
}
