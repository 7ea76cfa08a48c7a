import { type OddsTable, STANDARD_DICE_TABLE, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub()
const operator = await club.adminToken('operator')
const DICE = {
  ...STANDARD_DICE_TABLE,
  edgeBasisPoints: 250,
  declaredRtp: { minBasisPoints: 9_000, maxBasisPoints: 9_800 },
}

const draft = async (table: unknown = DICE, game = 'dice', token = operator) =>
  club.post<OddsTable>('/api/admin/odds-tables', { game, table, note: 'a little more for the house' }, token)

const publish = (id: string, seenHash: string, token = operator) =>
  club.post<OddsTable>(`/api/admin/odds-tables/${id}/publish`, { seenHash, reason: 'agreed on Monday' }, token)

const liveVersion = async (game = 'dice') =>
  (await club.get<{ tableVersion: number }>(`/api/games/${game}/config`)).body.tableVersion

describe('a draft', () => {
  test('is kept with its exact odds, plays for nobody, and is audited', async () => {
    const before = await liveVersion()
    const { status, body } = await draft()
    expect([status, body.status, body.game]).toEqual([200, 'draft', 'dice'])
    expect(body.analysis.kinds.find(({ kind }) => kind === 'under-51')?.rtpPercent).toBe(97.5)
    expect(await liveVersion()).toBe(before)
    const audit = await club.get<Record<string, unknown>[]>(`/api/admin/audit-logs?targetId=${body.id}`, operator)
    expect(audit.body).toMatchObject([{ action: 'odds-tables.draft', before: null, after: { hash: body.hash } }])
  })

  test.each<[string, unknown]>([
    ['no table at all', null],
    ['a field nobody knows', { ...DICE, loaded: true }],
    ['chances upside down', { ...DICE, minChancePercent: 95, maxChancePercent: 2 }],
    ['the table of another game', STANDARD_SLOT_TABLE],
  ])('is refused: %s', async (_, table) => {
    expect(await draft(table)).toMatchObject(aProblem(422, 'TABLE_INVALID'))
  })

  test('of two admins who change it at once, the second is told', async () => {
    const { id, hash } = (await draft()).body
    const change = (edgeBasisPoints: number) =>
      club.put<OddsTable>(
        `/api/admin/odds-tables/${id}`,
        { table: { ...DICE, edgeBasisPoints }, note: 'mine', seenHash: hash },
        operator,
      )
    const answers = await Promise.all([change(260), change(270)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await publish(id, hash)).toMatchObject(aProblem(409, 'CONFLICT'))
  })

  test('can be tried without keeping it', async () => {
    const check = (table: unknown) =>
      club.post<{ refusal: { reason: string } | null; analysis: unknown }>(
        '/api/admin/odds-tables/check',
        { game: 'dice', table },
        operator,
      )
    const before = await club.get<unknown[]>('/api/admin/odds-tables?game=dice', operator)
    expect((await check(DICE)).body.refusal).toBeNull()
    const outside = await check({ ...DICE, declaredRtp: { minBasisPoints: 9_990, maxBasisPoints: 10_000 } })
    expect(outside.body).toMatchObject({ refusal: { reason: 'RTP_OUT_OF_RANGE' }, analysis: expect.anything() })
    expect((await check({})).body).toMatchObject({ refusal: { reason: 'TABLE_INVALID' }, analysis: null })
    expect((await club.get('/api/admin/odds-tables?game=dice', operator)).body).toEqual(before.body)
  })
})

describe('publishing', () => {
  test('puts a draft into force for the next play, and the old version stays to be verified', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const roll = async () =>
      (await room.request('dice.roll', { commandId: newCommandId(), bet: 100, direction: 'under', target: 51 })) as {
        tableVersion: number
        tableHash: string
        eventId: string
      }
    const old = await roll()
    const { id, version, hash } = (await draft({ ...DICE, edgeBasisPoints: 300 })).body
    expect((await publish(id, hash)).body).toMatchObject({ status: 'published' })
    expect(await roll()).toMatchObject({ tableVersion: version, tableHash: hash })
    const audit = await club.get<Record<string, unknown>[]>(`/api/admin/audit-logs?targetId=${id}`, operator)
    expect(audit.body[0]).toMatchObject({
      action: 'odds-tables.publish',
      reason: 'agreed on Monday',
      before: { status: 'draft' },
      after: { status: 'published' },
    })
    await room.request('fairness.rotate', { commandId: newCommandId() })
    const verified = await club.get(`/api/fairness/verify?eventId=${old.eventId}`, player.accessToken)
    expect(verified.body).toMatchObject({ verified: true, transcript: { tableVersion: old.tableVersion } })
  })

  test('is refused outside the declared return, twice, and without the right', async () => {
    const generous = { ...DICE, edgeBasisPoints: 0 }
    const { id, hash } = (await draft(generous)).body
    const before = await liveVersion()
    expect(await publish(id, hash)).toMatchObject(aProblem(422, 'RTP_OUT_OF_RANGE'))
    expect(await liveVersion()).toBe(before)
    const good = (await draft()).body
    expect(await publish(good.id, good.hash, await club.adminToken('support'))).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
    const both = await Promise.all([publish(good.id, good.hash), publish(good.id, good.hash)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await publish('dice-9999', good.hash)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('leaves exactly one table of each game in force', async () => {
    const rows = await club.sql<{ game: string; count: number }>(
      `select game, count(*) as count from odds_tables where status = 'published' group by game`,
    )
    for (const { count } of rows) expect(Number(count)).toBe(1)
  })
})

test('players have no business here', async () => {
  const { accessToken } = await club.signUp()
  expect(await draft(DICE, 'dice', accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  expect((await club.get('/api/admin/odds-tables', accessToken)).status).toBe(403)
})
