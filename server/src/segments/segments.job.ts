import { PLAYER_DAYS } from '../activity/index.ts'
import { findStart, JobFault, type PageContext, type PageResult, type SqlJob } from '../jobs/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { isBehind, readerName } from '../stream/index.ts'
import { findPageEnd, writeFacts } from './facts.store.ts'
import { takeOutMerged } from './leave.store.ts'
import { decide } from './members.store.ts'
import { makeModel } from './model.store.ts'
import { endOverdue } from './overrides.store.ts'
import { findRuleVersions } from './rules.store.ts'
import { localDay, RUN, takenBy } from './standing.ts'

/** As many players go through one transaction as are done within a second or so: readers of events wait for it, and hands. */
const PAGE_PLAYERS = { facts: 50_000, members: 20_000 } as const

/** What comes next after the model: everybody's facts, then where everybody is. */
interface Place {
  readonly part: 'facts' | 'members'
  readonly after: number
  /**
   * For a process of an older version that takes the run over: it goes dimension by dimension (null: facts), and with the
   * first one it does some again and leaves nothing out.
   */
  readonly dimension: string | null
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
    name: RUN.job,
    cron: RUN.cron,
    catchUp: 'latest',
    repeatable: true,
    slowAfterMinutes: 15,
    page: (context, tx) => {
      const asOf = localDay({ dayOf }, context.dueAtMs)
      return context.dryRun ? countPlayers(tx) : page(context, tx, { asOf, zone })
    },
  }
}

async function countPlayers(tx: Queryable): Promise<PageResult> {
  const { rows } = await tx.query<{ players: number }>('select count(*) as players from users where deleted_at is null')
  return { worked: rows[0]?.players ?? 0, skipped: 0 }
}

async function page(
  { runId, cursor, nowMs, dueAtMs }: PageContext,
  tx: Queryable,
  { asOf, zone }: { asOf: string; zone: string },
): Promise<PageResult> {
  if (cursor === undefined || cursor === null) {
    // The run of an older day, asked for after that of a newer one, would put everybody back.
    const newer = await tx.query('select from segment_models where as_of > $1 limit 1', [asOf])
    if (newer.rowCount === 1) return { worked: 0, skipped: 0 }
    if (await isBehind(tx, readerName(PLAYER_DAYS), dueAtMs)) {
      throw new JobFault('the days of players are not counted yet')
    }
    await makeModel(tx, asOf, zone)
    await endOverdue(tx, nowMs)
    await takeOutMerged(tx, nowMs)
    return { cursor: { part: 'facts', after: 0, dimension: null } satisfies Place, worked: 0, skipped: 0 }
  }
  const { part, after } = placeOf(cursor)
  const last = await findPageEnd(tx, after, PAGE_PLAYERS[part])
  if (part === 'facts' && last !== undefined) {
    const cursor: Place = { part, after: last, dimension: null }
    return { cursor, worked: await writeFacts(tx, { after, last, asOf, zone }), skipped: 0 }
  }
  const live = takenBy(await findRuleVersions(tx), asOf, (await findStart(tx, runId)) ?? nowMs)
  const dimension = live[0]?.dimension
  if (dimension === undefined || (part === 'members' && last === undefined)) return { worked: 0, skipped: 0 }
  const next = { cursor: { part: 'members', after: last ?? 0, dimension } satisfies Place }
  if (last === undefined) return { ...next, worked: 0, skipped: 0 }
  const { moved, looked } = await decide(tx, { live, after, last, nowMs })
  return { ...next, worked: moved, skipped: looked - moved }
}

/** A run that an older version began named a dimension (null: facts); members begin anew, which changes nothing twice. */
function placeOf(cursor: unknown): Pick<Place, 'part' | 'after'> {
  const { part, dimension, after } = cursor as Partial<Place> & Pick<Place, 'after'>
  if (part !== undefined) return { part, after }
  return dimension === null ? { part: 'facts', after } : { part: 'members', after: 0 }
}
