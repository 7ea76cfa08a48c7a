import type { CampaignBody, CampaignCount, CampaignPreview } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aBody, CAMPAIGNS, campaignTools, toPlayers } from '../support/campaigns.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aChannel, aNotificationWorker } from '../support/notifications.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Noon in Seoul. */
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const club = await openClub({ clock, env: { ROLE: 'api' } })
const { accounts, token, create, find, results, ask, begin, work, told, toldIds, settle } = campaignTools(club)

const inAnHour = { kind: 'at', date: '2027-03-03', time: '13:00', zone: 'Asia/Seoul' } as const
const armOf = (id: number, arm: string) =>
  club
    .sql<{ user_id: number }>('select user_id from campaign_recipients where campaign_id = $1 and arm = $2', [id, arm])
    .then((rows) => rows.map(({ user_id }) => user_id))

/** Marks players as having closed the club to themselves a while after their turn. */
const exclude = (userIds: readonly number[]) =>
  club.sql(
    `insert into safe_play_changes (user_id, seq, type, asked, restrictions, changed_at)
     select id, 1, 'safe.excluded', '{}', '{}', $2 from unnest($1::bigint[]) as id`,
    [userIds, new Date(clock.nowMs() + MINUTE)],
  )

describe('the guard rail', () => {
  test('stops a campaign that does harm, takes back what was not sent, and says why', async () => {
    const ids = await accounts(600)
    const { id } = await begin({ audience: toPlayers(ids), holdoutPercent: 50, pace: { count: 500, per: 'minute' } })
    for (let second = 0; second < 90; second++) {
      await work()
      clock.advance(1_000)
    }
    await exclude((await toldIds(id)).slice(0, 60))
    expect(await find(id)).toMatchObject({ state: 'done' })
    const slow = await begin({ audience: toPlayers(ids), holdoutPercent: 50, pace: { count: 250, per: 'minute' } })
    for (let second = 0; second < 45; second++) {
      await work()
      clock.advance(1_000)
    }
    const early = await toldIds(slow.id)
    expect(early.length).toBeGreaterThan(150)
    await club.sql(
      `insert into safe_play_changes (user_id, seq, type, asked, restrictions, changed_at)
       select id, 2, 'safe.paused', '{}', '{}', $2 from unnest($1::bigint[]) as id`,
      [early.slice(0, 80), new Date(clock.nowMs() + MINUTE)],
    )
    await ask(slow.id, 'pause')
    clock.advance(15 * MINUTE)
    await work()
    expect(await find(slow.id)).toMatchObject({
      state: 'stopped',
      stopReason: expect.stringMatching(/^exclusions: 80 of /),
    })
    await work()
    expect((await results(slow.id)).skipped).toEqual([{ channel: 'in_app', reason: 'cancelled', count: early.length }])
    expect((await results(slow.id)).checks).toContainEqual(
      expect.objectContaining({ harm: 'exclusions', reachedHarmed: 80, heldOutHarmed: 0, significant: true }),
    )
    expect(await ask(slow.id, 'resume')).toMatchObject(aProblem(409, 'CONFLICT'))
    const [entry] = await club.sql(
      `select admin_site_id, reason from admin_audit_logs where action = 'campaigns.stop' and target_id = $1`,
      [String(slow.id)],
    )
    expect(entry).toMatchObject({ admin_site_id: 'system', reason: expect.stringContaining('exclusions') })
  })

  test('lets a campaign go on whose players come to no more harm than the others', async () => {
    const ids = await accounts(400)
    const { id } = await begin({ audience: toPlayers(ids), holdoutPercent: 50 })
    await work()
    const [reached, heldOut] = [await armOf(id, 'reached'), await armOf(id, 'heldout')]
    await exclude([...reached.slice(0, 20), ...heldOut.slice(0, 20)])
    await club.sql(`update campaigns set state = 'paused', ended_at = null where id = $1`, [id])
    clock.advance(15 * MINUTE)
    await work()
    expect(await find(id)).toMatchObject({ state: 'paused' })
    expect((await results(id)).checks).toHaveLength(3)
  })
})

describe('results', () => {
  test('tell who was reached, opened, clicked and converted, against those held out, and as CSV', async () => {
    const ids = await accounts(100)
    const { id } = await begin({
      audience: toPlayers(ids),
      holdoutPercent: 20,
      goal: { kind: 'visit', withinHours: 1 },
    })
    await work()
    const reached = await told(id)
    const heldOut = await armOf(id, 'heldout')
    const [first = 0, second = 0, third = 0] = reached.map(({ user_id }) => user_id)
    await settle(id, [first, second], 'sent')
    await settle(id, [third], 'skipped', 'frequency_cap')
    await club.sql('update notifications set arrived_at = now(), read_at = now() where id = $1', [
      reached[0]?.notification_id,
    ])
    await club.sql('update notification_deliveries set clicked_at = now() where notification_id = $1', [
      reached[0]?.notification_id,
    ])
    const visit = (userId: number, afterMs: number) =>
      club.sql(
        `insert into attendance_days (user_id, local_date, zone, attended_at) values ($1, $2, 'Asia/Seoul', $3)`,
        [userId, new Date(clock.nowMs() + afterMs), new Date(clock.nowMs() + afterMs)],
      )
    await visit(first, 1)
    await visit(second, HOUR - 1)
    await visit(third, HOUR)
    await visit(heldOut[0] ?? 0, MINUTE)
    expect(await results(id)).toMatchObject({
      ...{ sent: 2, notReached: 1, underWay: reached.length - 3, opened: 1, clicked: 1 },
      channels: [{ channel: 'in_app', sent: 2, clicked: 1, failed: 0 }],
      skipped: [{ channel: 'in_app', reason: 'frequency_cap', count: 1 }],
      reached: { players: reached.length, converted: 2 },
      heldOut: { players: heldOut.length, converted: 1 },
    })
    const csv = await club.get<string>(`${CAMPAIGNS}/${id}/results/export.csv`, await token())
    const lines = String(csv.body).trim().split('\r\n')
    expect(lines).toHaveLength(101)
    expect(lines[0]).toContain('userId,wave,arm')
    const [audited] = await club.sql(
      `select action from admin_audit_logs where action = 'campaigns.export' and target_id = $1`,
      [String(id)],
    )
    expect(audited).toBeDefined()
  })
})

describe('what is said', () => {
  test('has words of its own by channel and language, with what the law adds, and passes the gates of every message', async () => {
    const words = (title: string) => ({ title, body: `${title}.` })
    const [korean, silent] = [
      (await accounts(1, { locale: 'ko', zone: 'Asia/Seoul' }))[0] ?? 0,
      (await accounts(1))[0] ?? 0,
    ]
    await club.sql('update notification_settings set advertising_since = $2 where user_id = $1', [
      korean,
      new Date(clock.nowMs()),
    ])
    const variants = { push: { ko: words('푸시'), en: words('Push') } }
    const { id } = await begin({
      ...{ audience: toPlayers([korean, silent]), category: 'advertising', channels: ['in_app', 'push'], variants },
    })
    await work()
    const [push, centre] = [aChannel('push'), aChannel('in_app')]
    clock.advance(1)
    const { start } = await aNotificationWorker(club, [push, centre])
    start()
    await eventually(
      async () => expect(await results(id)).toMatchObject({ sent: 1, notReached: 1, underWay: 0 }),
      20_000,
    )
    expect(push.orders).toMatchObject([
      { userId: korean, title: '(광고) 푸시', body: expect.stringContaining('수신거부') },
    ])
    expect(centre.orders).toMatchObject([{ userId: korean, title: '(광고) 소식' }])
    expect((await results(id)).skipped).toEqual([
      { channel: 'in_app', reason: 'no_consent', count: 1 },
      { channel: 'push', reason: 'no_consent', count: 1 },
    ])
  })

  test('is shown beforehand as it would be sent', async () => {
    const { category, channels, content, variants, path } = aBody({
      category: 'advertising',
      channels: ['push', 'email'],
    })
    const message = { category, channels, content, variants, path }
    const { body } = await club.post<CampaignPreview>(`${CAMPAIGNS}/preview`, { message }, await token())
    expect(body.ko.map(({ channel, title }) => [channel, title])).toEqual([
      ['push', '(광고) 소식'],
      ['email', '(광고) 소식'],
    ])
    expect(body.en[1]?.html).toContain('/unsubscribe/')
  })
})

describe('who fits', () => {
  const count = async (audience: CampaignBody['audience']) =>
    (await club.post<CampaignCount>(`${CAMPAIGNS}/count`, { audience }, await token())).body

  test('is counted live, by every kind of audience', async () => {
    const registeredFrom = new Date(clock.nowMs()).toISOString()
    const base = { registeredFrom }
    const ids = await accounts(4, { locale: 'ko' })
    const [a = 0, b = 0, c = 0, d = 0] = ids
    const filter = (more: object) => count({ kind: 'filter', filter: { ...base, ...more } })
    expect(await count(toPlayers([...ids, 999_999_999]))).toMatchObject({
      players: 4,
      push: 0,
      email: 0,
      consenting: 0,
    })
    expect((await count({ kind: 'all' })).players).toBeGreaterThanOrEqual(4)
    const before = (await count({ kind: 'rank', ranks: ['VIP'] })).players
    await club.sql(`update users set rank = 'VIP', email = 'vip@example.org' where id = $1`, [a])
    expect(await count({ kind: 'rank', ranks: ['VIP'] })).toMatchObject({ players: before + 1 })
    await club.sql(
      `insert into sessions (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, $3, $3, $4)`,
      [newCommandId(), b, new Date(clock.nowMs() - 48 * HOUR), new Date(clock.nowMs() + HOUR)],
    )
    expect(await filter({})).toMatchObject({ players: 4, email: 1 })
    expect(await filter({ languages: ['en'] })).toMatchObject({ players: 0 })
    expect(await filter({ seenWithinDays: 3 })).toMatchObject({ players: 1 })
    expect(await filter({ seenWithinDays: 3, notSeenWithinDays: 1 })).toMatchObject({ players: 1 })
    expect(await filter({ notSeenWithinDays: 3 })).toMatchObject({ players: 3 })
    expect(await filter({ hasPush: true })).toMatchObject({ players: 0 })
    expect(
      await filter({ hasPush: false, vipLevel: { least: 0, most: 0 }, passLevel: { least: 0, most: 5 } }),
    ).toMatchObject({ players: 4 })
    expect(await filter({ passLevel: { least: 1, most: 5 } })).toMatchObject({ players: 0 })
    expect(await filter({ vipTiers: ['gold'] })).toMatchObject({ players: 0 })
    await club.sql('update users set deletion_requested_at = now() where id = any($1)', [[c, d]])
    expect(await filter({})).toMatchObject({ players: 2 })
  })
})

describe('a bad request', () => {
  const wrong: [string, object][] = [
    ['an audience nobody knows', { audience: { kind: 'friends' } }],
    ['no audience', { audience: null }],
    ['no player', { audience: { kind: 'players', userIds: [] } }],
    ['a negative player', { audience: { kind: 'players', userIds: [-1] } }],
    ['a player twice', { audience: { kind: 'players', userIds: [1, 1] } }],
    ['a filter of nothing', { audience: { kind: 'filter', filter: {} } }],
    [
      'a filter that contradicts itself',
      { audience: { kind: 'filter', filter: { seenWithinDays: 1, notSeenWithinDays: 7 } } },
    ],
    [
      'a filter that ends before it begins',
      {
        audience: {
          kind: 'filter',
          filter: { registeredFrom: '2026-02-01T00:00:00Z', registeredUntil: '2026-01-01T00:00:00Z' },
        },
      },
    ],
    [
      'a tier of no level',
      { audience: { kind: 'filter', filter: { vipTiers: ['gold'], vipLevel: { least: 0, most: 0 } } } },
    ],
    ['what an account needs', { category: 'transactional' }],
    ['a channel twice', { channels: ['push', 'push'] }],
    ['words of a channel that is not used', { variants: { email: aBody().content } }],
    ['a path out of the app', { path: '//example.org' }],
    ['no zone', { schedule: { ...inAnHour, zone: 'Mars/Olympus' } }],
    ['no date', { schedule: { ...inAnHour, date: '2026-02-30' } }],
    ['a pace of nothing', { pace: { count: 0, per: 'second' } }],
    ['everybody held out', { holdoutPercent: 100 }],
    ['a part of a hundredth', { holdoutPercent: 1.5 }],
    ['a title of two lines', { content: { ...aBody().content, en: { title: 'a\nb', body: 'c' } } }],
    ['a zero byte', { content: { ...aBody().content, en: { title: 'a', body: 'c\0' } } }],
    ['a huge number', { validHours: 1e9 }],
    ['an unknown field', { odds: 1 }],
  ]
  test.each(wrong)('with %s is refused', async (_name, change) => {
    const body = { key: newCommandId(), name: 'A campaign', body: { ...aBody(), ...change } }
    expect(await club.post(CAMPAIGNS, body, await token())).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('without a reason, of another revision, or of no campaign is refused', async () => {
    const { id } = await create()
    const move = async (path: string, body: object) => club.post(`${CAMPAIGNS}/${path}`, body, await token())
    expect(await move(`${id}/start`, { seenRevision: 1 })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await move(`${id}/start`, { seenRevision: 2, reason: 'for a test' })).toMatchObject(
      aProblem(409, 'CONFLICT'),
    )
    expect(await move('999999/start', { seenRevision: 1, reason: 'for a test' })).toMatchObject(
      aProblem(404, 'NOT_FOUND'),
    )
    expect(await move(`${id}/decide`, { seenRevision: 1, reason: 'for a test', approved: true })).toMatchObject(
      aProblem(409, 'CONFLICT'),
    )
  })

  test('with a start that is over is refused', async () => {
    const { id } = await create({ schedule: { kind: 'at', date: '2020-01-01', time: '12:00', zone: 'Asia/Seoul' } })
    expect(await ask(id, 'start')).toMatchObject(aProblem(422, 'SCHEDULE_INVALID'))
  })
})

describe('a draft', () => {
  test('is made once a key, changed until it is started, and audited', async () => {
    const order = {
      key: newCommandId(),
      name: 'Spring',
      body: aBody({ schedule: inAnHour, audience: toPlayers(await accounts(1)) }),
    }
    const first = await club.post<{ id: number }>(CAMPAIGNS, order, await token())
    expect(await club.post(CAMPAIGNS, order, await token())).toEqual(first)
    expect(await club.post(CAMPAIGNS, { ...order, name: 'Autumn' }, await token())).toMatchObject(
      aProblem(422, 'COMMAND_ID_REUSED'),
    )
    const { id } = first.body
    const edit = async (seenRevision: number, name: string) =>
      club.send(`PUT`, `${CAMPAIGNS}/${id}`, {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
        body: JSON.stringify({ seenRevision, name, body: order.body }),
      })
    expect(await edit(1, 'Summer')).toMatchObject({ status: 200, body: { name: 'Summer', revision: 2 } })
    expect(await edit(1, 'Winter')).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await ask(id, 'start')).toMatchObject({
      status: 200,
      body: { state: 'scheduled', startsAt: '2027-03-03T04:00:00.000Z' },
    })
    expect(await edit(3, 'Winter')).toMatchObject(aProblem(409, 'CONFLICT'))
    await expect(club.sql(`update campaigns set name = 'other' where id = $1`, [id])).rejects.toThrow('never changes')
    expect((await ask(id, 'cancel')).body).toMatchObject({ state: 'cancelled' })
    const entries = await club.sql(
      `select action, reason from admin_audit_logs where target_type = 'campaign' and target_id = $1 order by id`,
      [String(id)],
    )
    expect(entries).toEqual([
      { action: 'campaigns.create', reason: null },
      { action: 'campaigns.edit', reason: null },
      { action: 'campaigns.start', reason: 'for a test' },
      { action: 'campaigns.cancel', reason: 'for a test' },
    ])
    const list = await club.get<{ name: string }[]>(
      `${CAMPAIGNS}?q=summ&state=cancelled&sort=name&order=ASC`,
      await token(),
    )
    expect(list.body.map(({ name }) => name)).toEqual(['Summer'])
  })
})

test('who is excluded is told nothing', async () => {
  const player = await club.signUp()
  await safely(club, player, 'pause', { hours: 24 })
  const { id } = await begin({ audience: toPlayers([player.userId]) })
  await work()
  await eventually(
    async () => expect((await results(id)).skipped).toEqual([{ channel: 'in_app', reason: 'safe_play', count: 1 }]),
    20_000,
  )
})
