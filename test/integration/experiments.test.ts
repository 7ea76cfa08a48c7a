import { describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { aName, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { anExperimentBody, EXPERIMENTS, experimentDoors } from '../support/experiments.ts'
import { booksOf } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { safely, setLimit } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const clock = aClock(Date.UTC(2026, 5, 1, 3))
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const operator = await club.adminToken('operator')
const { act, draft, started, assign, peek } = experimentDoors(club, operator)

const exposuresOf = ({ userId }: TestPlayer) =>
  club.sql('select experiment, variant, version, seq from experiment_exposures where user_id = $1', [userId])
const eventsOf = ({ userId }: TestPlayer) =>
  club.sql<{ payload: Json; seq: number }>(
    `select seq, payload from player_events where user_id = $1 and type = 'experiment.exposed' order by seq`,
    [userId],
  )

describe('a player', () => {
  test('is counted at the first use, once, by an event of his, and asked again he gets the same', async () => {
    const [id, player] = [await started(), await club.signUp()]
    const seen = (await peek(player, id)).body
    expect(seen).toMatchObject({ exposed: false, reason: null })
    expect(await exposuresOf(player)).toEqual([])
    const first = (await assign(player, id)).body
    expect(first).toMatchObject({ experiment: id, variant: seen.variant, settings: seen.settings, exposed: true })
    expect((await assign(player, id)).body).toEqual(first)
    expect((await peek(player, id)).body).toEqual(first)
    const events = await eventsOf(player)
    expect(events).toMatchObject([{ payload: { experiment: id, variant: seen.variant, version: 2 } }])
    expect(await exposuresOf(player)).toEqual([
      { experiment: id, variant: seen.variant, version: 2, seq: events[0]?.seq },
    ])
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('who asks many times at once is counted once', async () => {
    const [id, player] = [await started(), await club.signUp()]
    const before = await booksOf(club.sql, player.userId)
    const answers = await Promise.all(Array.from({ length: 12 }, () => assign(player, id)))
    expect(new Set(answers.map(({ body }) => body.variant)).size).toBe(1)
    expect(answers.every(({ status, body }) => status === 200 && body.exposed)).toBe(true)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({
      ...{ version: before.version + 1, coins: before.coins, gems: before.gems, lines: before.lines },
    })
  })

  test('keeps what he has met, whatever the weights become, and others fall by the new ones', async () => {
    const id = await started()
    const players = await Promise.all(Array.from({ length: 12 }, () => club.signUp()))
    const met = await Promise.all(players.map(async (player) => (await assign(player, id)).body.variant))
    expect((await act(id, 2, { act: 'reweight', weights: { control: 1, large: 10_000 } })).status).toBe(200)
    expect(await Promise.all(players.map(async (player) => (await assign(player, id)).body.variant))).toEqual(met)
    const later = await Promise.all(Array.from({ length: 6 }, () => club.signUp()))
    for (const player of later) expect((await assign(player, id)).body.variant).toBe('large')
    const [row] = await exposuresOf(later[0] as TestPlayer)
    expect(row).toMatchObject({ version: 3 })
  })

  test('who is paused or excluded, or limits what he spends, has the control of offers and does not count', async () => {
    const id = await started({ subject: 'offers', variants: anExperimentBody().variants.map((it) => ({ ...it })) })
    const [paused, limited, free] = [await club.signUp(), await club.signUp(), await club.signUp()]
    await safely(club, paused, 'pause', { hours: 24 })
    await setLimit(club, limited, 'spendWon.month', 10_000)
    for (const player of [paused, limited]) {
      const { body } = await assign(player, id)
      expect(body).toMatchObject({ variant: 'control', exposed: false, reason: 'OFFERS_CLOSED' })
      expect(await exposuresOf(player)).toEqual([])
    }
    expect((await assign(free, id)).body).toMatchObject({ exposed: true })
    await setLimit(club, free, 'spendWon.month', 10_000)
    expect((await assign(free, id)).body).toMatchObject({ variant: 'control', exposed: false, reason: 'OFFERS_CLOSED' })
  })

  test('who is not meant has the control', async () => {
    const targeting = { ...anExperimentBody().targeting, minXp: 1_000_000 }
    const [id, player] = [await started({ targeting }), await club.signUp()]
    expect((await assign(player, id)).body).toMatchObject({
      variant: 'control',
      exposed: false,
      reason: 'NOT_TARGETED',
    })
  })

  test('is in one experiment of a layer at most', async () => {
    const layer = aName('l-')
    const [one, other] = [
      await started({ layer: { id: layer, from: 0, to: 5_000 } }),
      await started({ layer: { id: layer, from: 5_000, to: 10_000 } }),
    ]
    for (const player of await Promise.all(Array.from({ length: 8 }, () => club.signUp()))) {
      const both = [(await assign(player, one)).body, (await assign(player, other)).body]
      expect(both.map(({ reason }) => reason).sort()).toEqual(['NOT_IN_LAYER', null])
    }
  })

  test.each([{}, { experiment: 7 }, { experiment: 'No!' }, { experiment: 'x', userId: 1 }, { experiment: null }])(
    'who says %j is refused',
    async (body) => {
      const { accessToken } = await club.signUp()
      expect(await club.post('/api/abtest/assign', body, accessToken)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    },
  )

  test('finds no draft and nothing unknown, and nobody unknown finds anything', async () => {
    const [id, player] = [aName('x-'), await club.signUp()]
    await draft(id, null, anExperimentBody())
    expect(await assign(player, id)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await peek(player, 'nothing')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await club.post('/api/abtest/assign', { experiment: id })).status).toBe(401)
    expect(await club.post('/api/abtest/assign', { experiment: id }, operator)).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
  })

  test('has what the club keeps of it among his data, and erased it is gone', async () => {
    const [id, player] = [await started(), await club.signUp()]
    await assign(player, id)
    const file = await club.get<{ experiments: object[] }>('/api/users/export', player.accessToken)
    expect(file.body.experiments).toMatchObject([{ experiment: id }])
    await club.sql('update users set deletion_requested_at = to_timestamp($2::bigint / 1000.0) where id = $1', [
      ...[player.userId, clock.nowMs() - 15 * DAY],
    ])
    const { pool, log } = club.core
    await eraseDue({ pool, clock, log, graceMs: 14 * DAY, audit: auditErasure(clock) })
    expect(await exposuresOf(player)).toEqual([])
  })
})

describe('an experiment', () => {
  test('ramps without moving anybody who is in', async () => {
    const id = await started({ trafficBp: 3_000 })
    const players = await Promise.all(Array.from({ length: 20 }, () => club.signUp()))
    const all = () => Promise.all(players.map(async (player) => (await assign(player, id)).body))
    const before = await all()
    expect((await act(id, 2, { act: 'ramp', trafficBp: 10_000 })).body.body.trafficBp).toBe(10_000)
    const after = await all()
    expect(after.every(({ exposed }) => exposed)).toBe(true)
    for (const [index, standing] of before.entries()) {
      if (standing.exposed) expect(after[index]).toEqual(standing)
      else expect(standing.reason).toBe('NOT_IN_TRAFFIC')
    }
    expect(await act(id, 3, { act: 'ramp', trafficBp: 5_000 })).toMatchObject(
      aProblem(422, 'EXPERIMENT_TRAFFIC_LOWERED'),
    )
  })

  test('paused lets nobody in, and who is in stays; resumed it goes on; stopped all have the control', async () => {
    const [id, player, late] = [await started(), await club.signUp(), await club.signUp()]
    const { body: met } = await assign(player, id)
    await act(id, 2, { act: 'pause' })
    expect((await assign(player, id)).body).toEqual(met)
    expect((await assign(late, id)).body).toMatchObject({ variant: 'control', exposed: false, reason: 'NOT_RUNNING' })
    await act(id, 3, { act: 'resume' })
    expect((await assign(late, id)).body).toMatchObject({ exposed: true })
    await act(id, 4, { act: 'stop' })
    for (const one of [player, late]) {
      expect((await assign(one, id)).body).toMatchObject({ variant: 'control', exposed: false, reason: 'STOPPED' })
    }
    expect(await act(id, 5, { act: 'resume' })).toMatchObject(aProblem(409, 'EXPERIMENT_PHASE'))
  })

  test('is known to every process within a second, and paused behind the back of one lets nobody in there either', async () => {
    const [id, player] = [await started(), await club.signUp()]
    // As if the bus were late: this process still believes that it is running.
    await club.sql(`update experiments set phase = 'paused' where id = $1`, [id])
    expect((await assign(player, id)).body).toMatchObject({ variant: 'control', exposed: false, reason: 'NOT_RUNNING' })
    expect(await eventsOf(player)).toEqual([])
    await club.sql(`update experiments set phase = 'running' where id = $1`, [id])
    await club.sql(`select pg_notify('casino_bus', '{"topic":"experiments","message":{}}')`)
    await eventually(async () => expect((await peek(player, id)).body.reason).toBeNull(), 1_000)
  })

  test('that cannot be read is nobody’s, and keeps none of the others out', async () => {
    const [broken, whole, player] = [await started(), await started(), await club.signUp()]
    await club.sql(`update experiments set body = '{}' where id = $1`, [broken])
    await club.core.experiments.load()
    expect(await peek(player, broken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await peek(player, whole)).status).toBe(200)
    const { body } = await club.get<{ id: string }[]>('/api/admin/experiments', operator)
    const listed = body.map(({ id }) => id)
    expect([listed.includes(broken), listed.includes(whole)]).toEqual([false, true])
    await club.sql('update experiments set body = $2 where id = $1', [broken, JSON.stringify(anExperimentBody())])
  })

  test('does not start where another takes some of the same players, and does so once it has ended', async () => {
    const layer = { id: aName('l-'), from: 0, to: 6_000 }
    const first = await started({ layer })
    const [id, body] = [aName('x-'), anExperimentBody({ layer: { ...layer, from: 5_999, to: 10_000 } })]
    await draft(id, null, body)
    expect(await act(id, 1, { act: 'start' })).toMatchObject(aProblem(409, 'EXPERIMENT_LAYER_TAKEN'))
    await act(first, 2, { act: 'stop' })
    expect((await act(id, 1, { act: 'start' })).status).toBe(200)
  })

  test('two that start at once in one layer: one of them does', async () => {
    const layer = { id: aName('l-'), from: 0, to: 10_000 }
    const ids = [aName('x-'), aName('x-')]
    for (const id of ids) await draft(id, null, anExperimentBody({ layer }))
    const answers = await Promise.all(ids.map((id) => act(id, 1, { act: 'start' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('is changed by who has seen it as it is, with its history and an audit', async () => {
    const id = aName('x-')
    expect((await draft(id, null, anExperimentBody())).status).toBe(200)
    const again = anExperimentBody()
    expect(await draft(id, null, again)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await club.sql('select from experiment_layers where id = $1', [again.layer.id])).toEqual([])
    expect((await draft(id, 1, anExperimentBody({ trafficBp: 100 }))).body).toMatchObject({
      version: 2,
      phase: 'draft',
    })
    expect(await draft(id, 1, anExperimentBody())).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await act(id, 1, { act: 'start' })).toMatchObject(aProblem(409, 'CONFLICT'))
    const { body } = await act(id, 2, { act: 'start' })
    expect(body.history.map(({ version, act: done }) => [version, done])).toEqual([
      ...[[3, 'start'] as const, [2, 'draft'] as const, [1, 'draft'] as const],
    ])
    expect(await draft(id, 3, anExperimentBody())).toMatchObject(aProblem(409, 'EXPERIMENT_PHASE'))
    const log = await club.sql('select action from admin_audit_logs where target_id = $1 order by id', [id])
    expect(log.map(({ action }) => action)).toEqual(['experiments.draft', 'experiments.draft', 'experiments.start'])
    await expect(club.sql('update experiment_versions set reason = $1', ['another'])).rejects.toThrow()
  })

  test('on odds, or on a price of one’s own, is refused by name', async () => {
    const refused = aProblem(422, 'EXPERIMENT_ON_ODDS')
    expect(await draft(aName('x-'), null, anExperimentBody({ subject: 'odds' }))).toMatchObject(refused)
    const variants = anExperimentBody().variants.map((variant) => ({ ...variant, settings: { slotTable: 2 } }))
    expect(await draft(aName('x-'), null, anExperimentBody({ variants }))).toMatchObject(refused)
    for (const name of ['houseEdge', 'reel_weights', 'chances', 'gemCost']) {
      const reached = anExperimentBody().variants.map((variant) => ({ ...variant, settings: { [name]: 2 } }))
      const { body } = await draft(aName('x-'), null, anExperimentBody({ variants: reached }))
      expect(body).toMatchObject({ reason: 'EXPERIMENT_ON_ODDS', detail: expect.stringContaining(name) })
    }
  })

  test('for a segment that does not exist is refused by its name, also when it went before the start', async () => {
    const { targeting } = anExperimentBody()
    const forNobody = anExperimentBody({ targeting: { ...targeting, segments: ['lifecycle:NEW', 'lifecycle:NOBODY'] } })
    const refused = aProblem(422, 'SEGMENT_UNKNOWN')
    const answer = await draft(aName('x-'), null, forNobody)
    expect(answer).toMatchObject(refused)
    expect(answer.body).toMatchObject({ detail: expect.stringMatching(/lifecycle:NOBODY$/) })
    const id = aName('x-')
    expect(
      (await draft(id, null, anExperimentBody({ targeting: { ...targeting, segments: ['lifecycle:NEW'] } }))).status,
    ).toBe(200)
    await club.sql(
      `update experiments set body = jsonb_set(body::jsonb, '{targeting,segments}', '["lifecycle:NOBODY"]') where id = $1`,
      [id],
    )
    expect(await act(id, 1, { act: 'start' })).toMatchObject(refused)
  })

  test('that ends in the past is refused, also when its end came before its start', async () => {
    const refused = aProblem(422, 'EXPERIMENT_OVER')
    expect(await draft(aName('x-'), null, anExperimentBody({ endsAt: '2026-01-01T00:00:00Z' }))).toMatchObject(refused)
    const id = aName('x-')
    expect((await draft(id, null, anExperimentBody({ endsAt: '2999-01-01T00:00:00Z' }))).status).toBe(200)
    await club.sql(
      `update experiments set body = jsonb_set(body::jsonb, '{endsAt}', '"2026-01-01T00:00:00.000Z"') where id = $1`,
      [id],
    )
    expect(await act(id, 1, { act: 'start' })).toMatchObject(refused)
    expect((await club.sql('select phase from experiments where id = $1', [id]))[0]).toEqual({ phase: 'draft' })
  })

  const body = anExperimentBody()
  test.each([
    ['no variants', { ...body, variants: [] }],
    ['two of one id', { ...body, variants: [body.variants[0], body.variants[0]] }],
    ['a weight of nothing', { ...body, variants: body.variants.map((it) => ({ ...it, weight: 0 })) }],
    ['half a weight', { ...body, variants: body.variants.map((it) => ({ ...it, weight: 0.5 })) }],
    ['negative traffic', { ...body, trafficBp: -1 }],
    ['more than all', { ...body, trafficBp: 10_001 }],
    ['an empty layer', { ...body, layer: { id: 'home', from: 5, to: 5 } }],
    ['an unknown metric', { ...body, primary: 'rtp' }],
    ['no guard-rail', { ...body, guardrails: [] }],
    ['a field nobody knows', { ...body, odds: 1 }],
    ['an end before its start', { ...body, startsAt: '2026-02-02T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' }],
    ['text for a number', { ...body, horizon: { players: '2', days: 7 } }],
  ])('%s: it is not taken', async (_, wrong) => {
    expect(await draft(aName('x-'), null, wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('is run by operators, and seen by viewers', async () => {
    const [id, viewer] = [await started(), await club.adminToken('viewer')]
    expect((await club.get<object[]>(EXPERIMENTS, viewer)).body).toContainEqual(expect.objectContaining({ id }))
    const asked = { seenVersion: 2, reason: 'for a test', act: 'stop' }
    expect(await club.post(`${EXPERIMENTS}/${id}/acts`, asked, viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  })
})
