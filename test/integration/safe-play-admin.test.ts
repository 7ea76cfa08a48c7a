import { type AdminSafePlay, NO_RESTRICTIONS, type Restrictions, type SafePlayer } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { isAsStrict } from '../../server/src/safe-play/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely, setLimit } from '../support/safe-play.ts'

const club = await openClub()
const [support, viewer, owner] = [
  await club.adminToken('support'),
  await club.adminToken('viewer'),
  await club.adminToken('owner'),
]

let player: TestPlayer
beforeEach(async () => {
  player = await club.signUp()
})

const on = (path: string, userId = player.userId) => `/api/admin/players/${userId}/safe-play${path}`
const because = { reason: 'asked for it on the telephone' }
const restrict = (what: 'limits' | 'pause', fields: object, token = support, commandId = newCommandId()) =>
  club.post(on(`/${what}`), { commandId, ...because, ...fields }, token)

async function restrictionsOf(userId: number): Promise<Restrictions> {
  const [row] = await club.sql<{ own: Restrictions | null }>(
    `select state #> '{safe,restrictions}' as own from players where user_id = $1`,
    [userId],
  )
  return row?.own ?? NO_RESTRICTIONS
}

describe('an admin', () => {
  test('sees what a player decided, what he used, and every change', async () => {
    await setLimit(club, player, 'stakeCoins.day', 100)
    await setLimit(club, player, 'stakeCoins.day', 900)
    await spinHttp(club, player, 40)
    const { body } = await club.get<AdminSafePlay>(on(''), viewer)
    expect(body.standing.limits.find(({ limit }) => limit === 'stakeCoins.day')).toMatchObject({ value: 100, used: 40 })
    expect(body.standing.pending).toMatchObject([{ limit: 'stakeCoins.day', value: 900 }])
    const changes = await club.get<object[]>(on('/changes'), viewer)
    expect(changes.headers.get('x-total-count')).toBe('2')
    expect(changes.body).toMatchObject([
      { type: 'safe.limitSet', asked: { value: 900 }, admin: null, reason: null },
      { type: 'safe.limitSet', asked: { value: 100 } },
    ])
  })

  test('lowers a limit and begins a pause for a player, with a reason, audited', async () => {
    const commandId = newCommandId()
    const limit = { limit: 'lossCoins.week', value: 500 }
    expect(await restrict('limits', limit, support, commandId)).toMatchObject({ status: 200, body: { byAdmin: true } })
    expect((await restrict('limits', limit, support, commandId)).body).toMatchObject({ replayed: true })
    expect((await restrict('pause', { hours: 48 })).status).toBe(200)
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(403, 'PAUSED'))
    const log = await club.sql(
      `select action, reason, after ->> 'pausedUntilMs' is not null as paused from admin_audit_logs
       where target_id = $1 order by id`,
      [`${player.userId}`],
    )
    expect(log).toEqual([
      { action: 'safe-play.limit', ...because, paused: false },
      { action: 'safe-play.pause', ...because, paused: true },
    ])
    const { body } = await club.get(on('/changes'), viewer)
    expect(body).toMatchObject([{ reason: because.reason }, { reason: because.reason }])
  })

  test.each<[string, 'limits' | 'pause', object]>([
    ['a higher limit', 'limits', { limit: 'stakeCoins.day', value: 101 }],
    ['the same limit', 'limits', { limit: 'stakeCoins.day', value: 100 }],
    ['a shorter pause', 'pause', { hours: 24 }],
  ])('cannot set %s', async (_, what, fields) => {
    await setLimit(club, player, 'stakeCoins.day', 100)
    await safely(club, player, 'pause', { hours: 48 })
    const before = await booksOf(club.sql, player.userId)
    expect((await restrict(what, fields)).status).toBe(422)
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
  })

  test('cannot take a limit away, nor act without a reason, nor without the permission', async () => {
    await setLimit(club, player, 'stakeCoins.day', 100)
    expect((await restrict('limits', { limit: 'stakeCoins.day', value: null })).status).toBe(400)
    expect((await restrict('limits', { limit: 'stakeCoins.day', value: 1, reason: 'x' })).status).toBe(400)
    expect(await restrict('limits', { limit: 'stakeCoins.day', value: 1 }, viewer)).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
    expect(await club.get('/api/admin/safe-play/players/export.csv', support)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await club.get(on(''), player.accessToken)).status).toBe(403)
  })
})

describe('the list', () => {
  const list = (query: string) => club.get<SafePlayer[]>(`/api/admin/safe-play/players?${query}`, viewer)

  test('finds players by what holds, in pages, and exports them', async () => {
    const players = await Promise.all([club.signUp(), club.signUp(), club.signUp()])
    const [paused, excluded, limited] = players
    if (!paused || !excluded || !limited) throw new Error('no players')
    await safely(club, paused, 'pause', { hours: 24 })
    await safely(club, excluded, 'exclusion', { months: null })
    await setLimit(club, limited, 'spendWon.month', 10_000)
    await setLimit(club, limited, 'spendWon.month', null)
    for (const [state, found] of [
      ['PAUSED', paused],
      ['EXCLUDED', excluded],
      ['LIMITED', limited],
      ['PENDING', limited],
    ] as const) {
      const { body, headers } = await list(`state=${state}&q=${found.siteId}`)
      expect(body.map(({ id }) => id)).toEqual([found.userId])
      expect(headers.get('x-total-count')).toBe('1')
      expect((await list(`state=${state}&q=${player.siteId}`)).body).toEqual([])
    }
    expect((await list('page=1&perPage=1')).body).toHaveLength(1)
    expect((await list(`state=EVERYBODY`)).status).toBe(400)
    const { body } = await club.get<string>(`/api/admin/safe-play/players/export.csv?q=${limited.siteId}`, owner)
    expect(body).toContain(`${limited.userId},${limited.siteId}`)
    expect(body.trim().split('\n')).toHaveLength(2)
    const [row] = await club.sql(
      `select count(*)::integer as rows from admin_audit_logs where action = 'safe-play.export'`,
    )
    expect(row).toEqual({ rows: 1 })
  })
})

/** Bodies that the admin's routes might take for something; what fits none is tried with all fields at once. */
const FIELDS = {
  reason: 'to loosen what the player has set',
  commandId: '',
  userId: 0,
  limit: 'stakeCoins.day',
  value: 1_000_000,
  hours: 24,
  months: 6,
  minutes: 60,
  currency: 'coins',
  amount: 5,
  rank: 'VIP',
  until: null,
  body: 'a note',
  rewards: [{ type: 'COIN', amount: 5 }],
  note: 'a gift',
  decision: 'VERIFIED',
}

test('no route of the admins makes anything looser for a player', async () => {
  interface OpenApi {
    paths: Record<
      string,
      Record<string, { requestBody?: { content: Record<string, { schema?: { properties?: object } }> } }>
    >
  }
  const { body: api } = await club.get<OpenApi>('/openapi.json')
  await setLimit(club, player, 'stakeCoins.day', 100)
  await setLimit(club, player, 'stakeCoins.day', 5_000)
  await safely(club, player, 'reality-check', { minutes: 15 })
  await safely(club, player, 'exclusion', { months: 6 })
  const routes = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'get' && /^\/api\/(admin|rewards)/.test(path))
      .map(([method, { requestBody }]) => ({ path, method, requestBody })),
  )
  expect(routes.length).toBeGreaterThan(15)
  const answered: number[] = []
  for (const { path, method, requestBody } of routes) {
    const before = await restrictionsOf(player.userId)
    const { version } = await booksOf(club.sql, player.userId)
    const named = Object.keys(requestBody?.content['application/json']?.schema?.properties ?? FIELDS)
    const all: Record<string, unknown> = {
      ...FIELDS,
      commandId: newCommandId(),
      userId: player.userId,
      expectedVersion: version,
    }
    const fields = Object.fromEntries(Object.entries(all).filter(([name]) => named.includes(name)))
    const url = path.replaceAll(/\{\w+\}/g, `${player.userId}`)
    const { status } = await club.send(method.toUpperCase(), url, {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${owner}` },
      body: JSON.stringify(fields),
    })
    answered.push(status)
    expect(isAsStrict(await restrictionsOf(player.userId), before), `${method} ${path} answered ${status}`).toBe(true)
  }
  // The bodies were good enough for some of them to do what they are for.
  expect(answered.filter((status) => status === 200).length).toBeGreaterThan(3)
  expect((await restrictionsOf(player.userId)).exclusion).not.toBeNull()
  expect((await club.audit()).bad).toBeUndefined()
})
