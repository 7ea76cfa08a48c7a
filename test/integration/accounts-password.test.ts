import type { SessionReply } from '@casino-club/shared'
import { describe, expect, test, vi } from 'vitest'
import { HashThreads } from '../../server/src/identity/hash-threads.ts'
import { aName, aSignup, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp, tokenIn } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'
import { ownerOf } from '../support/sql.ts'

/** What the threads that hash were asked for, so that work can be compared and not the clock. */
const work = { hash: 0, verify: 0 }
const { run } = HashThreads.prototype
vi.spyOn(HashThreads.prototype, 'run').mockImplementation(function (this: HashThreads, job) {
  work[job.hash === undefined ? 'hash' : 'verify']++
  return run.call(this, job)
})

const MINUTE = 60_000
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { SMTP_URL: smtp.url } })

const RESET = 'Set a new password'
const CHANGED = 'Your password was changed'
const NEW = 'quite another password'
const forgot = (email: string) => club.post('/api/auth/password/forgot', { email })
const reset = (token: string, password = NEW) => club.post('/api/auth/password/reset', { token, password })
const logIn = (siteId: string, password: string) => club.post<SessionReply>('/api/auth/login', { siteId, password })
const me = ({ accessToken }: { accessToken: string }) => club.get('/api/auth/me', accessToken)
const changePassword = ({ accessToken, password }: TestPlayer, newPassword: string, currentPassword = password) =>
  club.post('/api/auth/password/change', { currentPassword, newPassword }, accessToken)

async function aProven() {
  const email = `${aName('mail')}@example.org`
  const player = await club.signUp()
  await club.sql('update users set email = $2 where id = $1', [player.userId, email])
  return { ...player, email }
}

async function aResetLink(email: string): Promise<string> {
  const before = smtp.countTo(email)
  expect((await forgot(email)).status).toBe(200)
  await expect.poll(() => smtp.countTo(email), { timeout: 10_000 }).toBe(before + 1)
  return tokenIn(await smtp.mailTo(email, RESET))
}

describe('a forgotten password', () => {
  test('is set anew by the link, which ends all sessions and works once', async () => {
    const player = await aProven()
    const second = (await logIn(player.siteId, player.password)).body
    const token = await aResetLink(player.email)
    expect(await reset(token)).toMatchObject({ status: 200, body: { changed: true, sessionsEnded: 2 } })
    for (const session of [player, second]) expect(await me(session)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await logIn(player.siteId, player.password)).status).toBe(401)
    expect((await logIn(player.email, NEW)).status).toBe(200)
    expect(await reset(token, 'a third password')).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await smtp.mailTo(player.email, CHANGED)).text).toContain(player.siteId)
  })

  test('takes a lock-out away, of the site id and of the address', async () => {
    const player = await aProven()
    for (const name of [player.siteId, player.email]) {
      for (let time = 0; time < 5; time++) await logIn(name, 'a wrong password')
      expect(await logIn(name, player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    }
    await reset(await aResetLink(player.email))
    for (const name of [player.siteId, player.email]) expect((await logIn(name, NEW)).status).toBe(200)
  })

  test('takes the lock of the owner’s own browser away', async () => {
    const player = await aProven()
    const cookie = (await logIn(player.siteId, player.password)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const logInBy = (password: string) =>
      club.post('/api/auth/login', { siteId: player.siteId, password }, undefined, { cookie })
    for (let time = 0; time < 5; time++) await logInBy('a wrong password')
    expect(await logInBy(player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    await reset(await aResetLink(player.email))
    expect((await logInBy(NEW)).status).toBe(200)
  })

  test('has names locked in the order in which attempts are counted', async () => {
    const player = await club.signUp({ siteId: aName('zz') })
    const [email, siteId] = [`${aName('aa')}@example.org`, player.siteId.toLowerCase()]
    await club.sql('update users set email = $2 where id = $1', [player.userId, email])
    const token = await aResetLink(email)
    for (const name of [siteId, email]) await logIn(name, 'a wrong password')
    const lock = 'select subject from login_failures where subject = $1 for update'
    const { pool } = ownerOf(club.databaseUrl)
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query(lock, [email])
    const waiting = reset(token)
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(() => club.sql(waits), { timeout: 10_000 }).toHaveLength(1)
    expect(await club.sql(`${lock} skip locked`, [siteId])).toEqual([{ subject: siteId }])
    await holder.query('rollback')
    holder.release()
    await pool.end()
    expect((await waiting).status).toBe(200)
    expect(await club.sql('select from login_failures where subject in ($1, $2)', [siteId, email])).toEqual([])
  })

  test('can be set for an hour', async () => {
    const [early, late] = [await aProven(), await aProven()]
    const tokens = [await aResetLink(early.email), await aResetLink(late.email)] as const
    clock.advance(60 * MINUTE - 1)
    expect((await reset(tokens[0])).status).toBe(200)
    clock.advance(1)
    expect(await reset(tokens[1])).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await logIn(late.siteId, late.password)).status).toBe(200)
  })

  test('asked for twice can be set by the newest link only', async () => {
    const player = await aProven()
    const [first, second] = [await aResetLink(player.email), await aResetLink(player.email)]
    expect(await reset(first)).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await reset(second)).status).toBe(200)
  })

  test('is set by one of ten uses at once', async () => {
    const player = await aProven()
    const token = await aResetLink(player.email)
    const passwords = Array.from({ length: 10 }, (_, index) => `password number ${index}`)
    const answers = await Promise.all(passwords.map((password) => reset(token, password)))
    const winners = passwords.filter((_, index) => answers[index]?.status === 200)
    expect(winners).toHaveLength(1)
    expect((await logIn(player.siteId, winners[0] ?? '')).status).toBe(200)
  })

  test('of one account is not set by the link of another, nor by a link of another purpose', async () => {
    const [player, other] = [await aProven(), await aProven()]
    const token = await aResetLink(other.email)
    expect((await reset(token)).status).toBe(200)
    expect((await logIn(player.siteId, player.password)).status).toBe(200)
    const email = `${aName('mail')}@example.org`
    await club.signUp({ email })
    const proof = tokenIn(await smtp.mailTo(email, 'Confirm'))
    expect(await reset(proof)).toMatchObject(aProblem(422, 'LINK_INVALID'))
    const link = await aResetLink(player.email)
    expect(await club.post('/api/auth/email/verify', { token: link })).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await reset(link)).status).toBe(200)
  })

  test('keeps the link when the new one is refused', async () => {
    const player = await aProven()
    const token = await aResetLink(player.email)
    expect(await reset(token, 'password1')).toMatchObject(aProblem(422, 'PASSWORD_TOO_COMMON'))
    expect(await reset(token, player.siteId.toUpperCase())).toMatchObject(aProblem(422, 'PASSWORD_IS_A_NAME'))
    expect(await reset(token, 'short')).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await reset(token)).status).toBe(200)
  })

  test('link is of no use once the password was changed by its owner', async () => {
    const player = await aProven()
    const token = await aResetLink(player.email)
    expect((await changePassword(player, NEW)).status).toBe(200)
    expect(await reset(token, 'a thief’s password')).toMatchObject(aProblem(422, 'LINK_INVALID'))
  })

  test('letter does not go to an address that is only typed in, nor to one that was given up', async () => {
    const typed = `${aName('mail')}@example.org`
    await club.signUp({ email: typed })
    await smtp.mailTo(typed, 'Confirm')
    await forgot(typed)
    const mover = await aProven()
    await club.sql('update users set email = $2 where id = $1', [mover.userId, `${aName('new')}@example.org`])
    await forgot(mover.email)
    const last = await aProven()
    await aResetLink(last.email)
    expect([smtp.countTo(typed), smtp.countTo(mover.email)]).toEqual([1, 0])
  })
})

describe('asking for a new password', () => {
  test('answers and works the same for an address with an account and one without', async () => {
    const player = await aProven()
    const seen = []
    for (const email of [player.email, `${aName('nobody')}@example.org`]) {
      Object.assign(work, { hash: 0, verify: 0 })
      const asked = vi.spyOn(club.core.post, 'queueSparingly')
      const { status, body } = await forgot(email)
      const letters = asked.mock.calls.map(([, { recipient: _, ...letter }]) => letter)
      asked.mockRestore()
      seen.push({ status, body, work: { ...work }, letters })
    }
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]).toMatchObject({ status: 200, letters: [{ kind: 'reset-password', userId: null }] })
  })

  test('is limited to three letters an hour for an address, known or not', async () => {
    const player = await aProven()
    for (const email of [player.email, `${aName('nobody')}@example.org`]) {
      const answers = []
      for (let time = 0; time < 4; time++) answers.push((await forgot(email)).status)
      expect(answers).toEqual([200, 200, 200, 429])
    }
    await expect.poll(() => smtp.countTo(player.email)).toBe(3)
  })
})

describe('a log-in', () => {
  test('costs one look at a hash, whether the name is known, unknown, an address or nonsense', async () => {
    const player = await aProven()
    const names = [player.siteId, aName(), player.email, 'nobody@example.org', "' or 1=1 --"]
    await logIn(aName(), 'the first one makes the hash of nobody')
    for (const name of names) {
      Object.assign(work, { hash: 0, verify: 0 })
      await logIn(name, 'a wrong password')
      expect({ name, ...work }).toEqual({ name, hash: 0, verify: 1 })
    }
  })
})

describe('a password that is changed', () => {
  test('ends the other sessions and not this one; its owner hears of it', async () => {
    const player = await aProven()
    const other = (await logIn(player.siteId, player.password)).body
    expect(await changePassword(player, NEW)).toMatchObject({ status: 200, body: { changed: true, sessionsEnded: 1 } })
    expect((await me(player)).status).toBe(200)
    expect(await me(other)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await logIn(player.siteId, NEW)).status).toBe(200)
    await smtp.mailTo(player.email, CHANGED)
  })

  test('needs the one before', async () => {
    const player = await aProven()
    expect(await changePassword(player, NEW, 'a wrong password')).toMatchObject(aProblem(403, 'WRONG_PASSWORD'))
    expect(await club.post('/api/auth/password/change', { newPassword: NEW }, player.accessToken)).toMatchObject(
      aProblem(403, 'WRONG_PASSWORD'),
    )
    expect((await logIn(player.siteId, player.password)).status).toBe(200)
  })

  test('by two at once is changed by one, and no session of the loser stays', async () => {
    const player = await aProven()
    const other = (await logIn(player.siteId, player.password)).body
    const both = await Promise.all([
      changePassword(player, 'password of the first'),
      changePassword({ ...player, accessToken: other.accessToken }, 'password of the second'),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('fits however its letters are composed', async () => {
    const password = 'Zoë’s päßword ①'
    const player = await club.signUp({ password: password.normalize('NFD') })
    for (const form of ['NFC', 'NFD', 'NFKC'] as const) {
      expect((await logIn(player.siteId, password.normalize(form))).status).toBe(200)
    }
  })
})

describe('a password of a new account', () => {
  const signUp = (overrides: Record<string, unknown>) => club.post('/api/auth/signup', aSignup(overrides))
  test.each(['PassWord1', 'letmein123', 'ＱＷＥＲＴＹ１２３', 'liverpool', 'trustno1'])(
    'is not %s',
    async (password) => {
      expect(await signUp({ password })).toMatchObject(aProblem(422, 'PASSWORD_TOO_COMMON'))
    },
  )

  test('is none of its names', async () => {
    const siteId = aName('Somebody')
    const email = `${siteId}.mail@example.org`
    for (const password of [siteId.toUpperCase(), email, `${siteId}.MAIL`]) {
      expect(await signUp({ siteId, email, password })).toMatchObject(aProblem(422, 'PASSWORD_IS_A_NAME'))
    }
  })
})
