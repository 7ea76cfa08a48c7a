import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveStep, restoreMonth, verifyMonth } from '../../server/src/activity/index.ts'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { openClub, WIDE_OPEN } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'

const RUN = join(import.meta.dirname, '../../scripts/run.mjs')
const PATIENCE_MS = 30_000
const dir = await mkdtemp(join(tmpdir(), 'casino-archive-'))
const club = await openClub({ env: { ACTION_ARCHIVE_DIR: dir } })
const { pool } = club.core
afterAll(() => rm(dir, { recursive: true, force: true }))

/** The first day of the month so many months ago. */
const monthAgo = (months: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10)
}
const nameOf = (month: string, ending: string) =>
  join(dir, `user_actions_${month.slice(0, 7).replace('-', '')}.${ending}`)

async function fill(month: string, userId: number, count: number): Promise<void> {
  await club.sql('select ensure_action_partitions($1, 1)', [month])
  await club.sql(
    `insert into user_actions (user_id, event_id, type, occurred_at, received_at, props)
     select $1, gen_random_uuid(), 'page.view', $2::date + interval '1 day', $2::date + i * interval '1 second',
       json_build_object('n', i, 'words', E'줄\\n"끝"') from generate_series(1, $3::int) i`,
    [userId, month, count],
  )
}
/** Everything of a month but its numbers, in one order. */
const contentOf = (month: string) =>
  club.sql(
    `select user_id, event_id, type, occurred_at, received_at, props from user_actions
     where received_at >= $1::date::timestamp at time zone 'UTC' and received_at < ($1::date + interval '1 month') at time zone 'UTC'
     order by user_id, event_id`,
    [month],
  )
const stateOf = async (month: string) =>
  (await club.sql('select state, rows, verified from action_archives where month = $1', [month]))[0]
const isThere = async (month: string) =>
  (
    await club.sql<{ there: boolean }>(
      `select to_regclass('user_actions_' || to_char($1::date, 'YYYYMM')) is not null as there`,
      [month],
    )
  )[0]?.there
const step = (partRows = 4) =>
  inTransaction(pool, (tx) => archiveStep(tx, { dir, afterMonths: 13, nowMs: Date.now(), partRows }))
async function steps(): Promise<void> {
  while ((await step()).goesOn);
}
const restore = (month: string) => restoreMonth(pool, { dir, month, nowMs: Date.now(), audit: async () => {} })
const rolledUp = (day: string) =>
  club.sql(
    `insert into club_days (day, active, registered, visitors, plays, wagered, won, play_seconds, actions, payers, purchases,
       spent_won, refunded_won, spent_gems, counted_at)
     values ($1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, now()) on conflict do nothing`,
    [day],
  )

/** The command as an operator types it. */
function actions(...args: string[]) {
  const env = { ...process.env, ...WIDE_OPEN, DATABASE_URL: club.databaseUrl, ACTION_ARCHIVE_DIR: dir }
  const child = spawn(process.execPath, [RUN, 'actions', ...args], { env, detached: true })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
  )
  return { child, ended }
}

let [player, erased] = [0, 0]
beforeAll(async () => {
  player = (await club.signUp()).userId
  erased = (await club.signUp()).userId
})

describe('old months of actions', () => {
  test('stay where they are while the roll-ups have not counted them, or they are not old enough', async () => {
    await club.sql('delete from club_days')
    await fill(monthAgo(14), player, 10)
    await fill(monthAgo(13), player, 3)
    await expect(step()).rejects.toThrow('not rolled up yet')
    await rolledUp(monthAgo(13))
    await expect(step()).rejects.toThrow('not rolled up yet')
    expect(await contentOf(monthAgo(14))).toHaveLength(10)
    await rolledUp(new Date().toISOString().slice(0, 10))
  })

  test('become files that anybody can read, and are dropped when those were read back', async () => {
    const month = monthAgo(14)
    const before = await contentOf(month)
    while ((await stateOf(month))?.verified !== 3) await step()
    const [lastly] = await inTransaction(pool, async (tx) => {
      expect(await archiveStep(tx, { dir, afterMonths: 13, nowMs: Date.now() })).toMatchObject({ dropped: true })
      return (await tx.query<{ statement_timeout: string }>('show statement_timeout')).rows
    })
    expect(lastly?.statement_timeout).toBe('10min')
    expect(await stateOf(month)).toEqual({ state: 'dropped', rows: 10, verified: 3 })
    expect([await isThere(month), await isThere(monthAgo(13))]).toEqual([false, true])
    const lines = gunzipSync(await readFile(nameOf(month, 'ndjson.gz')))
      .toString('utf8')
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line).eventId)).toEqual(before.map(({ event_id }) => event_id))
    expect(await verifyMonth(dir, month)).toMatchObject({
      month,
      rows: 10,
      parts: [{ rows: 4 }, { rows: 4 }, { rows: 2 }],
    })
    expect((await stat(nameOf(month, 'ndjson.gz'))).mode & 0o077).toBe(0)
  })

  test('are read back the same, twice without a change, and stay a while; then they are dropped again', async () => {
    const month = monthAgo(15)
    await fill(month, player, 9)
    const before = await contentOf(month)
    await steps()
    expect(await contentOf(month)).toEqual([])
    expect(await restore(month)).toEqual({ done: true, rows: 9, written: 9 })
    expect(await contentOf(month)).toEqual(before)
    expect(await restore(month)).toEqual({ done: true, rows: 9, written: 0 })
    await steps()
    expect(await contentOf(month)).toEqual(before)
    const longAgo = `update action_archives set restored_at = now() - interval '31 days' where month = $1`
    await club.sql(longAgo, [month])
    const { restoredMeanwhile } = await inTransaction(pool, async (tx) => {
      await tx.query('select from action_archives where month = $1 for update', [month])
      const stepping = step()
      await eventually(async () => expect(await club.sql('select from pg_locks where not granted')).toHaveLength(1))
      await tx.query('update action_archives set restored_at = now() where month = $1', [month])
      return { restoredMeanwhile: stepping }
    })
    expect(await restoredMeanwhile).toEqual({ month: null, worked: 0, dropped: false, goesOn: true })
    expect(await contentOf(month)).toEqual(before)
    await club.sql(longAgo, [month])
    await steps()
    expect([await isThere(month), await stateOf(month)]).toEqual([false, { state: 'dropped', rows: 9, verified: 3 }])
  })

  test('that are in the database, or being archived, are not restored, and nothing is left behind', async () => {
    const month = monthAgo(14)
    await club.sql(`update action_archives set state = 'exported' where month = $1`, [month])
    expect(await restore(month)).toEqual({ done: false, why: 'BEING_ARCHIVED' })
    await club.sql(`update action_archives set state = 'dropped' where month = $1`, [month])
    expect(await restore(month)).toMatchObject({ done: true, written: 10 })
    await club.sql('delete from action_archives where month = $1', [month])
    expect(await restore(month)).toEqual({ done: false, why: 'IN_DATABASE' })
    expect(await stateOf(month)).toBeUndefined()
    expect(await restore(monthAgo(13))).toEqual({ done: false, why: 'NO_ARCHIVE' })
    await steps()
  })

  test('that are archived again while they are restored are said not to be all there', async () => {
    const month = monthAgo(14)
    await club.sql(
      `create function taken_up() returns trigger language plpgsql as
         $$ begin new.state := 'exported'; return new; end $$`,
    )
    await club.sql(`create trigger taken_up before update on action_archives for each row
      when (new.state = 'restored') execute function taken_up()`)
    expect(await restore(month)).toEqual({ done: false, why: 'ARCHIVED_MEANWHILE' })
    await club.sql('drop function taken_up cascade')
    expect(await contentOf(month)).toEqual([])
    await steps()
  })

  test('of players who were erased meanwhile do not come back', async () => {
    const month = monthAgo(16)
    await fill(month, player, 3)
    await fill(month, erased, 5)
    await steps()
    await club.sql(`update users set deletion_requested_at = now() - interval '20 days' where id = $1`, [erased])
    const { clock, log } = club.core
    await eraseDue({ pool, clock, log, graceMs: 14 * 86_400_000, audit: auditErasure(clock) })
    expect(await restore(month)).toEqual({ done: true, rows: 8, written: 3 })
    expect(new Set((await contentOf(month)).map(({ user_id }) => user_id))).toEqual(new Set([player]))
  })

  test('go on after a step that came to nothing, over what it had left in the file', async () => {
    const month = monthAgo(17)
    await fill(month, player, 10)
    const before = await contentOf(month)
    await step()
    const cut = inTransaction(pool, async (tx) => {
      await archiveStep(tx, { dir, afterMonths: 13, nowMs: Date.now(), partRows: 4 })
      throw new Error('cut off')
    })
    await expect(cut).rejects.toThrow('cut off')
    await writeFile(nameOf(month, 'ndjson.gz'), 'half a part', { flag: 'a' })
    await steps()
    expect(await verifyMonth(dir, month)).toMatchObject({ rows: 10 })
    await restore(month)
    expect(await contentOf(month)).toEqual(before)
  })

  test('are written anew where the file was lost or damaged before they were dropped', async () => {
    const month = monthAgo(18)
    await fill(month, player, 10)
    await step()
    await rm(nameOf(month, 'ndjson.gz'))
    while ((await stateOf(month))?.state !== 'exported') await step()
    await truncate(nameOf(month, 'ndjson.gz'), 200)
    await writeFile(nameOf(month, 'ndjson.gz'), Buffer.alloc(5_000), { flag: 'a' })
    await steps()
    expect(await verifyMonth(dir, month)).toMatchObject({ rows: 10 })
    expect(await stateOf(month)).toMatchObject({ state: 'dropped', rows: 10 })
  })

  test('that are damaged afterwards are not read back, and what was restored from them is not dropped', async () => {
    const month = monthAgo(18)
    await restore(month)
    await club.sql(`update action_archives set restored_at = now() - interval '31 days' where month = $1`, [month])
    const path = nameOf(month, 'ndjson.gz')
    const good = await readFile(path)
    const bad = Buffer.from(good)
    bad.writeUInt8(bad.readUInt8(40) ^ 0xff, 40)
    await writeFile(path, bad)
    await expect(restore(month)).rejects.toThrow('is not what was written')
    await expect(steps()).rejects.toThrow('is not what was written')
    expect(await contentOf(month)).toHaveLength(10)
    const [gone, manifest] = [monthAgo(15), nameOf(monthAgo(15), 'json')]
    await rename(manifest, `${manifest}.away`)
    const { code, stdout } = await actions('verify').ended
    await rename(`${manifest}.away`, manifest)
    expect([code, stdout]).toEqual([1, expect.stringContaining(`${month.slice(0, 7)} is damaged`)])
    expect(stdout).toContain(`${gone.slice(0, 7)} is damaged: its file is not in ${dir}`)
    await writeFile(path, good)
    await steps()
    expect(await isThere(month)).toBe(false)
  })

  test('cannot be dropped past the file, whoever tries', async () => {
    const month = monthAgo(13)
    await expect(club.sql('select drop_action_partition($1)', [month])).rejects.toThrow('in no file')
    await club.sql(`insert into action_archives (month, state, rows) values ($1, 'exported', 2)`, [month])
    await expect(club.sql('select drop_action_partition($1)', [month])).rejects.toThrow('fewer actions')
    await club.sql('delete from action_archives where month = $1', [month])
    expect(await contentOf(month)).toHaveLength(3)
  })
})

describe('the timetable and the command', () => {
  test('archive what is due; a run of the job leaves nothing over', async () => {
    const month = monthAgo(19)
    await fill(month, player, 6)
    expect(await runJob(club, 'actions.archive')).toMatchObject({ state: 'done', worked: 12 })
    expect(await stateOf(month)).toMatchObject({ state: 'dropped', rows: 6 })
  })

  test('killed in the middle it goes on without loss', async () => {
    const month = monthAgo(20)
    await fill(month, player, 50_000)
    const { child, ended } = actions('archive', '--apply')
    await eventually(async () => expect((await stat(nameOf(month, 'ndjson.gz'))).size).toBeGreaterThan(0), PATIENCE_MS)
    if (child.pid === undefined) throw new Error('it runs')
    process.kill(-child.pid, 'SIGKILL')
    await ended
    expect(await contentOf(month)).toHaveLength(50_000)
    expect((await actions('archive').ended).stdout).toContain(`Would archive ${month.slice(0, 7)}`)
    const { code, stdout } = await actions('archive', '--apply').ended
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${month.slice(0, 7)} is in ${dir}`)])
    expect(await verifyMonth(dir, month)).toMatchObject({ rows: 50_000 })
    expect(await isThere(month)).toBe(false)
    const listed = (await actions('list').ended).stdout
    expect(listed).toContain(`${month.slice(0, 7)}  in its file only: 50000 actions`)
    expect(listed).toContain(`${monthAgo(13).slice(0, 7)}  in the database only`)
    const name = month.slice(0, 7)
    expect((await actions('restore', name, '--apply').ended).stdout).toContain('Put back 50000 of 50000')
    expect(await contentOf(month)).toHaveLength(50_000)
    const acts = await club.sql(
      `select action, target_id, request_id from admin_audit_logs where target_type = 'action-archive' order by id`,
    )
    expect(acts).toEqual(
      ['actions.archive', 'actions.restore'].map((action) => ({
        action,
        target_id: name,
        request_id: 'npm run actions',
      })),
    )
  }, 120_000)

  test.each([[['restore', '2025-13'], /Say what to do/]])(
    '%j is said to be wrong in one sentence',
    async (args, words) => {
      const { code, stderr } = await actions(...args).ended
      expect([code, stderr]).toEqual([1, expect.stringMatching(words)])
    },
  )
})
