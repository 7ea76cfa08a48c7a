import type { CampaignBody, CampaignCount, CampaignRow } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aBody, CAMPAIGNS, campaignTools, toPlayers } from '../support/campaigns.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
/** Noon in Seoul. */
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const club = await openClub({ clock, env: { ROLE: 'api' } })
const { accounts, token, create, ask } = campaignTools(club)

const inAnHour = { kind: 'at', date: '2026-03-03', time: '13:00', zone: 'Asia/Seoul' } as const

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
      `insert into player_segments (user_id, dimension, segment, since, version, overridden)
       values ($1, 'lifecycle', 'NEW', now(), 1, false), ($1, 'value', 'LOW', now(), 1, false), ($2, 'value', 'HIGH', now(), 1, false)`,
      [c, d],
    )
    expect(await count({ kind: 'segments', segments: ['lifecycle:NEW', 'value:HIGH'] })).toMatchObject({ players: 2 })
    expect(await count({ kind: 'segments', segments: ['value:NONE'] })).toMatchObject({ players: 0 })
    await club.sql(
      `insert into sessions (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, $3, $3, $4)`,
      [newCommandId(), b, new Date(clock.nowMs() - 48 * HOUR), new Date(clock.nowMs() + HOUR)],
    )
    expect(await filter({})).toMatchObject({ players: 4, email: 1 })
    await club.sql(
      `insert into email_suppressions (address_hash, user_id, refusals, suppressed_at, reason, changed_at)
       values (sha256('email:vip@example.org'), $1, 3, now(), 'refused', now())`,
      [a],
    )
    expect(await filter({})).toMatchObject({ players: 4, email: 0 })
    expect(await filter({ languages: ['en'] })).toMatchObject({ players: 0 })
    expect(await filter({ seenWithinDays: 3 })).toMatchObject({ players: 1 })
    expect(await filter({ seenWithinDays: 3, notSeenWithinDays: 1 })).toMatchObject({ players: 1 })
    expect(await filter({ notSeenWithinDays: 3 })).toMatchObject({ players: 3 })
    // Its session is long forgotten.
    await club.sql('update users set last_login_at = $2 where id = $1', [c, new Date(clock.nowMs() - 40 * 24 * HOUR)])
    expect(await filter({ seenWithinDays: 60, notSeenWithinDays: 30 })).toMatchObject({ players: 1 })
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
    [
      'words that nobody can read',
      { content: { ko: { title: '\u200b\u3164', body: '소식' }, en: { title: 'News', body: '\u2800' } } },
    ],
    ['an audience nobody knows', { audience: { kind: 'friends' } }],
    ['no audience', { audience: null }],
    ['those who are protected', { audience: { kind: 'segments', segments: ['risk:HIGH'] } }],
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
    ['a path that browsers lead out of the app', { path: '/\\\\example.org' }],
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
    expect((await club.post(CAMPAIGNS, order, await token())).body).toEqual(first.body)
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
      body: { state: 'scheduled', startsAt: '2026-03-03T04:00:00.000Z' },
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
    const list = await club.get<CampaignRow[]>(`${CAMPAIGNS}?q=summ&state=cancelled&sort=name&order=ASC`, await token())
    expect(list.body).toEqual([expect.objectContaining({ name: 'Summer', channels: ['in_app'] })])
    expect(list.body[0]).not.toHaveProperty('body')
  })
})
