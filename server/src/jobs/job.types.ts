import type { Queryable } from '../platform/postgres/pool.ts'
import type { PersistingRule } from '../player/index.ts'

/** What becomes of days on which nobody was there to run a job: all of them, the last one, or only what is this late. */
export type CatchUp = 'every' | 'latest' | { readonly withinMinutes: number }

/** The most that one page may take on. */
export const MAX_PAGE = 500

/** What one page of a run is asked to do. */
export interface PageContext {
  readonly runId: number
  /** Rises with every claim of the run. */
  readonly fence: number
  /** The UTC day the run is for, `YYYY-MM-DD`. */
  readonly businessDate: string
  readonly dueAtMs: number
  readonly nowMs: number
  readonly shard: string
  /** What the page before left; undefined at the beginning. JSON. */
  readonly cursor: unknown
  readonly limit: number
  /** Aborted when the process stops or the run was taken over; the page may end early then, with its cursor. */
  readonly signal: AbortSignal
  /** Count what would be done and write nothing. */
  readonly dryRun: boolean
}

/** What a page came to; without a cursor the run is done. */
export interface PageResult {
  readonly cursor?: unknown
  readonly worked: number
  readonly skipped: number
  /** Items that could not be done and are left to a later run. */
  readonly failed?: number
}

/** Keeps out of the books what a run does that is in other hands by now. */
export interface Fence {
  /** Throws `RunTakenOver` unless the run is still in the hands of who asks; holds until the transaction ends. */
  check(tx: Queryable): Promise<void>
  /** The rule with that check in its transaction; it is refused with `CONFLICT` where it fails, and the page is aborted. */
  around<P, D>(rule: PersistingRule<P, D, Queryable>): PersistingRule<P, D, Queryable>
}

interface JobTerms {
  readonly name: string
  /** Five fields, UTC; at most once a day, unless each time of day is a shard. */
  readonly cron: string
  /** It fires more than once a day: every firing is a shard of its day, by its time in UTC (`09-15`). */
  readonly shardByTime?: boolean
  readonly catchUp: CatchUp
  /** Parts of a day that run beside each other; one part by default. */
  readonly shards?: readonly string[]
  /** A day that is done may be done again. */
  readonly repeatable?: boolean
  /** Longer than this is worth an alarm. */
  readonly slowAfterMinutes?: number
}

/** A job whose pages are SQL: cursor and counts are kept in the transaction of the page's work. */
export interface SqlJob extends JobTerms {
  page(context: PageContext, tx: Queryable): Promise<PageResult>
}

/**
 * A job whose pages are commands of players, each in a transaction of its own: the fence belongs around every one of
 * them, and what an item is done by must be the same however often its page is repeated.
 */
export interface CommandJob extends JobTerms {
  commands(context: PageContext, fence: Fence): Promise<PageResult>
}

export type Job = SqlJob | CommandJob

export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'skipped'] as const
export type RunState = (typeof RUN_STATES)[number]

/** A run in the hands of this process. */
export interface ClaimedRun {
  readonly id: number
  readonly job: string
  readonly businessDate: string
  readonly shard: string
  readonly dueAtMs: number
  readonly fence: number
  readonly cursor: unknown
}

/** Somebody else holds the run by now: whatever this process was about to write for it must not be written. */
export class RunTakenOver extends Error {
  override readonly name = 'RunTakenOver'
  constructor(runId: number) {
    super(`run ${runId} was taken over`)
  }
}

/** What an operator may read about a failure: words of our own, nothing of the rows it was about. */
export class JobFault extends Error {
  override readonly name = 'JobFault'
}
