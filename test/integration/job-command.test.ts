import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openClub, WIDE_OPEN } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'

/** What `npm run job` runs. */
const RUN = join(import.meta.dirname, '../../scripts/run.mjs')
const PATIENCE_MS = 20_000
const club = await openClub()

/** The command as an operator types it; what it prints, and its exit code. */
function job(...args: string[]) {
  const env = { ...process.env, ...WIDE_OPEN, DATABASE_URL: club.databaseUrl }
  const child = spawn(process.execPath, [RUN, 'job', ...args], { env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
const runs = () => club.sql('select job, business_date::text as day, state, requested_by as by from batch_runs')

test('the jobs are listed with their next run', async () => {
  await eventually(
    async () => expect(await club.sql('select 1 from jobs')).toHaveLength(club.core.timetable.jobs.length),
    PATIENCE_MS,
  )
  const { code, stdout } = await job()
  expect(code).toBe(0)
  for (const { name, cron } of club.core.timetable.jobs) expect(stdout).toContain(`${name}  ${cron} UTC  next 20`)
})

test('what cannot be run is said in one sentence, and nothing has changed', async () => {
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  for (const [args, words] of [
    [['nothing'], /There is no job nothing; there are: housekeeping.partitions, /],
    [['housekeeping.forget', '--date', tomorrow], /Nothing was run: .* yet to come\.\n$/],
    [['housekeeping.forget', '--date', 'today'], /--date wants a day such as/],
    [['housekeeping.forget', '--force'], /Say which job/],
  ] as const) {
    const { code, stderr } = await job(...args)
    expect(stderr).toMatch(words)
    expect(code).toBe(1)
  }
  expect(await runs()).toEqual([])
})

test('a day is tried, run once, and run again only where that is said; who did it is in the log', async () => {
  const tried = await job('housekeeping.forget', '--date', '2026-11-01', '--dry-run')
  expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('would come to: 0 done') })
  expect(await runs()).toEqual([])
  const ran = await job('housekeeping.forget', '--date', '2026-11-01')
  expect(ran.stdout).toContain('housekeeping.forget for 2026-11-01 is done: 0 done, 0 passed over, 0 not possible.\n')
  expect(ran.code).toBe(0)
  expect(await runs()).toEqual([{ job: 'housekeeping.forget', day: '2026-11-01', state: 'done', by: 'system' }])
  const twice = await job('housekeeping.forget', '--date', '2026-11-01')
  expect(twice).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is done for 2026-11-01; it may be done again'),
  })
  expect((await job('housekeeping.forget', '--date', '2026-11-01', '--again')).code).toBe(0)
  expect(
    await club.sql(
      `select action, admin_site_id as by, request_id as via from admin_audit_logs where target_type = 'job'`,
    ),
  ).toEqual(Array.from({ length: 2 }, () => ({ action: 'jobs.run', by: 'system', via: 'npm run job' })))
})

test('items that have ended are taken out by command too', async () => {
  const player = await club.signUp()
  await club.sql(
    `insert into inventory (user_id, item, expires_at, quantity, updated_at) values ($1, 'golden-crown', '2026-01-01', 0, now())`,
    [player.userId],
  )
  const { code, stdout } = await job('items.expiry')
  expect(stdout).toContain('is done: 0 done')
  expect(code).toBe(0)
  expect(await club.sql('select 1 from inventory where user_id = $1', [player.userId])).toEqual([])
})
