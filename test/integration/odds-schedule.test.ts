import {
  type AuditEntry,
  type OddsPlan,
  type OddsTable,
  STANDARD_DICE_TABLE,
  STANDARD_RPS_TABLE,
} from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditSchedule } from '../../server/src/admin/index.ts'
import { OddsSchedule } from '../../server/src/games/index.ts'
import { ADMIN_PASSWORD, newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const MINUTE = 60_000
const clock = aClock(Date.UTC(2026, 0, 1))
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const { tables, schedule } = club.core
const operator = await club.adminToken('operator')
const ODDS = '/api/admin/odds-tables'

/** Every draft is another table: the edge grows by a hundredth of a per cent. */
let edgeBasisPoints = 200
async function aDraft(): Promise<OddsTable> {
  edgeBasisPoints++
  const declaredRtp = { minBasisPoints: 8_000, maxBasisPoints: 9_900 }
  const table = { ...STANDARD_DICE_TABLE, edgeBasisPoints, declaredRtp }
  const { body } = await club.post<OddsTable>(ODDS, { game: 'dice', table, note: 'for a while' }, operator)
  return body
}
const at = (minutes: number) => new Date(clock.nowMs() + minutes * MINUTE).toISOString()
const plan = (
  { id, hash }: Pick<OddsTable, 'id' | 'hash'>,
  from: number,
  to: number | null = null,
  token = operator,
) => {
  const span = { publishAt: at(from), retireAt: to === null ? null : at(to) }
  return club.post<OddsPlan>(`${ODDS}/${id}/schedule`, { seenHash: hash, ...span, reason: 'a happy hour' }, token)
}
const cancel = (id: string) =>
  club.post<OddsPlan>(`${ODDS}/${id}/schedule/cancel`, { reason: 'not after all' }, operator)
const retire = (id: string, token = operator) =>
  club.post<OddsTable>(`${ODDS}/${id}/retire`, { reason: 'under suspicion' }, token)
const plans = async (id: string) =>
  (await club.get<{ plans: OddsPlan[] }>(`${ODDS}/${id}/schedule`, operator)).body.plans
const audit = async (id: string) =>
  (await club.get<AuditEntry[]>(`/api/admin/audit-logs?targetId=${id}`, operator)).body
const live = () => tables.current('dice')
const advance = async (minutes: number) => {
  clock.advance(minutes * MINUTE)
  // The first may join a look that the club began before the clock moved; the second cannot.
  await schedule.runDue()
  await schedule.runDue()
}
const statusOf = async (id: string) => (await club.get<OddsTable>(`${ODDS}/${id}`, operator)).body.status

beforeEach(async () => {
  // The clock of the test before may have gone on for longer than a proof holds.
  await club.post('/api/auth/step-up', { password: ADMIN_PASSWORD }, operator)
  await club.sql(`update odds_schedules set status = 'cancelled' where status in ('waiting', 'in_force')`)
  if (live() === undefined) {
    const { id, hash } = await aDraft()
    await club.post(`${ODDS}/${id}/publish`, { seenHash: hash, reason: 'open again' }, operator)
  }
})

describe('a planned draft', () => {
  test('comes into force at its time and not before, is audited, and stays where no end is planned', async () => {
    const draft = await aDraft()
    const before = live()?.version
    expect((await plan(draft, 2)).body).toMatchObject({
      status: 'waiting',
      createdBy: expect.stringMatching(/^operator/),
    })
    await advance(1.9)
    expect([live()?.version, await statusOf(draft.id)]).toEqual([before, 'draft'])
    await advance(0.2)
    expect(live()).toMatchObject({ version: draft.version, hash: draft.hash })
    expect(await plans(draft.id)).toMatchObject([{ status: 'done', replacedVersion: before }])
    expect((await audit(draft.id)).map(({ action, adminSiteId }) => [action, adminSiteId === 'system'])).toEqual([
      ['odds-tables.plan-publish', true],
      ['odds-tables.plan-schedule', false],
      ['odds-tables.draft', false],
    ])
  })

  test('with an end gives way to the table before, as a new version of the same content', async () => {
    const before = live()
    const draft = await aDraft()
    await plan(draft, 1, 3)
    await advance(1)
    expect(live()?.version).toBe(draft.version)
    await advance(2)
    expect(live()).toMatchObject({ hash: before?.hash, version: draft.version + 1 })
    expect(await statusOf(draft.id)).toBe('retired')
    expect((await audit(draft.id))[0]).toMatchObject({
      action: 'odds-tables.plan-end',
      after: { replacedVersion: before?.version, backAs: draft.version + 1 },
    })
    const player = await club.signUp()
    const choice = { commandId: newCommandId(), bet: 100, direction: 'over', target: 50 }
    const roll = await club.post<{ tableVersion: number }>('/api/games/dice/roll', choice, player.accessToken)
    expect(roll.body.tableVersion).toBe(draft.version + 1)
  })

  test('closes the game at its end where it was closed before', async () => {
    await retire(`dice-${live()?.version}`)
    const draft = await aDraft()
    await plan(draft, 1, 2)
    await advance(1)
    expect(live()?.version).toBe(draft.version)
    expect(await plans(draft.id)).toMatchObject([{ status: 'in_force', replacedVersion: null }])
    await advance(1)
    expect(live()).toBeUndefined()
    expect((await audit(draft.id))[0]).toMatchObject({ action: 'odds-tables.plan-end', after: { backAs: null } })
  })

  test('that was replaced by hand meanwhile brings nothing back at its end', async () => {
    const draft = await aDraft()
    await plan(draft, 1, 3)
    await advance(1)
    const other = await aDraft()
    await club.post(`${ODDS}/${other.id}/publish`, { seenHash: other.hash, reason: 'better odds' }, operator)
    await advance(2)
    expect(live()?.version).toBe(other.version)
    expect(await plans(draft.id)).toMatchObject([{ status: 'overtaken' }])
  })

  test('that was changed meanwhile stays a draft, and the refusal is audited', async () => {
    const draft = await aDraft()
    const before = live()?.version
    await plan(draft, 1)
    const table = {
      ...STANDARD_DICE_TABLE,
      edgeBasisPoints: 450,
      declaredRtp: { minBasisPoints: 9_000, maxBasisPoints: 9_900 },
    }
    await club.put(`${ODDS}/${draft.id}`, { table, note: 'another one', seenHash: draft.hash }, operator)
    await advance(1)
    expect([live()?.version, await statusOf(draft.id)]).toEqual([before, 'draft'])
    expect(await plans(draft.id)).toMatchObject([{ status: 'refused', refusal: expect.stringMatching(/^CONFLICT/) }])
    expect((await audit(draft.id))[0]).toMatchObject({ action: 'odds-tables.plan-refuse', adminId: null })
    await advance(1)
    expect((await audit(draft.id)).filter(({ action }) => action === 'odds-tables.plan-refuse')).toHaveLength(1)
  })

  test('whose plan is cancelled stays what it is, before its time and after it', async () => {
    const draft = await aDraft()
    const before = live()?.version
    await plan(draft, 1)
    expect((await cancel(draft.id)).body).toMatchObject({ status: 'cancelled' })
    await advance(2)
    expect(live()?.version).toBe(before)
    await plan(draft, 1, 2)
    await advance(1)
    expect((await cancel(draft.id)).body).toMatchObject({ status: 'cancelled' })
    await advance(2)
    expect(live()?.version).toBe(draft.version)
    expect(await cancel(draft.id)).toMatchObject(aProblem(409, 'NOT_SCHEDULED'))
    expect((await audit(draft.id))[0]).toMatchObject({ action: 'odds-tables.plan-unschedule', reason: 'not after all' })
  })
})

describe('the time', () => {
  test('that jumps over begin and end takes both steps, each once', async () => {
    const before = live()
    const draft = await aDraft()
    await plan(draft, 1, 2)
    await advance(100)
    await schedule.runDue()
    expect(live()).toMatchObject({ hash: before?.hash, version: draft.version + 1 })
    await advance(1)
    expect(live()?.version).toBe(draft.version + 1)
  })

  test('that jumps back publishes nothing a second time', async () => {
    const draft = await aDraft()
    await plan(draft, 1)
    await advance(1)
    const other = await aDraft()
    await club.post(`${ODDS}/${other.id}/publish`, { seenHash: other.hash, reason: 'better odds' }, operator)
    await advance(-3)
    await advance(5)
    expect(live()?.version).toBe(other.version)
  })

  test('is watched by several processes, and each step is taken by one', async () => {
    const { pool, bus, log } = club.core
    const others = Array.from(
      { length: 4 },
      () => new OddsSchedule({ pool, bus, tables, clock, log, audit: auditSchedule(clock) }),
    )
    const draft = await aDraft()
    await plan(draft, 1, 2)
    clock.advance(MINUTE)
    await Promise.all(others.map((other) => other.runDue()))
    expect(await plans(draft.id)).toMatchObject([{ status: 'in_force' }])
    clock.advance(MINUTE)
    await Promise.all(others.map((other) => other.runDue()))
    const actions = (await audit(draft.id)).map(({ action }) => action)
    expect(actions.filter((action) => action === 'odds-tables.plan-publish')).toHaveLength(1)
    expect(actions.filter((action) => action === 'odds-tables.plan-end')).toHaveLength(1)
    expect(live()?.version).toBe(draft.version + 1)
  })

  test('is watched every second by the worker', async () => {
    const draft = await aDraft()
    await plan(draft, 1)
    clock.advance(MINUTE)
    await eventually(() => expect(live()?.version).toBe(draft.version))
  })
})

describe('a plan is refused', () => {
  test('to whom may not publish, for what is no draft, for a draft another has changed', async () => {
    const draft = await aDraft()
    expect(await plan(draft, 1, null, await club.adminToken('support'))).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await plan({ id: `dice-${live()?.version}`, hash: draft.hash }, 1)).toMatchObject(
      aProblem(409, 'TABLE_NOT_DRAFT'),
    )
    expect(await plan({ id: draft.id, hash: '0'.repeat(64) }, 1)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await plan({ id: 'dice-9999', hash: draft.hash }, 1)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('in the past, upside down, and where it meets another plan of the game', async () => {
    const [first, second] = [await aDraft(), await aDraft()]
    expect(await plan(first, 0)).toMatchObject(aProblem(422, 'SCHEDULE_INVALID'))
    expect(await plan(first, 3, 2)).toMatchObject(aProblem(422, 'SCHEDULE_INVALID'))
    expect((await plan(first, 1, 3)).status).toBe(200)
    expect(await plan(second, 2)).toMatchObject(aProblem(409, 'SCHEDULE_OVERLAPS'))
    expect((await plan(second, 4)).status).toBe(200)
  })

  test('to the second of two admins who plan at once', async () => {
    const draft = await aDraft()
    const answers = await Promise.all([plan(draft, 1), plan(draft, 2)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject(aProblem(409, 'ALREADY_SCHEDULED'))
  })

  test('for a table that could not be published', async () => {
    const table = {
      ...STANDARD_RPS_TABLE,
      declaredRtp: { minBasisPoints: 9_990, maxBasisPoints: 10_000 },
      winPercent: 150,
    }
    const { body } = await club.post<OddsTable>(ODDS, { game: 'rps', table, note: 'too little' }, operator)
    expect(await plan(body, 1)).toMatchObject(aProblem(422, 'RTP_OUT_OF_RANGE'))
  })
})

describe('a table retired by hand', () => {
  test('closes its game everywhere until another is published, and is audited', async () => {
    const id = `dice-${live()?.version}`
    expect(await retire(id, await club.adminToken('viewer'))).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await retire(id)).body).toMatchObject({ id, status: 'retired' })
    expect(live()).toBeUndefined()
    const player = await club.signUp()
    const choice = { commandId: newCommandId(), bet: 100, direction: 'over', target: 50 }
    expect(await club.post('/api/games/dice/roll', choice, player.accessToken)).toMatchObject(
      aProblem(503, 'TABLE_UNAVAILABLE'),
    )
    expect((await audit(id))[0]).toMatchObject({
      action: 'odds-tables.retire',
      reason: 'under suspicion',
      before: { status: 'published' },
      after: { status: 'retired' },
    })
  })

  test('is retired once: the second of two admins is told', async () => {
    const id = `dice-${live()?.version}`
    const answers = await Promise.all([retire(id), retire(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await retire(id)).toMatchObject(aProblem(409, 'TABLE_NOT_PUBLISHED'))
    expect(await retire('dice-9999')).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })
})
