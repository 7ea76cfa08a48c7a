import { MOST_SAVED_REPORTS, type SavedReport, type SavedReportRun } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { openClub } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { pastsOf } from '../support/pasts.ts'
import { aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const { dayAgo, aPlayer } = pastsOf(club, systemClock)
const PATH = '/api/admin/saved-reports'
const aReport = (changes: object = {}) => ({
  ...{ name: 'Spending', description: 'of the last week', report: 'spend', shared: false },
  ask: { period: { lastDays: 7 }, by: 'day' },
  ...changes,
})
let [maker, other, viewer] = ['', '', '']
beforeAll(async () => {
  maker = await club.adminToken('operator')
  other = await club.adminToken('support')
  viewer = await club.adminToken('viewer')
  await aPlayer(10, { 2: { was_there: true, purchases: 1, spent_won: 700 } })
  await runJob(club, 'analytics.days')
  await runJob(club, 'analytics.days')
})
const save = (body: object, token = maker) => club.post<SavedReport & Json>(PATH, body, token)
const listed = async (query = '', token = maker) =>
  (await club.get<SavedReport[]>(`${PATH}?order=ASC${query}`, token)).body.map(({ name }) => name)
const actionsOf = async (id: number) =>
  (await club.get<Json[]>(`/api/admin/audit-logs?targetType=saved-report&targetId=${id}&order=ASC`, maker)).body.map(
    ({ action }) => action,
  )

describe('a saved report', () => {
  test('is run and exported anew each time, changed and deleted, all of it audited', async () => {
    const { body: report } = await save(aReport())
    expect(report).toMatchObject({ ...aReport(), revision: 1 })
    const run = (await club.get<SavedReportRun>(`${PATH}/${report.id}/run`, maker)).body
    expect(run).toMatchObject({ query: { from: dayAgo(6), until: dayAgo(0), by: 'day' }, zone: 'Asia/Seoul' })
    const [day, net] = [run.columns.indexOf('day'), run.columns.indexOf('netWon')]
    expect(run.rows.find((row) => row[day] === dayAgo(2))?.[net]).toBe(700)
    const csv = (await club.get<string>(`${PATH}/${report.id}/export.csv`, maker)).body
    expect(csv).toContain('netWon')
    const body = aReport({ name: 'Spending of two days', ask: { period: { from: dayAgo(2), until: dayAgo(1) } } })
    const changed = await club.put<SavedReport>(`${PATH}/${report.id}`, { seenRevision: 1, body }, maker)
    expect(changed.body).toMatchObject({ ...body, revision: 2 })
    expect((await club.get<SavedReportRun>(`${PATH}/${report.id}/run`, maker)).body.query).toEqual({
      ...{ from: dayAgo(2), until: dayAgo(1) },
    })
    expect(await club.put(`${PATH}/${report.id}`, { seenRevision: 1, body }, maker)).toMatchObject(
      aProblem(409, 'CONFLICT'),
    )
    expect((await club.post(`${PATH}/${report.id}/delete`, { seenRevision: 2 }, maker)).status).toBe(200)
    expect(await club.get(`${PATH}/${report.id}`, maker)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await actionsOf(report.id)).toEqual([
      'saved-reports.create',
      'saved-reports.export',
      'saved-reports.update',
      'saved-reports.delete',
    ])
  })

  test('of one’s own is nobody else’s; a shared one is everybody’s, and only its maker takes it back', async () => {
    const { body: own } = await save(aReport({ name: 'Mine' }))
    const { body: shared } = await save(aReport({ name: 'Ours', shared: true }))
    expect(await listed('', other)).toEqual(['Ours'])
    expect(await listed('', viewer)).toEqual(['Ours'])
    expect(await listed('')).toEqual(['Mine', 'Ours'])
    for (const path of ['', '/run', '/export.csv']) {
      expect(await club.get(`${PATH}/${own.id}${path}`, other)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    }
    const hidden = { seenRevision: 1, body: aReport({ name: 'Taken' }) }
    expect(await club.put(`${PATH}/${own.id}`, hidden, other)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await club.put(`${PATH}/${shared.id}`, hidden, other)).toMatchObject(aProblem(409, 'CONFLICT'))
    const better = { seenRevision: 1, body: aReport({ name: 'Ours, better', shared: true }) }
    expect((await club.put<SavedReport>(`${PATH}/${shared.id}`, better, other)).body).toMatchObject({
      ...{ name: 'Ours, better', revision: 2 },
    })
    expect(await club.put(`${PATH}/${shared.id}`, better, viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await club.get<SavedReportRun>(`${PATH}/${shared.id}/run`, viewer)).status).toBe(200)
  })

  test('has a name that is there once, whatever its letters', async () => {
    await save(aReport({ name: 'Names', shared: true }))
    expect(await save(aReport({ name: 'NAMES', shared: true }), other)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await save(aReport({ name: 'names' }), other)).status).toBe(200)
    expect(await save(aReport({ name: 'Names' }), other)).toMatchObject(aProblem(409, 'CONFLICT'))
  })

  test('is found by a part of its words, sorted and paged', async () => {
    await save(aReport({ name: 'A funnel', report: 'funnel', ask: { period: { lastDays: 30 } }, description: '' }))
    await save(aReport({ name: 'B 50% off', description: 'after the sale' }))
    expect(await listed('&report=funnel')).toEqual(['A funnel'])
    expect(await listed('&q=SALE')).toEqual(['B 50% off'])
    expect(await listed('&q=%25')).toEqual(['B 50% off'])
    expect(await listed('&whose=own&perPage=1&page=2')).toEqual([(await listed('&whose=own'))[1]])
  })

  test.each([
    ['without a name', { name: ' ' }],
    ['with a zero byte', { name: 'a\0b' }],
    ['of no figure', { report: 'users' }],
    ['with a statement', { ask: { period: { lastDays: 7 }, sql: 'select 1' } }],
    ['of too many days', { ask: { period: { lastDays: 751 } } }],
    ['of days in no order', { ask: { period: { from: '2026-02-01', until: '2026-01-01' } } }],
    ['of a segment that is none', { ask: { period: { lastDays: 7 }, segment: `x' or 1=1` } }],
    ['asked what it cannot be', { report: 'features', ask: { period: { lastDays: 7 }, rank: 'VIP' } }],
  ])('%s is refused, and nothing is saved', async (_, changes) => {
    const before = await club.sql('select count(*) as saved from saved_reports')
    expect(await save(aReport({ name: 'Wrong', ...changes }))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.sql('select count(*) as saved from saved_reports')).toEqual(before)
  })

  test('is not one of more than anybody keeps', async () => {
    await club.sql(
      `insert into saved_reports (name, description, report, ask, shared, made_by, made_at, changed_by, changed_at)
       select 'many ' || i, '', 'spend', '{"period":{"lastDays":7}}', false, a.id, now(), a.id, now()
       from generate_series(1, $1::int) i, (select made_by as id from saved_reports where name = 'names') a`,
      [MOST_SAVED_REPORTS],
    )
    expect(await save(aReport({ name: 'One more' }), other)).toMatchObject(aProblem(409, 'CONFLICT'))
  })
})
