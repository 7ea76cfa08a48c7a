import { must } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type CommandJob, RunTakenOver } from '../../server/src/jobs/job.types.ts'
import { runPage } from '../../server/src/jobs/run-page.ts'
import { claimRun, fenced } from '../../server/src/jobs/runs.store.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { aDailyClub, DAILY, endLease, NOBODY } from '../support/daily-club.ts'
import { eventually } from '../support/eventually.ts'
import { markingJob } from '../support/marking-job.ts'
import { aWorker } from '../support/timetables.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const PATIENCE_MS = 20_000

describe('a timetable', () => {
  test('does a day at its time, page by page, and once', async () => {
    const { clock, worker, runs, days } = await aDailyClub('every')
    const { runner } = worker()
    await runner.work()
    expect(await runs()).toEqual([])
    clock.advance(10 * MINUTE)
    await runner.work()
    await runner.work()
    expect(await runs()).toEqual([{ day: '2026-11-22', state: 'done', worked: 25, skipped: 0 }])
    expect(await days()).toEqual([['2026-11-22', 25]])
  })

  test('that was down over its time does the day when it is back, also where it was minutes late only', async () => {
    const { clock, worker, days } = await aDailyClub('every')
    await worker().runner.plan()
    clock.advance(10 * MINUTE + 1)
    await worker().runner.work()
    expect(await days()).toEqual([['2026-11-22', 25]])
  })

  test('that was down for three days catches up by its policy, in order of date', async () => {
    const every = await aDailyClub('every')
    const latest = await aDailyClub('latest')
    const soon = await aDailyClub({ withinMinutes: 30 })
    for (const club of [every, latest, soon]) {
      await club.worker().runner.plan()
      club.clock.advance(2 * DAY + 45 * MINUTE)
      await club.worker().runner.work()
    }
    expect((await every.days()).map(([day]) => day)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24'])
    expect(await latest.days()).toEqual([['2026-11-24', 25]])
    expect((await latest.runs()).map(({ state }) => state)).toEqual(['skipped', 'skipped', 'done'])
    expect(await soon.days()).toEqual([])
    soon.clock.advance(DAY - 35 * MINUTE)
    await soon.worker().runner.work()
    expect(await soon.days()).toEqual([['2026-11-25', 25]])
  })

  test('does nothing twice where the clock jumps on and back', async () => {
    const { clock, worker, days } = await aDailyClub('every')
    const { runner } = worker()
    await runner.plan()
    clock.advance(DAY + 10 * MINUTE)
    await runner.work()
    clock.advance(-DAY)
    await runner.work()
    clock.advance(DAY)
    await runner.work()
    expect((await days()).map(([day, n]) => [day, n])).toEqual([
      ['2026-11-22', 25],
      ['2026-11-23', 25],
    ])
  })

  test('begins with the job: what was due before it was known is nobody’s', async () => {
    const { clock, worker, runs } = await aDailyClub('every')
    clock.advance(3 * DAY)
    await worker().runner.work()
    expect(await runs()).toEqual([])
  })
})

describe('two runners', () => {
  test('share the days and do each item once', async () => {
    const { clock, worker, runs, days } = await aDailyClub('every')
    const pair = [worker('one').runner, worker('two').runner]
    await pair[0]?.plan()
    clock.advance(5 * DAY)
    await Promise.all(pair.map((runner) => runner.work()))
    // Whoever found every day taken has gone; the days wait for one another.
    for (const runner of pair) await runner.work()
    expect((await runs()).every(({ state, worked }) => state === 'done' && worked === 25)).toBe(true)
    expect(await days()).toHaveLength(5)
  })

  test('a lease that is over while a page is in hand changes nothing: its row is held', async () => {
    const { clock, worker, sql, days } = await aDailyClub('every')
    const second = worker('two').runner
    let told = false
    const first = worker('one', async (item) => {
      if (item !== 12 || told) return
      told = true
      await second.work()
    }).runner
    await first.plan()
    clock.advance(10 * MINUTE)
    await first.work()
    expect(await days()).toEqual([['2026-11-22', 25]])
    expect(await sql('select distinct by from marks')).toEqual([{ by: 'one' }])
  })

  test('who was asleep between two pages finds the run in other hands, and writes nothing more', async () => {
    const { clock, worker, sql, runs } = await aDailyClub('every')
    const [stale, heir] = [worker('stale'), worker('heir')]
    await stale.runner.plan()
    clock.advance(10 * MINUTE)
    await stale.runner.plan()
    const run = must(await claimRun(stale.pool, { jobs: ['marks'], nowMs: clock.nowMs(), leaseSeconds: 60 }))
    const deps = { pool: stale.pool, clock, leaseSeconds: 60 }
    const job = markingJob({ name: 'marks', cron: DAILY, catchUp: 'every' }, { items: 25, by: 'stale' })
    const { signal } = new AbortController()
    const { cursor } = await runPage(deps, job, run, { cursor: undefined, signal })
    expect(cursor).toBe(10)
    await heir.runner.work()
    expect(await runs()).toMatchObject([{ state: 'running', worked: 10 }])
    await endLease(sql)
    await heir.runner.work()
    await expect(runPage(deps, job, run, { cursor, signal })).rejects.toThrow(RunTakenOver)
    expect(await runs()).toMatchObject([{ state: 'done', worked: 25 }])
    expect(await sql('select by, count(*)::integer as n from marks group by by order by by')).toEqual([
      { by: 'heir', n: 15 },
      { by: 'stale', n: 10 },
    ])
  })

  test('a command carries the fence: it holds off a takeover until its commit, and is refused after one', async () => {
    const { clock, worker, sql } = await aDailyClub('every')
    const [stale, heir] = [worker('stale'), worker('heir')]
    await stale.runner.plan()
    clock.advance(10 * MINUTE)
    await stale.runner.plan()
    const run = must(await claimRun(stale.pool, { jobs: ['marks'], nowMs: clock.nowMs(), leaseSeconds: 60 }))
    await endLease(sql)
    await inTransaction(stale.pool, async (tx) => {
      await fenced(tx, run)
      await heir.runner.work()
      expect(await sql('select 1 from marks')).toEqual([])
    })
    await heir.runner.work()
    await expect(inTransaction(stale.pool, (tx) => fenced(tx, run))).rejects.toThrow(RunTakenOver)
    expect(await sql('select distinct by from marks')).toEqual([{ by: 'heir' }])
  })

  test('a page of commands keeps its lease while it lasts', async () => {
    const { clock, sql, databaseUrl } = await aDailyClub('every')
    let leases: unknown[] = []
    const job: CommandJob = {
      ...{ name: 'slow', cron: DAILY, catchUp: 'every' },
      async commands() {
        const lease = async () =>
          (await sql('select lease_until from batch_runs')).map(({ lease_until }) => lease_until)
        const first = await lease()
        await eventually(async () => expect(await lease()).not.toEqual(first), PATIENCE_MS)
        leases = [first, await lease()]
        return { worked: 1, skipped: 0 }
      },
    }
    const { pool, runner } = aWorker(databaseUrl, [job], clock)
    await runner.plan()
    clock.advance(10 * MINUTE)
    await runner.plan()
    const run = must(await claimRun(pool, { jobs: ['slow'], nowMs: clock.nowMs(), leaseSeconds: 3 }))
    await runPage({ pool, clock, leaseSeconds: 3 }, job, run, {
      cursor: undefined,
      signal: new AbortController().signal,
    })
    expect(leases).toHaveLength(2)
  })
})

describe('a run', () => {
  test('that fails goes on where it stopped, and is given up after five tries, with words that tell nothing of anybody', async () => {
    const { clock, worker, sql, runs } = await aDailyClub('every')
    const { runner } = worker('one', (item) => {
      if (item === 15) throw new Error('player 7 <someone@example.com> broke it')
    })
    await runner.plan()
    clock.advance(10 * MINUTE)
    for (let tries = 0; tries < 5; tries++) {
      await runner.work()
      await sql('update batch_runs set try_after = clock_timestamp()')
    }
    expect(await sql('select state, worked, attempts, error from batch_runs')).toEqual([
      { state: 'failed', worked: 10, attempts: 5, error: 'Error; see the log' },
    ])
    await runner.work()
    expect(await runs()).toMatchObject([{ state: 'failed', worked: 10 }])
    const whole = worker('two')
    expect(await whole.jobs.list()).toMatchObject([{ trouble: 'failed' }])
    const order = { name: 'marks', date: '2026-11-22', again: false, reason: 'it is mended' }
    expect(await whole.jobs.order(order, NOBODY)).toMatchObject({ ok: true })
    await whole.runner.work()
    expect(await runs()).toMatchObject([{ state: 'done', worked: 25 }])
    expect(await whole.jobs.list()).toMatchObject([{ trouble: null, lastRun: { state: 'done', error: null } }])
  })

  test('of an old day that is asked for is missed a quarter of an hour after that, or after its process is gone', async () => {
    const { clock, worker, sql } = await aDailyClub('latest')
    const { runner, jobs, pool } = worker()
    await runner.plan()
    clock.advance(40 * DAY + 10 * MINUTE)
    await runner.work()
    const troubles = async () => (await jobs.list()).map(({ trouble }) => trouble)
    const order = { name: 'marks', date: '2026-11-22', again: false, reason: 'it was passed over' }
    expect(await jobs.order(order, NOBODY)).toMatchObject({ ok: true })
    expect(await troubles()).toEqual([null])
    clock.advance(16 * MINUTE)
    expect(await troubles()).toEqual(['missed'])
    const run = must(await claimRun(pool, { jobs: ['marks'], nowMs: clock.nowMs(), leaseSeconds: 3 }))
    const left = (seconds: number) =>
      sql(`update batch_runs set lease_until = clock_timestamp() - make_interval(secs => $2) where id = $1`, [
        run.id,
        seconds,
      ])
    await left(60)
    expect(await troubles()).toEqual([null])
    await left(901)
    expect(await troubles()).toEqual(['missed'])
    await runner.work()
    expect(await troubles()).toEqual([null])
  })

  test('is left to others at the end of a page when its process stops', async () => {
    const { clock, worker, runs, sql } = await aDailyClub('every')
    let stopping: Promise<void> | undefined
    const first = worker('one', (item) => {
      if (item === 5) stopping = first.runner.stop()
    })
    await first.runner.plan()
    clock.advance(10 * MINUTE)
    await first.runner.work()
    await stopping
    expect(await runs()).toMatchObject([{ state: 'waiting', worked: 10 }])
    await worker('two').runner.work()
    expect(await runs()).toMatchObject([{ state: 'done', worked: 25 }])
    expect(await sql('select count(*)::integer as n from marks')).toEqual([{ n: 25 }])
  })

  test('of a disabled job is not begun, stops at a page, and is caught up when it is enabled', async () => {
    const { clock, worker, runs, days } = await aDailyClub('every')
    const told = { name: 'marks', reason: 'for a test' }
    const one = worker('one', async (item) => {
      if (item === 15) await one.jobs.switch({ ...told, enabled: false }, NOBODY)
    })
    await one.runner.plan()
    clock.advance(10 * MINUTE)
    await one.runner.work()
    expect(await runs()).toMatchObject([{ state: 'waiting', worked: 20 }])
    clock.advance(DAY)
    const two = worker('two')
    await two.runner.work()
    expect(await runs()).toMatchObject([{ state: 'waiting', worked: 20 }, { state: 'waiting' }])
    expect(await two.jobs.list()).toMatchObject([{ enabled: false, trouble: null }])
    expect(await two.jobs.switch({ ...told, enabled: false }, NOBODY)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
    await two.jobs.switch({ ...told, enabled: true }, NOBODY)
    await two.runner.work()
    expect((await days()).map(([, n]) => n)).toEqual([25, 25])
  })
})
