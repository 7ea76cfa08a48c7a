import { describe, expect, test } from 'vitest'
import { aName, openClub, type TestPlayer } from '../support/club.ts'
import { logInsAt, repeat } from '../support/log-ins.ts'
import { aProblem } from '../support/requests.ts'
import { codeAt, enrol } from '../support/second-factor.ts'
import { aClock } from '../support/sources.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock })

const { logIn, fail, withRightPassword } = logInsAt(club)

describe('a device on which the owner has been in', () => {
  const cookieOf = ({ headers }: { headers: Headers }) => headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const logInBy = (cookie: string, { siteId, password: own }: TestPlayer, password = own) =>
    club.post('/api/auth/login', { siteId, password }, undefined, { cookie })

  test('lets him in while strangers have locked his name, by either of his names', async () => {
    const player = await club.signUp()
    const email = `${player.siteId.toLowerCase()}@example.org`
    await club.sql('update users set email = $2 where id = $1', [player.userId, email])
    const first = await withRightPassword(player)
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^casino_device=[\w-]{22}\.\d{5}\.[\w-]{43}; Path=\/api\/auth; Max-Age=31536000; HttpOnly; SameSite=Strict$/,
      ),
    ])
    const cookie = cookieOf(first)
    for (const siteId of [player.siteId, email]) {
      await fail(siteId, 5)
      expect(await logIn(siteId, player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
      const answer = await logInBy(cookie, { ...player, siteId })
      expect(answer).toMatchObject({ status: 200, body: { user: { id: player.userId } } })
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await logIn(siteId, player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    }
  })

  test('has five guesses of its own, and locks nobody else', async () => {
    const player = await club.signUp()
    const cookie = cookieOf(await withRightPassword(player))
    const answers = await repeat(6, () => logInBy(cookie, player, 'a wrong password'))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
    expect(await logInBy(cookie, player)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect((await withRightPassword(player)).status).toBe(200)
    clock.advance(10 * MINUTE)
    expect((await logInBy(cookie, player)).status).toBe(200)
  })

  test('has ten times as many together with the others of the account, whatever their number', async () => {
    const player = await club.signUp()
    const cookies = await repeat(11, async () => cookieOf(await withRightPassword(player)))
    const last = cookies.pop() ?? ''
    for (const cookie of cookies) {
      const answers = await repeat(5, () => logInBy(cookie, player, 'a wrong password'))
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    }
    expect(await logInBy(last, player)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect((await withRightPassword(player)).status).toBe(200)
    clock.advance(10 * MINUTE)
    expect((await logInBy(last, player)).status).toBe(200)
  })

  test('gives the others back what it took when it gets in, and no more', async () => {
    const player = await club.signUp()
    const cookie = cookieOf(await withRightPassword(player))
    await repeat(3, () => logInBy(cookie, player, 'a wrong password'))
    expect((await logInBy(cookie, player)).status).toBe(200)
    const kept = `select failures from login_failures where scope = 'devices' and subject = $1`
    expect(await club.sql(kept, [String(player.userId)])).toEqual([{ failures: 3 }])
  })

  test('is a stranger after a year, and once the password was changed', async () => {
    const player = await club.signUp()
    const change = { currentPassword: player.password, newPassword: 'quite another password' }
    const cookie = cookieOf(await withRightPassword(player))
    expect((await club.post('/api/auth/password/change', change, player.accessToken)).status).toBe(200)
    const renewed = { ...player, password: change.newPassword }
    await fail(player.siteId, 5)
    expect(await logInBy(cookie, renewed)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    clock.advance(10 * MINUTE)
    const own = cookieOf(await logInBy(cookie, renewed))
    clock.advance(364 * DAY)
    await fail(player.siteId, 5)
    expect((await logInBy(own, renewed)).status).toBe(200)
    clock.advance(DAY)
    await fail(player.siteId, 5)
    expect(await logInBy(own, renewed)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    const later = own.replace(/\d{5}/, (day) => String(Number(day) + 365))
    expect(await logInBy(later, renewed)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
  })

  test('is not locked by who types its number, or an account’s, for a name', async () => {
    const player = await club.signUp()
    const cookie = cookieOf(await withRightPassword(player))
    const number = cookie.split(/[=.]/)[1] ?? ''
    for (const name of [`device ${number}`, number, `devices ${player.userId}`, String(player.userId)]) {
      await fail(name, 6)
    }
    expect((await logInBy(cookie, player)).status).toBe(200)
  })

  test('is none for another account, nor by a cookie that was changed', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    const [own, others] = [cookieOf(await withRightPassword(player)), cookieOf(await withRightPassword(other))]
    await fail(player.siteId, 5)
    const changed = own.replace(/=./, (start) => (start === '=A' ? '=B' : '=A'))
    for (const cookie of [others, changed, 'casino_device=', `${own}x`, `x${own}`]) {
      expect(await logInBy(cookie, player)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    }
    const nobody = aName()
    await fail(nobody, 5)
    expect(await logInBy(own, { ...player, siteId: nobody })).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect((await logInBy(own, player)).status).toBe(200)
  })

  test('is remembered by the second step, and not before it', async () => {
    const player = await club.signUp()
    const { secret } = await enrol(club, player.accessToken, clock.nowMs())
    clock.advance(MINUTE)
    const first = await withRightPassword(player)
    expect(first.headers.getSetCookie()).toEqual([])
    const code = codeAt(secret, clock.nowMs())
    const second = await club.post('/api/auth/second-factor', { challenge: first.body.challenge, code })
    expect(second.status).toBe(200)
    await fail(player.siteId, 5)
    expect(await logInBy(cookieOf(second), player)).toMatchObject({ status: 200, body: { secondFactor: 'required' } })
  })
})
