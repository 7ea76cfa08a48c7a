import type { PageContext } from '@casino-club/server/src/jobs/index.ts'
import { inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { segmentsJob } from '@casino-club/server/src/segments/index.ts'
import { dayOf, RUN_AT_MS, TODAY, ZONE } from './fill.ts'

const CONTEXT: Omit<PageContext, 'cursor'> = {
  runId: 1,
  fence: 1,
  businessDate: TODAY,
  dueAtMs: RUN_AT_MS,
  nowMs: RUN_AT_MS,
  shard: '00-00',
  limit: 500,
  signal: new AbortController().signal,
  dryRun: false,
}
const job = segmentsJob({ zone: ZONE, dayOf })

/** The parts of a run, in seconds, and what came of it. */
export interface SegmentRun {
  readonly model: number
  readonly facts: number
  readonly members: number
  readonly pages: number
  /** Who has facts, and how often somebody was put somewhere else than he was. */
  readonly moved: number
  readonly slowestPage: number
  /** Where the next page would begin; undefined: it is done. */
  readonly cursor: unknown
}

export const totalOf = ({ model, facts, members }: SegmentRun): number => model + facts + members

const partOf = (cursor: unknown): 'model' | 'facts' | 'members' => {
  return cursor === undefined ? 'model' : (cursor as { part: 'facts' | 'members' }).part
}

/** Pages from a place on, each in a transaction of its own, to the end or so many. */
export async function runPages(pool: Pool, from?: unknown, most = Number.POSITIVE_INFINITY): Promise<SegmentRun> {
  const seconds = { model: 0, facts: 0, members: 0 }
  let [cursor, pages, moved, slowestPage] = [from, 0, 0, 0]
  while (pages < most) {
    const part = partOf(cursor)
    const startMs = performance.now()
    const result = await inTransaction(pool, (tx) => job.page({ ...CONTEXT, cursor }, tx))
    const took = (performance.now() - startMs) / 1_000
    seconds[part] += took
    slowestPage = Math.max(slowestPage, took)
    if (part === 'members') moved += result.worked
    pages++
    cursor = result.cursor
    if (cursor === undefined) break
  }
  return { ...seconds, pages, moved, slowestPage, cursor }
}

class Killed extends Error {}

/** A page whose work is done and whose transaction is lost, as that of a process that is killed. */
export async function losePage(pool: Pool, cursor: unknown): Promise<void> {
  const lost = inTransaction(pool, async (tx) => {
    await job.page({ ...CONTEXT, cursor }, tx)
    throw new Killed()
  })
  await lost.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
}

const PLACE = 's.user_id, s.dimension, s.segment, s.since, s.version, s.overridden'
const MOVE = 'm.user_id, m.dimension, m.from_segment, m.to_segment, m.moved_at, m.cause, m.version'

/** A number that stands for all that a run leaves, whatever the order and the ids it was written in. */
export async function imprint(pool: Pool): Promise<string> {
  const of = (row: string) => `count(*) || '/' || coalesce(sum(hashtextextended((${row})::text, 0)::numeric), 0)`
  const { rows } = await inTransaction(pool, async (tx) => {
    await tx.query('set local statement_timeout = 0')
    return tx.query<{ imprint: string }>(
      `select concat_ws(' ', (select ${of('f')} from player_facts f), (select ${of(PLACE)} from player_segments s),
       (select ${of(MOVE)} from segment_history m),
       (select ${of('d.as_of, d.payers, d.percentiles, d.cells, d.held_out')} from segment_models d)) as imprint`,
    )
  })
  return rows[0]?.imprint ?? ''
}

/** Everything as before the first run. */
export async function forgetRuns(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set role casino')
    await client.query('truncate player_facts, player_segments, segment_moves, segment_models')
  } finally {
    client.release(true)
  }
}
