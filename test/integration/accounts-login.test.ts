import { describe, expect, test } from 'vitest'
import { ADMIN_PASSWORD, aName, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const MINUTE = 60_000
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock })

const logIn = (siteId: unknown, password: unknown) => club.post('/api/auth/login', { siteId, password })
const fail = (siteId: string, times: number) => repeat(times, () => logIn(siteId, 'a wrong password'))

async function repeat<T>(times: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  while (results.length < times) results.push(await act())
  return results
}

const withRightPassword = ({ siteId, password }: TestPlayer) => logIn(siteId, password)

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
