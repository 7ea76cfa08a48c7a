import { must } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { PageContext } from '../../server/src/jobs/job.types.ts'
import { claimRun } from '../../server/src/jobs/runs.store.ts'
import type { Queryable } from '../../server/src/platform/postgres/pool.ts'
import { aDailyClub, DAILY, NOBODY } from '../support/daily-club.ts'
import { markingJob } from '../support/marking-job.ts'
import { aWorker } from '../support/timetables.ts'

const MINUTE = 60_000
const PATIENCE_MS = 20_000

describe('an order', () => {
  test('for a day that is done is refused, unless the job may be done again and it is said', async () => {
    const once = await aDailyClub('every')
    const often = await aDailyClub('latest', { repeatable: true })
    for (const { clock, worker } of [once, often]) {
      await worker().runner.plan()
      clock.advance(10 * MINUTE)
      await worker().runner.work()
    }
    const order = { name: 'marks', again: true, reason: 'for a test' }
    expect(await once.worker().jobs.order(order, NOBODY)).toMatchObject({ reason: 'RUN_DONE' })
    expect(await often.worker().jobs.order({ ...order, again: false }, NOBODY)).toMatchObject({ reason: 'RUN_DONE' })
    await often.sql('delete from marks')
    const { jobs, runner } = often.worker()
    expect(await jobs.order(order, NOBODY)).toMatchObject({
      ok: true,
      value: [{ state: 'waiting', worked: 0, requestedBy: 'system' }],
    })
    await runner.work()
    expect(await often.runs()).toMatchObject([{ state: 'done', worked: 25 }])
  })

  test('for an unknown job, a day to come or none of its days is refused and leaves nothing', async () => {
    const { clock, worker, sql } = await aDailyClub('every')
    const { jobs, runner } = worker()
    await runner.plan()
    const ask = (name: string, date?: string) => jobs.order({ name, date, again: false, reason: 'for a test' }, NOBODY)
    expect(await ask('nothing')).toMatchObject({ reason: 'NOT_FOUND' })
    // Due at ten past midnight.
    expect(await ask('marks', '2026-11-22')).toMatchObject({ reason: 'RUN_NOT_DUE' })
    expect(await ask('marks', '2026-12-24')).toMatchObject({ reason: 'RUN_NOT_DUE' })
    expect(await sql('select 1 from batch_runs')).toEqual([])
    expect(await sql(`select 1 from admin_audit_logs where action = 'jobs.run'`)).toEqual([])
    clock.advance(10 * MINUTE)
    expect(await ask('marks', '2026-11-22')).toMatchObject({ ok: true })
  })

  test('while the day is under way is refused', async () => {
    const { clock, worker } = await aDailyClub('every')
    const { jobs, runner, pool } = worker()
    await runner.plan()
    clock.advance(10 * MINUTE)
    await runner.plan()
    must(await claimRun(pool, { jobs: ['marks'], nowMs: clock.nowMs(), leaseSeconds: 60 }))
    const order = { name: 'marks', again: true, reason: 'for a test' }
    expect(await jobs.order(order, NOBODY)).toMatchObject({ reason: 'RUN_UNDER_WAY' })
  })

  test('that is killed is not told as missed where its day was done before, and hides none that was not', async () => {
    const { clock, worker, sql } = await aDailyClub('latest', { repeatable: true })
    const { jobs, runner, pool } = worker()
    const troubleOf = async () => (await jobs.find('marks'))?.trouble
    const killed = async (again: boolean) => {
      const ordered = await jobs.order({ name: 'marks', again, reason: 'for a test' }, NOBODY)
      const runId = ordered.ok ? (ordered.value[0]?.id ?? 0) : 0
      must(await claimRun(pool, { jobs: ['marks'], nowMs: clock.nowMs(), leaseSeconds: 60, runId }))
      await sql(`update batch_runs set lease_until = now() - interval '1 minute' where state = 'running'`)
      clock.advance(20 * MINUTE)
    }
    await runner.plan()
    clock.advance(10 * MINUTE)
    await runner.work()
    await killed(true)
    expect([(await sql('select state from batch_runs'))[0]?.state, await troubleOf()]).toEqual(['running', null])
    clock.advance(24 * 60 * MINUTE)
    expect(await troubleOf()).toBe('missed')
    await killed(false)
    await runner.plan()
    expect(await troubleOf()).toBe('missed')
    await runner.work()
    expect(await troubleOf()).toBeNull()
  })

  test('of a dry run counts and changes nothing', async () => {
    const { clock, worker, sql } = await aDailyClub('every')
    const { jobs, runner } = worker()
    await runner.plan()
    clock.advance(10 * MINUTE)
    const before = await sql('select * from jobs')
    expect(await jobs.dryRun('marks', undefined, PATIENCE_MS)).toEqual({
      ok: true,
      value: { businessDate: '2026-11-22', worked: 25, skipped: 0, failed: 0, complete: true },
    })
    expect(await jobs.dryRun('marks', undefined, 0)).toMatchObject({ value: { complete: false } })
    expect(await sql('select 1 from marks')).toEqual([])
    expect(await sql('select 1 from batch_runs')).toEqual([])
    expect(await sql('select * from jobs')).toEqual(before)
  })

  test('of a dry run cannot write even where the job tries to', async () => {
    const { clock, databaseUrl, sql } = await aDailyClub('every')
    const careless = markingJob({ name: 'marks', cron: DAILY, catchUp: 'every' }, { items: 5 })
    const job = {
      ...careless,
      page: (context: PageContext, tx: Queryable) => careless.page({ ...context, dryRun: false }, tx),
    }
    const { jobs } = aWorker(databaseUrl, [job], clock)
    clock.advance(10 * MINUTE)
    await expect(jobs.dryRun('marks', undefined, PATIENCE_MS)).rejects.toThrow(/read-only/)
    expect(await sql('select 1 from marks')).toEqual([])
  })
})
