import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { markingJob } from '../support/marking-job.ts'
import { aClock } from '../support/sources.ts'
import { aTimetableDatabase, aWorker } from '../support/timetables.ts'

const VICTIM = join(import.meta.dirname, '../support/job-victim.ts')
const MIDNIGHT = Date.UTC(2026, 10, 22)
const DUE_MS = 10 * 60_000

/** Runs until it is over; gives the signal that ended it. */
function victim(databaseUrl: string, killAtItem: number, nowMs: number): Promise<NodeJS.Signals | null> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, KILL_AT_ITEM: `${killAtItem}`, NOW_MS: `${nowMs}` }
  const child = spawn(process.execPath, [VICTIM], { env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_code, signal) => resolve(signal))
  })
}

test('a kill -9 at any page of a run: others go on at its last page, and every item is done once', async () => {
  const { databaseUrl, sql } = await aTimetableDatabase()
  const clock = aClock(MIDNIGHT)
  const job = markingJob({ name: 'marks', cron: '10 0 * * *', catchUp: 'every' }, { items: 25, by: 'heir' })
  const heir = aWorker(databaseUrl, [job], clock).runner
  await heir.plan()
  clock.advance(DUE_MS)
  const left = async () => (await sql('select state, worked, fencing_no as fence from batch_runs'))[0]
  for (const [item, worked] of [
    [0, 0],
    [9, 0],
    [17, 10],
    [24, 20],
  ] as const) {
    expect(await victim(databaseUrl, item, clock.nowMs())).toBe('SIGKILL')
    expect(await left()).toMatchObject({ state: 'running', worked })
    // Nobody takes it while the lease lasts; then anybody does.
    await heir.work()
    expect(await left()).toMatchObject({ state: 'running', worked })
    await sql(`update batch_runs set lease_until = clock_timestamp() - interval '1 second'`)
  }
  await heir.work()
  expect(await left()).toEqual({ state: 'done', worked: 25, fence: 5 })
  expect(await sql('select by, count(*)::integer as n from marks group by by order by by')).toEqual([
    { by: 'heir', n: 5 },
    { by: 'victim', n: 20 },
  ])
}, 120_000)
