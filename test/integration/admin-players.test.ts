import type { AdminPlayer } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { giveCoins } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const clock = aClock(Date.UTC(2026, 0, 1))
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })

const NAMES = ['Delta', 'alpha', 'Charlie', 'bravo', 'echo', '가나다', 'under_score', 'o-hara'] as const
const ids: number[] = []
for (const [index, nickname] of NAMES.entries()) {
  const { userId } = await club.signUp({ nickname, siteId: `site.${index}.${nickname.replaceAll(/[^a-z]/gi, '')}` })
  ids.push(userId)
  await giveCoins(club, userId, (index * 37) % 8 || 1)
  await club.sql('update users set rank = $2, created_at = $3 where id = $1', [
    userId,
    ['STANDARD', 'VIP', 'PREMIUM'][index % 3],
    new Date(clock.nowMs() + index * DAY),
  ])
}
await club.sql('update users set last_login_at = null where id = $1', [ids[2]])
const admin = await club.adminToken('operator')

async function list(query: string) {
  const { body, headers, status } = await club.get<AdminPlayer[]>(`/api/admin/players?${query}`, admin)
  expect(status).toBe(200)
  return { players: body, total: Number(headers.get('x-total-count')) }
}
const namesFor = async (q: string) =>
  (await list(`sort=id&order=ASC&q=${encodeURIComponent(q)}`)).players.map(({ nickname }) => nickname)

const RANKS = ['STANDARD', 'PREMIUM', 'VIP']
const keys: Record<string, (player: AdminPlayer) => string | number> = {
  id: ({ id }) => id,
  siteId: ({ siteId }) => siteId.toLowerCase(),
  rank: ({ rank }) => RANKS.indexOf(rank),
  coins: ({ coins }) => coins,
  gems: ({ gems }) => gems,
  tickets: ({ tickets }) => tickets,
  createdAt: ({ createdAt }) => createdAt,
  lastLoginAt: ({ lastLoginAt }) => lastLoginAt ?? '',
}

describe('the list of players', () => {
  test.each(Object.entries(keys))('is sorted by %s, both ways, with ids to decide', async (sort, key) => {
    for (const order of ['ASC', 'DESC'] as const) {
      const sign = order === 'ASC' ? 1 : -1
      const { players } = await list(`sort=${sort}&order=${order}`)
      const sorted = players.toSorted((a, b) => {
        const [x, y] = [key(a), key(b)]
        return x === y ? (sort === 'id' ? 0 : a.id - b.id) : x < y ? -sign : sign
      })
      expect(players.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
    }
  })

  test('is sorted by nickname without regard to case', async () => {
    const { players } = await list('sort=nickname&order=ASC')
    const latin = players.map(({ nickname }) => nickname).filter((name) => /^[a-z]+$/i.test(name))
    expect(latin).toEqual(['alpha', 'bravo', 'Charlie', 'Delta', 'echo'])
  })

  test('is read in pages that neither overlap nor leave out', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list(`sort=gems&perPage=3&page=${page}`)))
    expect(pages.map(({ players }) => players.length)).toEqual([3, 3, 2, 0])
    expect(pages.map(({ total }) => total)).toEqual([8, 8, 8, 8])
    expect(new Set(pages.flatMap(({ players }) => players.map(({ id }) => id)))).toEqual(new Set(ids))
  })

  test('is filtered by rank and by time of sign-up', async () => {
    expect((await list('rank=VIP')).players.map(({ rank }) => rank)).toEqual(['VIP', 'VIP', 'VIP'])
    const from = new Date(clock.nowMs() + 2 * DAY).toISOString()
    const to = new Date(clock.nowMs() + 5 * DAY).toISOString()
    const { players, total } = await list(`createdFrom=${from}&createdTo=${to}&sort=id&order=ASC`)
    expect([players.map(({ id }) => id), total]).toEqual([ids.slice(2, 5), 3])
  })

  const wrong = [
    'sort=password_hash',
    'sort=id;drop table users',
    'order=up',
    'rank=GOD',
    'page=0',
    'perPage=201',
    'perPage=-1',
    'createdFrom=1066-10-14T00:00:00Z',
    'createdTo=tomorrow',
    `q=${'x'.repeat(101)}`,
  ]
  test.each(wrong)('refuses %s', async (query) => {
    const answer = await club.get(`/api/admin/players?${encodeURI(query)}`, admin)
    expect(answer).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('shows who is in his room', async () => {
    const { accessToken, userId } = await club.signUp()
    const isOnline = async () => (await list(`q=${userId}`)).players.find(({ id }) => id === userId)?.online
    expect(await isOnline()).toBe(false)
    const room = await club.joinRoom(accessToken)
    await eventually(async () => expect(await isOnline()).toBe(true))
    await room.leave()
    await eventually(async () => expect(await isOnline()).toBe(false))
    await club.sql('update users set rank = $2, created_at = $3 where id = $1', [userId, 'STANDARD', new Date(0)])
  })
})

describe('the search for players', () => {
  test('finds parts of names in any case and script, and whole ids', async () => {
    expect(await namesFor('ALPH')).toEqual(['alpha'])
    expect(await namesFor('나')).toEqual(['가나다'])
    expect(await namesFor('SITE.3')).toEqual(['bravo'])
    expect(await namesFor(`${ids[4]}`)).toContain('echo')
    expect(await namesFor('  echo  ')).toEqual(['echo'])
  })

  test('takes every character for itself', async () => {
    expect(await namesFor('%')).toEqual([])
    expect(await namesFor('_')).toEqual(['under_score'])
    expect(await namesFor('r_s')).toEqual(['under_score'])
    expect(await namesFor('\\')).toEqual([])
    for (const q of ["'", "' or '1'='1", '"', "%' --", '\\%', 'a%a', '; drop table users', '<b>', '$1']) {
      expect(await namesFor(q)).toEqual([])
    }
    expect(await namesFor('o-h')).toEqual(['o-hara'])
  })

  test('with a zero byte is refused, not a failure', async () => {
    expect((await club.get('/api/admin/players?q=a%00b', admin)).status).toBe(400)
  })
})

describe('the export of players', () => {
  test('is CSV that a spreadsheet neither misreads nor runs, and stands in the audit log', async () => {
    const odd = ['=1+1', '+82', '-1+1', '@SUM(A1)', '\t=1', 'a "quote", b', 'line\r\nbreak', '한글 이름']
    for (const nickname of odd) {
      await club.sql(
        `with u as (insert into users (site_id, nickname, password_hash, created_at)
           values ('csv.' || gen_random_uuid()::text, $1, '!', '2030-01-01') returning id)
         insert into players select id, 0, 1, 2, 3, 0, '{}', decode(repeat('00', 32), 'hex'), now() from u`.replace(
          "'csv.' || gen_random_uuid()::text",
          "left('csv.' || gen_random_uuid()::text, 30)",
        ),
        [nickname],
      )
    }
    const response = await fetch(`${club.httpUrl}/api/admin/players/export.csv?createdFrom=2029-01-01T00:00:00Z`, {
      headers: { authorization: `Bearer ${admin}` },
    })
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="players.csv"')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text.split('\r\n')[0]).toBe(
      'id,siteId,nickname,rank,coins,gems,tickets,createdAt,lastLoginAt,lastSeenAt,state',
    )
    const cells = ["'=1+1", "'+82", "'-1+1", "'@SUM(A1)", "'\t=1", '"a ""quote"", b"', '"line\r\nbreak"', '한글 이름']
    const rows = text.slice(text.indexOf('\r\n') + 2)
    for (const cell of cells) expect(rows).toContain(`,${cell},STANDARD,1,2,3,2030-01-01T00:00:00.000Z,,,ACTIVE\r\n`)
    const { body } = await club.get('/api/admin/audit-logs?action=players.export', admin)
    expect(body).toMatchObject([
      { targetType: 'players', targetId: 'all', after: { createdFrom: '2029-01-01T00:00:00.000Z' } },
    ])
    await club.sql(`delete from players where user_id in (select id from users where site_id like 'csv.%')`)
    await club.sql(`delete from users where site_id like 'csv.%'`)
  })

  test('holds every player that fits, however many', async () => {
    await club.sql(
      `with u as (insert into users (site_id, nickname, password_hash, created_at)
         select 'many.' || n, 'many-' || n, '!', '2031-01-01' from generate_series(1, 2500) n returning id)
       insert into players select id, 0, 0, 0, 0, 0, '{}', decode(repeat('00', 32), 'hex'), now() from u`,
    )
    const { body } = await club.send('GET', '/api/admin/players/export.csv?q=many', {
      headers: { authorization: `Bearer ${admin}` },
    })
    expect(String(body).trim().split('\r\n')).toHaveLength(2_501)
    await club.sql(`delete from players where user_id in (select id from users where site_id like 'many.%')`)
    await club.sql(`delete from users where site_id like 'many.%'`)
  })
})

describe('the audit log', () => {
  test('is filtered by action, admin, target and time, in pages', async () => {
    clock.advance(DAY)
    const owner = await club.adminToken()
    const [userId = 0] = ids
    const { body: player } = await club.get<AdminPlayer>(`/api/admin/players/${userId}`, owner)
    const correction = { currency: 'gems', amount: 1, reason: 'to be found', expectedVersion: player.version }
    await club.post(
      `/api/admin/players/${userId}/balance-corrections`,
      { commandId: newCommandId(), ...correction },
      owner,
    )
    await club.post(`/api/admin/players/${userId}/logout`, {}, owner)
    const { body: me } = await club.get<{ id: number }>('/api/admin/me', owner)
    const find = async (query: string) =>
      (await club.get<{ action: string }[]>(`/api/admin/audit-logs?${query}`, owner)).body
    const since = new Date(clock.nowMs()).toISOString()
    const recent = `targetId=${userId}&adminId=${me.id}&from=${since}`
    expect((await find(recent)).map(({ action }) => action)).toEqual(['players.logout', 'players.correct'])
    expect(await find(`${recent}&action=players.correct`)).toMatchObject([{ reason: 'to be found' }])
    expect(await find(`${recent}&perPage=1&page=2`)).toMatchObject([{ action: 'players.correct' }])
    expect(await find(`${recent}&to=${since}`)).toEqual([])
    expect(await find("action=' or 1=1 --")).toEqual([])
    expect(await club.get('/api/admin/audit-logs?adminId=x', owner)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})
