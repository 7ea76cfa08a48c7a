import { describe, expect, test } from 'vitest'
import { ADMIN_PASSWORD, aName, openClub, type TestPlayer } from '../support/club.ts'
import { logInsAt, repeat } from '../support/log-ins.ts'
import { aProblem } from '../support/requests.ts'
import { enrol } from '../support/second-factor.ts'
import { aClock } from '../support/sources.ts'
import { ownerOf } from '../support/sql.ts'

const MINUTE = 60_000
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock })

const { logIn, fail, withRightPassword } = logInsAt(club)

describe('a log-in', () => {
  test('with the right password gives the profile and tokens, in whatever case the name is', async () => {
    const player = await club.signUp({ siteId: aName('MiXed') })
    for (const siteId of [player.siteId, player.siteId.toLowerCase(), player.siteId.toUpperCase()]) {
      const { status, body } = await logIn(siteId, player.password)
      expect(status).toBe(200)
      expect(body).toMatchObject({ user: { id: player.userId }, expiresIn: 1_800 })
    }
  })

  test('with a wrong password and with an unknown name look the same', async () => {
    const player = await club.signUp()
    const [wrong, unknown] = [await logIn(player.siteId, 'a wrong password'), await logIn(aName(), 'a wrong password')]
    const anonymous = ({ body, status }: typeof wrong) => ({ status, body: { ...body, requestId: '' } })
    expect(anonymous(wrong)).toEqual(anonymous(unknown))
    expect(wrong).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  })

  test('of a player is none of an admin, and the other way round', async () => {
    const player = await club.signUp()
    const { siteId, password } = player
    expect(await club.post('/api/auth/admin/login', { siteId, password })).toMatchObject(
      aProblem(401, 'BAD_CREDENTIALS'),
    )
    expect(await logIn('admin', ADMIN_PASSWORD)).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  })

  const malformed: Record<string, unknown> = {
    'no password': { siteId: 'somebody' },
    'a password of 10,000 characters': { siteId: 'somebody', password: 'x'.repeat(10_000) },
    'a password that is an object': { siteId: 'somebody', password: { $ne: null } },
    'a name of 255 characters': { siteId: 'x'.repeat(255), password: 'a password' },
    'a field too many': { siteId: 'somebody', password: 'a password', role: 'owner' },
    nothing: {},
  }
  test.each(Object.entries(malformed))('with %s is not understood', async (_, body) => {
    expect(await club.post('/api/auth/login', body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test.each(["' or 1=1 --", '%', '_____', '\\', '<script>', 'a\u0000b'])('for the name %j is refused', async (name) => {
    expect((await logIn(name, 'a password')).status).toBeOneOf([400, 401])
  })
})

describe('a lock-out', () => {
  test('follows five failures, holds for the right password too, and ends after ten minutes', async () => {
    const player = await club.signUp()
    for (const answer of await fail(player.siteId, 5)) expect(answer).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
    const locked = await withRightPassword(player)
    expect(locked).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect(locked.body).toMatchObject({ retryAfterSeconds: 600 })
    expect(locked.headers.get('retry-after')).toBe('600')
    clock.advance(10 * MINUTE - 1)
    expect((await withRightPassword(player)).headers.get('retry-after')).toBe('1')
    clock.advance(1)
    expect((await withRightPassword(player)).status).toBe(200)
  })

  test('does not come from four failures and a success, again and again', async () => {
    const player = await club.signUp()
    for (let round = 0; round < 3; round++) {
      await fail(player.siteId, 4)
      expect((await withRightPassword(player)).status).toBe(200)
    }
  })

  test('is not made longer by trying on', async () => {
    const player = await club.signUp()
    await fail(player.siteId, 5)
    clock.advance(9 * MINUTE)
    await fail(player.siteId, 10)
    clock.advance(MINUTE)
    expect((await withRightPassword(player)).status).toBe(200)
  })

  test('is the account’s, however its name is written, and nobody else’s', async () => {
    const [player, neighbour] = [await club.signUp({ siteId: aName('Abc') }), await club.signUp()]
    await fail(player.siteId.toLowerCase(), 3)
    await fail(player.siteId.toUpperCase(), 2)
    expect(await withRightPassword(player)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect((await withRightPassword(neighbour)).status).toBe(200)
  })

  test('tells nothing about whether the name exists', async () => {
    const nobody = aName()
    await fail(nobody, 5)
    expect(await logIn(nobody, 'a wrong password')).toMatchObject(aProblem(429, 'LOCKED_OUT'))
  })

  test('leaves thirty guesses at once with no more than five', async () => {
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 30 }, () => logIn(player.siteId, 'a wrong password')))
    const judged = answers.filter(({ body }) => body.reason === 'BAD_CREDENTIALS')
    expect(judged.length).toBeLessThanOrEqual(5)
    expect(answers.filter(({ body }) => body.reason === 'LOCKED_OUT')).toHaveLength(30 - judged.length)
    expect(await withRightPassword(player)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
  })

  test('of an admin is apart from a player’s of the same name', async () => {
    await club.sql(
      `insert into admin_users (site_id, password_hash, role, created_at)
       select 'same-name', password_hash, 'viewer', now() from admin_users where site_id = 'admin'`,
    )
    const player = await club.signUp({ siteId: 'same-name' })
    await repeat(5, () => club.post('/api/auth/admin/login', { siteId: 'same-name', password: 'a wrong password' }))
    const admin = await club.post('/api/auth/admin/login', { siteId: 'same-name', password: ADMIN_PASSWORD })
    expect(admin).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect((await withRightPassword(player)).status).toBe(200)
  })
})

describe('log-ins at the same time', () => {
  const several = (count: number) => repeat(count, () => club.signUp())
  const own = ({ userId, siteId }: TestPlayer) => ({ status: 200, body: { user: { id: userId, siteId } } })
  const signIns = ({ userId }: TestPlayer) =>
    club.sql('select method, outcome, reason from sign_ins where user_id = $1 order by id offset 1', [userId])
  const sessionsOf = ({ userId }: TestPlayer) =>
    club.sql('select from sessions where user_id = $1 and revoked_at is null', [userId])

  test('give each its own session, history and profile, and count for nobody', async () => {
    const players = await several(12)
    const answers = await Promise.all(players.map(withRightPassword))
    expect(answers).toMatchObject(players.map(own))
    for (const [index, { body }] of answers.entries()) {
      const [player, token] = [players[index] as TestPlayer, String(body.accessToken)]
      const { body: profile } = await club.get<object>('/api/auth/me', token)
      expect(profile).toEqual(body.user)
      expect(profile).toMatchObject({ lastLoginAt: new Date(clock.nowMs()).toISOString() })
      expect(await signIns(player)).toEqual([{ method: 'password', outcome: 'success', reason: null }])
      expect(await sessionsOf(player)).toHaveLength(2)
      const refreshed = await club.post('/api/auth/refresh', { refreshToken: body.refreshToken })
      expect(refreshed).toMatchObject(own(player))
    }
    const names = players.map(({ siteId }) => siteId.toLowerCase())
    expect(await club.sql('select from login_failures where subject = any($1)', [names])).toEqual([])
    const failures = 'select failures, locked_until from login_failures where scope = $1'
    const [before] = await club.sql(failures, ['address'])
    await Promise.all(players.map(withRightPassword))
    expect(await club.sql(failures, ['address'])).toEqual([before])
  })

  test('are judged one by one: who is banned, leaving, has a second factor or is wrong changes nothing for others', async () => {
    const players = await several(6)
    const [plain, banned, leaving, twoSteps, wrong, again] = players as [TestPlayer, ...TestPlayer[]]
    await club.post(
      `/api/admin/players/${banned?.userId}/ban`,
      { reason: 'a test', until: null },
      await club.adminToken(),
    )
    await club.send('DELETE', '/api/users/me', {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${leaving?.accessToken}` },
      body: JSON.stringify({ password: leaving?.password }),
    })
    await enrol(club, twoSteps?.accessToken ?? '', clock.nowMs())
    const ask = (player = plain, password = player.password) => logIn(player.siteId, password)
    const answers = await Promise.all([
      ...[ask(plain), ask(banned), ask(leaving), ask(twoSteps), ask(wrong, 'a wrong password')],
      ...[ask(again), ask(again), ask(again)],
    ])
    expect(answers).toMatchObject([
      own(plain),
      aProblem(403, 'BANNED'),
      aProblem(409, 'DELETION_PENDING'),
      { status: 200, body: { secondFactor: 'required' } },
      aProblem(401, 'BAD_CREDENTIALS'),
      ...Array(3).fill(own(again as TestPlayer)),
    ])
    expect(await sessionsOf(again as TestPlayer)).toHaveLength(4)
    const outcomes = await Promise.all(players.map(signIns))
    expect(outcomes.map((rows) => rows.map(({ outcome, reason }) => reason ?? outcome))).toEqual([
      ['success'],
      ['BANNED'],
      ['DELETION_PENDING'],
      ['challenged'],
      ['BAD_CREDENTIALS'],
      ['success', 'success', 'success'],
    ])
  })

  /** A connection of somebody else that holds what a query locks, until it is let go. */
  async function hold(query: string, values: unknown[]): Promise<() => Promise<void>> {
    const { pool } = ownerOf(club.databaseUrl)
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query(query, values)
    return async () => {
      await holder.query('rollback')
      holder.release()
      await pool.end()
    }
  }

  test('do not wait for one whose account somebody else holds', async () => {
    const [held, ...others] = (await several(4)) as [TestPlayer, ...TestPlayer[]]
    const letGo = await hold('select from users where id = $1 for update', [held.userId])
    let isLetGo = false
    const waiting = withRightPassword(held).then((answer) => ({ ...answer, isLetGo }))
    expect(await Promise.all(others.map(withRightPassword))).toMatchObject(others.map(own))
    isLetGo = true
    await letGo()
    expect(await waiting).toMatchObject({ ...own(held), isLetGo: true })
  })

  test('do not wait for whoever writes what refers to the account', async () => {
    const [player] = (await several(1)) as [TestPlayer]
    const letGo = await hold('select from users where id = $1 for key share', [player.userId])
    expect(await withRightPassword(player)).toMatchObject(own(player))
    await letGo()
  })

  test('do not fail with one whose attempt cannot be counted', async () => {
    const players = await several(5)
    const held = players[2] as TestPlayer
    await fail(held.siteId, 1)
    const counted = 'from login_failures where subject = $1'
    const letGo = await hold(`select ${counted} for update`, [held.siteId.toLowerCase()])
    const answers = await Promise.all(players.map(withRightPassword))
    await letGo()
    expect(answers).toMatchObject(players.map((player) => (player === held ? { status: 500 } : own(player))))
    expect(await club.sql(`select failures ${counted}`, [held.siteId.toLowerCase()])).toEqual([{ failures: 1 }])
    expect(await withRightPassword(held)).toMatchObject(own(held))
  })

  test('do not fail with one that cannot be written', async () => {
    const [broken, ...others] = (await several(4)) as [TestPlayer, ...TestPlayer[]]
    await club.sql(`alter table sessions add constraint broken check (user_id <> ${broken.userId}) not valid`)
    try {
      const answers = await Promise.all([broken, ...others].map(withRightPassword))
      expect(answers).toMatchObject([{ status: 500 }, ...others.map(own)])
      expect(await signIns(broken)).toEqual([])
    } finally {
      await club.sql('alter table sessions drop constraint broken')
    }
    expect(await withRightPassword(broken)).toMatchObject(own(broken))
  })
})
