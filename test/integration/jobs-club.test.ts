import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { lastFiring } from '../../server/src/jobs/cron.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const PATIENCE_MS = 20_000
const clock = aClock(Date.UTC(2026, 10, 22, 12))
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const PATH = '/api/admin/jobs'
const PARTITIONS = 'housekeeping.partitions'

const runsOf = async (job: string) => (await club.core.jobs.runs({ job, ascending: true, page: 1, perPage: 100 })).runs
const audits = (action: string) =>
  club.sql(
    'select target_id, reason, after from admin_audit_logs where action = $1 and admin_id is not null order by id',
    [action],
  )

describe('the club’s own timetable', () => {
  test('is worked off from its start, also when Redis is emptied and nothing rings', async () => {
    const redis = new Redis(club.redisUrl)
    const rings = async () => (await redis.keys('*repeat*')).length
    await eventually(async () => expect(await rings()).toBeGreaterThan(0), PATIENCE_MS)
    // A job is known from the first look on.
    await club.core.runner.plan()
    await redis.flushdb()
    expect(await rings()).toBe(0)
    clock.advance(DAY)
    club.core.runner.wake()
    await eventually(async () => {
      for (const { name, cron, shardByTime } of club.core.timetable.jobs) {
        const due = lastFiring(cron, clock.nowMs())?.businessDate
        const runs = await runsOf(name)
        expect(runs).not.toEqual([])
        // Of what is worth something for half an hour only, the rest of the day is left out.
        const late = runs.filter(({ state }) => state === 'skipped')
        expect(shardByTime ? [] : late).toEqual([])
        const worked = runs.filter(({ state }) => state !== 'skipped')
        expect(worked).not.toEqual([])
        for (const run of worked) expect(run).toMatchObject({ businessDate: due, state: 'done' })
      }
    }, PATIENCE_MS)
    await redis.quit()
  })

  test('forgets what is over, page by page, and nothing else', async () => {
    await club.sql(
      `insert into login_failures (scope, subject, failures, last_failed_at)
       select 'address', 'subject-' || n, 1, case when n <= 1100 then '2026-10-01'::timestamptz else '2026-11-20' end
       from generate_series(1, 1110) as n`,
    )
    const token = await club.adminToken('operator')
    const { body } = await club.post(`${PATH}/housekeeping.forget/dry-run`, {}, token)
    expect(body).toMatchObject({ worked: 1_100, complete: true })
    expect(await runJob(club, 'housekeeping.forget')).toMatchObject({ state: 'done', worked: 1_100 })
    const left = await club.sql(`select 1 from login_failures where subject like 'subject-%'`)
    expect(left).toHaveLength(10)
  })
})

describe('those who run the club', () => {
  test('see every job with its last and its next run', async () => {
    const { body, headers } = await club.get<{ id: string }[]>(PATH, await club.adminToken('viewer'))
    expect(body.map(({ id }) => id)).toEqual(club.core.timetable.jobs.map(({ name }) => name))
    expect(headers.get('x-total-count')).toBe(`${body.length}`)
    expect(body[0]).toMatchObject({
      cron: '5 0 * * *',
      catchUp: 'latest',
      enabled: true,
      nextRunAt: '2026-11-24T00:05:00.000Z',
      lastDueOn: '2026-11-23',
      lastRun: { state: 'done', requestedBy: null },
      trouble: null,
    })
  })

  test('let a day run again, which is audited; the runs are paged and filtered', async () => {
    const token = await club.adminToken('operator')
    const before = (await runsOf(PARTITIONS)).length
    const answer = await club.post(`${PATH}/${PARTITIONS}/run`, { again: true, reason: 'for a test' }, token)
    expect(answer).toMatchObject({ status: 200, body: [{ job: PARTITIONS, businessDate: '2026-11-23' }] })
    await eventually(async () => {
      const runs = await runsOf(PARTITIONS)
      expect(runs).toHaveLength(before)
      expect(runs.at(-1)).toMatchObject({ state: 'done', requestedBy: expect.stringMatching(/^operator/) })
    }, PATIENCE_MS)
    expect(await audits('jobs.run')).toEqual([
      { target_id: PARTITIONS, reason: 'for a test', after: { businessDate: '2026-11-23', again: true } },
    ])
    const done = await club.get<unknown[]>(`${PATH}/${PARTITIONS}/runs?state=done&perPage=1`, token)
    expect(done.body).toHaveLength(1)
    expect(done.headers.get('x-total-count')).toBe(`${before}`)
    expect((await club.get(`${PATH}/${PARTITIONS}/runs?state=failed`, token)).body).toEqual([])
  })

  test('are refused a day to come, one that is done, an unknown job, and what is no such request', async () => {
    const token = await club.adminToken('operator')
    const run = (name: string, body: object) =>
      club.post(`${PATH}/${name}/run`, { reason: 'for a test', ...body }, token)
    expect(await run(PARTITIONS, { date: '2027-01-01' })).toMatchObject(aProblem(422, 'RUN_NOT_DUE'))
    expect(await run(PARTITIONS, {})).toMatchObject(aProblem(409, 'RUN_DONE'))
    expect(await run('no.such-job', {})).toMatchObject(aProblem(404, 'NOT_FOUND'))
    for (const wrong of [{ date: '2026-02-30' }, { date: 'today' }, { again: 'yes' }, { reason: 'x' }, { more: 1 }]) {
      expect(await run(PARTITIONS, wrong), JSON.stringify(wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await club.get(`${PATH}/NO JOB`, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.get(`${PATH}/no.such-job`, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await audits('jobs.run')).toHaveLength(1)
  })

  test('disable and enable a job, once each, with a reason in the log', async () => {
    const token = await club.adminToken('operator')
    const turn = (enabled: boolean) =>
      club.post(`${PATH}/items.expiry/switch`, { enabled, reason: 'for a test' }, token)
    expect(await turn(false)).toMatchObject({ status: 200, body: { enabled: false, changedBy: expect.any(String) } })
    expect(await turn(false)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    clock.advance(DAY)
    club.core.runner.wake()
    await eventually(async () => expect(await runsOf(PARTITIONS)).toHaveLength(2), PATIENCE_MS)
    expect((await runsOf('items.expiry')).at(-1)).not.toMatchObject({ businessDate: '2026-11-24', state: 'done' })
    const again = await club.adminToken('operator')
    await club.post(`${PATH}/items.expiry/switch`, { enabled: true, reason: 'for a test' }, again)
    await eventually(
      async () =>
        expect((await runsOf('items.expiry')).at(-1)).toMatchObject({ businessDate: '2026-11-24', state: 'done' }),
      PATIENCE_MS,
    )
    expect(await audits('jobs.disable')).toEqual([
      { target_id: 'items.expiry', reason: 'for a test', after: { enabled: false } },
    ])
    expect(await audits('jobs.enable')).toHaveLength(1)
  })
})

test('what was missed or has failed is told by a metric', async () => {
  const run = async () => (await runsOf(PARTITIONS)).find(({ businessDate }) => businessDate === '2026-11-24')
  await eventually(async () => expect(await run()).toMatchObject({ state: 'done' }), PATIENCE_MS)
  await club.sql(
    `update batch_runs set state = 'failed', error = 'for a test' where job = $1 and business_date = '2026-11-24'`,
    [PARTITIONS],
  )
  await club.core.watchdog.look()
  const metrics = await club.core.metrics.registry.metrics()
  expect(metrics).toContain(`casino_job_trouble{job="${PARTITIONS}",trouble="failed"} 1`)
  expect(metrics).toContain(`casino_job_trouble{job="items.expiry",trouble="failed"} 0`)
})
