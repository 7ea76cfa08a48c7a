import type { ChallengeReply, SecondFactorView, SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { codeAt, enrol } from '../support/second-factor.ts'
import { aClock } from '../support/sources.ts'

const STEP = 30_000
const MINUTE = 60_000
const clock = aClock(Date.now())
const club = await openClub({ clock })

const logIn = ({ siteId, password }: TestPlayer) =>
  club.post<ChallengeReply & SessionReply>('/api/auth/login', { siteId, password })
const finish = (challenge: unknown, code: unknown) =>
  club.post<SessionReply>('/api/auth/second-factor', { challenge, code })
const me = (token: string) => club.get('/api/auth/me', token)

/** A player with a second factor, some steps after he set it up, so that a fresh code is at hand. */
async function anEnrolled() {
  const player = await club.signUp()
  const enrolled = await enrol(club, player.accessToken, clock.nowMs())
  clock.advance(2 * STEP)
  return { player, ...enrolled, code: (ms = 0) => codeAt(enrolled.secret, clock.nowMs() + ms) }
}

describe('setting up', () => {
  test('asks for nothing until a first code has shown that the app has the secret', async () => {
    const player = await club.signUp()
    const begun = await club.post<{ secret: string; uri: string }>(
      '/api/auth/second-factor/enrol',
      {},
      player.accessToken,
    )
    expect(begun.body.uri).toContain(begun.body.secret)
    expect((await logIn(player)).body).toHaveProperty('accessToken')
    const wrong = await club.post('/api/auth/second-factor/confirm', { code: '000000' }, player.accessToken)
    expect(wrong).toMatchObject(aProblem(422, 'CODE_WRONG'))
    const code = codeAt(begun.body.secret, clock.nowMs())
    const { body } = await club.post<{ recoveryCodes: string[] }>(
      '/api/auth/second-factor/confirm',
      { code },
      player.accessToken,
    )
    expect(new Set(body.recoveryCodes).size).toBe(10)
    expect((await logIn(player)).body).toEqual({
      secondFactor: 'required',
      challenge: expect.any(String),
      expiresIn: 300,
    })
    const again = await club.post('/api/auth/second-factor/enrol', {}, player.accessToken)
    expect(again).toMatchObject(aProblem(409, 'SECOND_FACTOR_ON'))
  })

  test('keeps neither the secret nor a recovery code as it is', async () => {
    const { secret, recoveryCodes } = await anEnrolled()
    const kept = JSON.stringify([
      await club.sql(`select encode(sealed_secret, 'escape') as text from second_factors`),
      await club.sql(`select encode(code_hash, 'escape') as text from recovery_codes`),
    ])
    for (const told of [secret, ...recoveryCodes]) expect(kept).not.toContain(told)
  })
})

describe('a log-in of two steps', () => {
  test('gives the session for challenge and code, once', async () => {
    const { player, code } = await anEnrolled()
    const { challenge } = (await logIn(player)).body
    const { status, body } = await finish(challenge, code())
    expect([status, body.user.id]).toEqual([200, player.userId])
    expect((await me(body.accessToken)).status).toBe(200)
    expect(await finish(challenge, code(STEP))).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
  })

  test('takes a code once, whatever log-in it is for, also twenty at once', async () => {
    const { player, code } = await anEnrolled()
    const [one, two] = [(await logIn(player)).body.challenge, (await logIn(player)).body.challenge]
    expect((await finish(one, code())).status).toBe(200)
    expect(await finish(two, code())).toMatchObject(aProblem(422, 'CODE_WRONG'))
    expect((await finish(two, code(STEP))).status).toBe(200)
    clock.advance(3 * STEP)
    const challenges = [(await logIn(player)).body.challenge, (await logIn(player)).body.challenge]
    const answers = await Promise.all(Array.from({ length: 4 }, (_, index) => finish(challenges[index % 2], code())))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('takes the code before and the next, and none further away', async () => {
    const { player, code } = await anEnrolled()
    for (const ms of [-3 * STEP, 2 * STEP]) {
      expect(await finish((await logIn(player)).body.challenge, code(ms))).toMatchObject(aProblem(422, 'CODE_WRONG'))
    }
    for (const ms of [-STEP, STEP]) {
      expect((await finish((await logIn(player)).body.challenge, code(ms))).status).toBe(200)
    }
  })

  test('ends five minutes after the password, and a challenge of one’s own making is none', async () => {
    const { player, code } = await anEnrolled()
    const { challenge } = (await logIn(player)).body
    clock.advance(5 * MINUTE)
    for (const text of [challenge, 'x'.repeat(43), player.refreshToken]) {
      expect(await finish(text, code())).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
    }
  })

  test('waits after five wrong codes, whichever challenge and address they come from; a right one then waits too', async () => {
    const { player, code } = await anEnrolled()
    const challenges = [(await logIn(player)).body.challenge, (await logIn(player)).body.challenge]
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => finish(challenges[index % 2], '000000')))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
    const refused = await finish(challenges[0], code())
    expect(refused).toMatchObject({ ...aProblem(429, 'LOCKED_OUT') })
    clock.advance(10 * MINUTE)
    expect((await finish((await logIn(player)).body.challenge, code())).status).toBe(200)
  })

  test('of somebody else’s code is refused', async () => {
    const [one, two] = [await anEnrolled(), await anEnrolled()]
    expect(await finish((await logIn(one.player)).body.challenge, two.code())).toMatchObject(
      aProblem(422, 'CODE_WRONG'),
    )
  })
})

describe('a recovery code', () => {
  test('stands in for the app once, however it is typed', async () => {
    const { player, recoveryCodes } = await anEnrolled()
    const [code = ''] = recoveryCodes
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    expect((await finish((await logIn(player)).body.challenge, typed)).status).toBe(200)
    expect(await finish((await logIn(player)).body.challenge, code)).toMatchObject(aProblem(422, 'CODE_WRONG'))
    const { body } = await club.get<SecondFactorView>('/api/auth/second-factor', player.accessToken)
    expect(body).toMatchObject({ enabled: true, recoveryCodesLeft: 9, stepUp: 'code' })
  })

  test('made anew, is the only one that is good', async () => {
    const { player, recoveryCodes } = await anEnrolled()
    const { body } = await club.post<{ recoveryCodes: string[] }>(
      '/api/auth/second-factor/recovery-codes',
      {},
      player.accessToken,
    )
    const { challenge } = (await logIn(player)).body
    expect(await finish(challenge, recoveryCodes[0])).toMatchObject(aProblem(422, 'CODE_WRONG'))
    expect((await finish(challenge, body.recoveryCodes[0])).status).toBe(200)
  })

  test('made anew by many at once, are those of one of them', async () => {
    const { player } = await anEnrolled()
    const renew = () => club.post('/api/auth/second-factor/recovery-codes', {}, player.accessToken)
    const answers = await Promise.all(Array.from({ length: 12 }, renew))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const { body } = await club.get('/api/auth/second-factor', player.accessToken)
    expect(body).toMatchObject({ recoveryCodesLeft: 10 })
  })
})

describe('turning it off', () => {
  const off = (token: string, body: object) => club.post('/api/auth/second-factor/off', body, token)

  test('needs the password and a code', async () => {
    const { player, code } = await anEnrolled()
    const { password, accessToken } = player
    expect(await off(accessToken, { password: 'no', code: code() })).toMatchObject(aProblem(422, 'PASSWORD_WRONG'))
    expect(await off(accessToken, { password, code: '000000' })).toMatchObject(aProblem(422, 'CODE_WRONG'))
    expect(await off(accessToken, { password })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await off(accessToken, { password, code: code() })).status).toBe(200)
    expect((await logIn(player)).body).toHaveProperty('accessToken')
    expect(await off(accessToken, { password, code: code(STEP) })).toMatchObject(aProblem(409, 'SECOND_FACTOR_OFF'))
  })
})

describe('what is sensitive', () => {
  const wipe = (token: string) => club.post('/api/auth/logout-others', {}, token)
  const prove = (token: string, proof: object) => club.post('/api/auth/step-up', proof, token)

  test('is open for ten minutes after the log-in, then asks for a proof: the password where there is no second factor', async () => {
    const player = await club.signUp()
    expect((await wipe(player.accessToken)).status).toBe(200)
    clock.advance(10 * MINUTE)
    expect(await wipe(player.accessToken)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    expect(await prove(player.accessToken, { password: 'no' })).toMatchObject(aProblem(422, 'PASSWORD_WRONG'))
    expect(await prove(player.accessToken, { code: '123456' })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await prove(player.accessToken, { password: player.password })).status).toBe(200)
    expect((await wipe(player.accessToken)).status).toBe(200)
  })

  test('asks for a code where there is a second factor, and of each session by itself', async () => {
    const { player, code } = await anEnrolled()
    const other = (await finish((await logIn(player)).body.challenge, code(-STEP))).body
    clock.advance(10 * MINUTE)
    expect(await prove(player.accessToken, { password: player.password })).toMatchObject(
      aProblem(400, 'INVALID_PAYLOAD'),
    )
    expect((await prove(player.accessToken, { code: code() })).status).toBe(200)
    expect(await wipe(other.accessToken)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    expect((await wipe(player.accessToken)).status).toBe(200)
    expect(await me(other.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })

  test('is asked for beside the password by what takes an account away, where there is a second factor', async () => {
    const [{ player, code }, plain] = [await anEnrolled(), await club.signUp()]
    clock.advance(10 * MINUTE)
    // One after the other: a new password ends what was confirmed by the one before.
    const acts = async (at: TestPlayer) => {
      const { accessToken, password } = at
      const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
      return [
        await club.post('/api/auth/email/change', { email: `${at.siteId}@example.com`, password }, accessToken),
        await club.post('/api/auth/password/change', { currentPassword: password, newPassword: password }, accessToken),
        await club.send('DELETE', '/api/users/me', { headers, body: JSON.stringify({ password: 'no' }) }),
      ]
    }
    for (const refused of await acts(player)) expect(refused).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    expect((await prove(player.accessToken, { code: code() })).status).toBe(200)
    for (const at of [player, plain]) {
      const answers = await acts(at)
      expect(answers.map(({ body }) => body.reason)).not.toContain('STEP_UP_REQUIRED')
      expect(answers[0]?.status).toBe(200)
    }
  })

  test('holds for an admin’s big correction and not for a small one', async () => {
    const player = await club.signUp()
    const admin = await club.adminToken('operator')
    clock.advance(10 * MINUTE)
    const correct = (amount: number, expectedVersion: number) =>
      club.post(
        `/api/admin/players/${player.userId}/balance-corrections`,
        { commandId: crypto.randomUUID(), currency: 'coins', amount, reason: 'for a test', expectedVersion },
        admin,
      )
    expect((await correct(100_000, 1)).status).toBe(200)
    for (const amount of [100_001, -100_001]) {
      expect(await correct(amount, 2)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    }
    expect((await prove(admin, { password: 'the-password-of-tests' })).status).toBe(200)
    expect((await correct(100_001, 2)).status).toBe(200)
  })

  test('waits after five wrong passwords', async () => {
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 8 }, () => prove(player.accessToken, { password: 'no' })))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5)
    expect(await prove(player.accessToken, { password: player.password })).toMatchObject(aProblem(429, 'LOCKED_OUT'))
  })
})
