import type { Queryable } from '../platform/postgres/pool.ts'

/** When a run was due and when it began. */
export interface RunTimes {
  readonly dueAtMs: number
  readonly startedAtMs: number
}

/** SQL: the last finished run of a job (an expression), of the newest day: `due_at` and `started_at`. */
export const lastDone = (job: string): string =>
  `(select due_at, started_at from batch_runs where job = ${job} and state = 'done' order by business_date desc limit 1)`

/** The last finished run of a job, of the newest day; undefined: there is none. */
export async function findLastDone(via: Queryable, job: string): Promise<RunTimes | undefined> {
  const { rows } = await via.query<{ due_at: Date; started_at: Date | null }>(
    `select due_at, started_at from ${lastDone('$1')} last`,
    [job],
  )
  return rows.map((row) => ({
    dueAtMs: row.due_at.getTime(),
    startedAtMs: (row.started_at ?? row.due_at).getTime(),
  }))[0]
}

/** When a run began, in ms since the epoch; undefined: it has not. */
export async function findStart(via: Queryable, runId: number): Promise<number | undefined> {
  const { rows } = await via.query<{ started_at: Date | null }>('select started_at from batch_runs where id = $1', [
    runId,
  ])
  return rows[0]?.started_at?.getTime()
}
