import { describe, expect, test } from 'vitest'
import { campaignTools, toPlayers } from '../support/campaigns.ts'
import { openClub } from '../support/club.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Noon in Seoul. */
const NOON = Date.UTC(2026, 2, 3, 3)
const clock = aClock(NOON)
// Without a worker of its own: each test says when a page is worked.
const club = await openClub({ clock, env: { ROLE: 'api' } })
const { pump, aPump, accounts, another, create, find, results, ask, begin, work, told, toldIds, settle } =
  campaignTools(club)

describe('a campaign to ten thousand', () => {
  test('tells each once, by two pumps at once, the one killed between its pages', async () => {
    const ids = await accounts(10_000)
    const { id } = await begin({ audience: toPlayers(ids) })
    await pump.work()
    await pump.work()
    expect(await find(id)).toMatchObject({ state: 'running', progress: { total: 10_000, passed: 500, raised: 500 } })
    // The connection dies when the page is raised and not marked yet: it has never been.
    await club.sql(
      `create function die() returns trigger language plpgsql security definer as
       'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`,
    )
    await club.sql('create trigger die after update on campaign_recipients for each statement execute function die()')
    expect(await aPump().work()).toBe(0)
    await club.sql('drop trigger die on campaign_recipients')
    expect(await find(id)).toMatchObject({ state: 'running', progress: { passed: 500, raised: 500 } })
    expect(await toldIds(id)).toHaveLength(500)
    clock.advance(30_000)
    await Promise.all([work(aPump()), work(aPump())])
    await work()
    const raised = await told(id)
    expect(raised).toHaveLength(10_000)
    expect(raised.every(({ times }) => times === 1)).toBe(true)
    expect(raised.map(({ user_id }) => user_id)).toEqual(ids)
    expect(await find(id)).toMatchObject({ state: 'done', progress: { total: 10_000, passed: 10_000, raised: 10_000 } })
  })
})

describe('an audience', () => {
  test('that is empty is not started', async () => {
    const { id } = await create({ audience: toPlayers([999_999_999]) })
    expect(await ask(id, 'start')).toMatchObject({ status: 422, body: { reason: 'AUDIENCE_EMPTY' } })
  })

  test('that is empty by the time it begins is told nothing, and the campaign is done', async () => {
    const ids = await accounts(2)
    const { id } = await begin({
      audience: toPlayers(ids),
      schedule: { kind: 'at', date: '2026-03-03', time: '13:00', zone: 'Asia/Seoul' },
    })
    await club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = any($1)', [ids])
    clock.advance(HOUR)
    await work()
    expect(await find(id)).toMatchObject({ state: 'done', progress: { total: 0 } })
  })

  test('is fixed when it begins: who comes later is not in it', async () => {
    const [early, late] = [await accounts(2, { locale: 'ko' }), 2]
    const audience = {
      kind: 'filter',
      filter: { languages: ['ko'], registeredFrom: new Date(clock.nowMs()).toISOString() },
    } as const
    const { id } = await begin({
      audience: { ...audience, filter: { ...audience.filter, languages: ['ko'] } },
      pace: { count: 1, per: 'minute' },
    })
    await pump.work()
    await accounts(late, { locale: 'ko' })
    clock.advance(10 * MINUTE)
    await work()
    clock.advance(10 * MINUTE)
    await work()
    expect(await toldIds(id)).toEqual(early)
  })

  test('who is gone before his turn is left out', async () => {
    const ids = await accounts(3)
    const { id } = await begin({ audience: toPlayers(ids), pace: { count: 1, per: 'minute' } })
    await work()
    await club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [ids[1]])
    for (let turn = 0; turn < 3; turn++) {
      clock.advance(MINUTE)
      await work()
    }
    expect(await toldIds(id)).toEqual([ids[0], ids[2]])
    expect(await find(id)).toMatchObject({ state: 'done', progress: { passed: 3, raised: 2 } })
  })
})

describe('those who are held out', () => {
  test('are told nothing, now or by a resend, and are the same however often it is asked', async () => {
    const ids = await accounts(400)
    const { id } = await begin({ audience: toPlayers(ids), holdoutPercent: 25 })
    await work()
    const heldOut = await club.sql<{ user_id: number }>(
      `select user_id from campaign_recipients where campaign_id = $1 and arm = 'heldout'`,
      [id],
    )
    expect(heldOut.length).toBeGreaterThan(60)
    expect(heldOut.length).toBeLessThan(140)
    const reached = await toldIds(id)
    expect(reached.length + heldOut.length).toBe(400)
    await settle(id, reached, 'skipped', 'no_target')
    expect((await ask(id, 'resend')).status).toBe(200)
    await work()
    const after = new Set(await toldIds(id))
    expect(heldOut.filter(({ user_id }) => after.has(user_id))).toEqual([])
  })
})

describe('a resend', () => {
  test('is for those whom nothing reached, and tells nobody twice', async () => {
    const ids = await accounts(6)
    const [sent, skipped, waiting, dead, cut, expired] = ids as [number, number, number, number, number, number]
    const { id } = await begin({ audience: toPlayers(ids), channels: ['in_app', 'push'] })
    await work()
    await club.sql(
      `update notification_deliveries d set state = 'skipped', reason = 'no_target' from notifications n
       where n.id = d.notification_id and n.params ->> 'campaign' = $1 and d.channel = 'push' and n.user_id <> $2`,
      [String(id), skipped],
    )
    await settle(id, [sent], 'sent')
    await settle(id, [skipped], 'skipped', 'type_off')
    await settle(id, [dead], 'dead')
    await settle(id, [expired], 'expired')
    // Cut off while it was sent: it may have arrived.
    await settle(id, [cut], 'dead')
    await club.sql(
      `insert into notification_attempts (delivery_id, round, attempt, event, at)
       select d.id, 0, 1, 'interrupted', now() from notification_deliveries d join notifications n on n.id = d.notification_id
       where n.user_id = $1 and d.channel = 'in_app'`,
      [cut],
    )
    expect(await find(id)).toMatchObject({ state: 'done' })
    expect(await results(id)).toMatchObject({ resendable: 3 })
    expect(await ask(id, 'resend')).toMatchObject({ status: 200, body: { state: 'running', wave: 2 } })
    await work()
    const second = (await told(id)).filter(({ wave }) => wave === 2)
    expect(second.map(({ user_id }) => user_id)).toEqual([skipped, dead, expired])
    // What had been raised for them before is taken back, so that no dead letter of it is taken up again.
    const first = await club.sql<{ user_id: number }>(
      `select user_id from notifications where params ->> 'campaign' = $1 and params ->> 'wave' = '1' and cancelled_at is not null order by 1`,
      [String(id)],
    )
    expect(first.map(({ user_id }) => user_id)).toEqual([skipped, dead, expired])
    await settle(id, [skipped, dead, expired], 'sent')
    expect(await ask(id, 'resend')).toMatchObject({ status: 422, body: { reason: 'NOTHING_TO_CHANGE' } })
    expect(await toldIds(id)).toContain(waiting)
  })

  test('twice at once is one wave', async () => {
    const ids = await accounts(2)
    const { id } = await begin({ audience: toPlayers(ids) })
    await work()
    await settle(id, ids, 'skipped', 'type_off')
    const answers = await Promise.all([ask(id, 'resend'), ask(id, 'resend')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await work()
    expect((await told(id)).filter(({ wave }) => wave === 2)).toHaveLength(2)
  })
})

describe('a turn', () => {
  test('comes at each player’s 19:00, in three zones', async () => {
    const zones = {
      'Asia/Seoul': NOON + 7 * HOUR,
      'Europe/London': NOON + 16 * HOUR,
      'America/New_York': NOON + 21 * HOUR,
    }
    clock.advance(NOON + 24 * HOUR - clock.nowMs())
    const base = 24 * HOUR
    const byZone = new Map<string, number>()
    for (const zone of Object.keys(zones)) byZone.set(zone, (await accounts(1, { zone }))[0] ?? 0)
    const ids = [...byZone.values()]
    const { id } = await begin({
      audience: toPlayers(ids),
      schedule: { kind: 'local', date: '2026-03-04', time: '19:00' },
    })
    await work()
    expect(await toldIds(id)).toEqual([])
    const seen: number[][] = []
    for (const dueMs of Object.values(zones)) {
      clock.advance(dueMs + base - 1 - clock.nowMs())
      await work()
      const before = (await toldIds(id)).length
      clock.advance(1)
      await work()
      seen.push([before, (await toldIds(id)).length])
    }
    expect(seen).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ])
    expect(await find(id)).toMatchObject({ state: 'done' })
  })

  test('that comes too late for its hour waits for the next day’s', async () => {
    const [userId = 0] = await accounts(1, { zone: 'Asia/Seoul' })
    const today = new Date(clock.nowMs() + 33 * HOUR).toISOString().slice(0, 10)
    const { id } = await begin({
      audience: toPlayers([userId]),
      schedule: { kind: 'local', date: today, time: '19:00' },
    })
    const dueMs = Date.parse(`${today}T10:00:00Z`)
    clock.advance(dueMs - 2 * HOUR - clock.nowMs())
    await work()
    await ask(id, 'pause')
    clock.advance(5 * HOUR)
    expect((await ask(id, 'resume')).body).toMatchObject({ state: 'running' })
    await work()
    expect(await toldIds(id)).toEqual([])
    clock.advance(dueMs + 24 * HOUR - clock.nowMs())
    await work()
    expect(await toldIds(id)).toEqual([userId])
  })
})

describe('a pace', () => {
  test('of sixty a minute is one a second', async () => {
    const ids = await accounts(5)
    const { id } = await begin({ audience: toPlayers(ids), pace: { count: 60, per: 'minute' } })
    await work()
    for (const count of [1, 2, 3]) {
      expect(await toldIds(id)).toHaveLength(count)
      clock.advance(999)
      await work()
      expect(await toldIds(id)).toHaveLength(count)
      clock.advance(1)
      await work()
    }
    await ask(id, 'cancel')
  })
})

describe('paused', () => {
  test('nobody is told, until it is resumed', async () => {
    const ids = await accounts(1_000)
    const { id } = await begin({ audience: toPlayers(ids) })
    await pump.work()
    await pump.work()
    expect((await ask(id, 'pause')).body).toMatchObject({ state: 'paused' })
    await work()
    expect(await toldIds(id)).toHaveLength(500)
    await ask(id, 'resume')
    await work()
    expect(await toldIds(id)).toEqual(ids)
  })
})

describe('cancelled in the middle', () => {
  test('tells nobody more, and takes back what has not been sent', async () => {
    const ids = await accounts(1_000)
    const { id } = await begin({ audience: toPlayers(ids) })
    await pump.work()
    await pump.work()
    const [lucky = 0] = await toldIds(id)
    await settle(id, [lucky], 'sent')
    expect((await ask(id, 'cancel')).body).toMatchObject({ state: 'cancelled' })
    await work()
    expect(await toldIds(id)).toHaveLength(500)
    const states = await club.sql(
      `select d.state, count(*)::integer as count from notification_deliveries d join notifications n on n.id = d.notification_id
       where n.params ->> 'campaign' = $1 group by 1 order by 1`,
      [String(id)],
    )
    expect(states).toEqual([
      { state: 'cancelled', count: 499 },
      { state: 'sent', count: 1 },
    ])
    expect(await ask(id, 'resume')).toMatchObject({ status: 409, body: { reason: 'CONFLICT' } })
    expect(await results(id)).toMatchObject({
      sent: 1,
      skipped: [{ channel: 'in_app', reason: 'cancelled', count: 499 }],
    })
  })
})

test('a start of many players waits for a second admin', async () => {
  const ids = await accounts(1_001)
  const { id } = await create({ audience: toPlayers(ids) })
  expect((await ask(id, 'start')).body).toMatchObject({ state: 'approval' })
  await work()
  expect(await toldIds(id)).toEqual([])
  expect(await ask(id, 'decide', { approved: true })).toMatchObject({ status: 403, body: { reason: 'FORBIDDEN' } })
  const second = await another()
  expect((await ask(id, 'decide', { approved: true }, second)).body).toMatchObject({ state: 'scheduled' })
  await work()
  expect(await toldIds(id)).toEqual(ids)
  const refused = await create({ audience: toPlayers(ids) })
  await ask(refused.id, 'start')
  expect((await ask(refused.id, 'decide', { approved: false }, second)).body).toMatchObject({ state: 'cancelled' })
})
