import type { ChallengeReply, SessionReply, SignInView } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { codeAt, enrol } from '../support/second-factor.ts'
import { openSmtp, tokenIn } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'
import { HELD_ACCOUNT, PUT_OUT, whileHeld } from '../support/while-held.ts'

const MINUTE = 60_000
const NEW = 'quite another password'
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { SMTP_URL: smtp.url } })

const logIn = (siteId: string, password: string, more: object = {}) =>
  club.post<SessionReply & ChallengeReply>('/api/auth/login', { siteId, password, ...more })
const finish = (challenge: string, secret: string) =>
  club.post<SessionReply>('/api/auth/second-factor', { challenge, code: codeAt(secret, clock.nowMs()) })
const reset = (token: string) => club.post('/api/auth/password/reset', { token, password: NEW })
const verify = (token: string) => club.post('/api/auth/email/verify', { token })
const changeEmail = ({ accessToken, password }: TestPlayer, email: string) =>
  club.post('/api/auth/email/change', { email, password }, accessToken)
const profileOf = async ({ accessToken }: { accessToken: string }) =>
  (await club.get<SessionReply['user']>('/api/auth/me', accessToken)).body
const anEmail = () => `${aName('mail')}@example.org`

async function aProven() {
  const email = anEmail()
  const player = await club.signUp()
  await club.sql('update users set email = $2 where id = $1', [player.userId, email])
  return { ...player, email }
}

async function aResetLink(email: string): Promise<string> {
  await club.post('/api/auth/password/forgot', { email })
  return tokenIn(await smtp.mailTo(email, 'Set a new password'))
}

/** A player with a second factor, whose next code is good. */
async function aCarefulPlayer() {
  const player = await aProven()
  const { secret } = await enrol(club, player.accessToken, clock.nowMs())
  clock.advance(MINUTE)
  return { ...player, secret }
}

const leave = ({ accessToken, password }: TestPlayer) =>
  club.send('DELETE', '/api/users/me', {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ password }),
  })
const isLeaving = async (userId: number) =>
  (await club.sql('select from users where id = $1 and deletion_requested_at is not null', [userId])).length === 1

describe('who was in an account', () => {
  test('has no way back by a link to the mailbox that was the account’s before', async () => {
    const player = await aProven()
    const link = await aResetLink(player.email)
    const email = anEmail()
    await changeEmail(player, email)
    expect((await verify(tokenIn(await smtp.mailTo(email, 'Confirm')))).status).toBe(200)
    expect(await reset(link)).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await logIn(player.siteId, player.password)).status).toBe(200)
    expect((await reset(await aResetLink(email))).status).toBe(200)
  })

  test.each(['a reset', 'a change'])('has no address of his waiting in it after %s of the password', async (how) => {
    const player = await aProven()
    const theirs = anEmail()
    await changeEmail(player, theirs)
    const link = tokenIn(await smtp.mailTo(theirs, 'Confirm'))
    const { accessToken, password: currentPassword } = player
    const renewed =
      how === 'a reset'
        ? await reset(await aResetLink(player.email))
        : await club.post('/api/auth/password/change', { currentPassword, newPassword: NEW }, accessToken)
    expect(renewed.status).toBe(200)
    expect(await verify(link)).toMatchObject(aProblem(422, 'LINK_INVALID'))
    const { body } = await logIn(player.siteId, NEW)
    expect(body.user).toMatchObject({ email: player.email, emailVerified: true, pendingEmail: null })
    const again = await club.post('/api/auth/email/resend', {}, body.accessToken)
    expect(again).toMatchObject(aProblem(409, 'EMAIL_UNCHANGED'))
  })

  test('leaves no address behind that he asks for while the password becomes another one', async () => {
    const player = await aProven()
    const meanwhile = `update users set password_hash = 'of another password' where id = $1`
    const asked = await whileHeld(club, player.userId, { lock: HELD_ACCOUNT, meanwhile }, () =>
      changeEmail(player, anEmail()),
    )
    expect(asked).toMatchObject(aProblem(403, 'WRONG_PASSWORD'))
    const [kept] = await club.sql('select email, pending_email from users where id = $1', [player.userId])
    expect(kept).toEqual({ email: player.email, pending_email: null })
  })

  test('leaves no second factor behind that he sets up while he is put out', async () => {
    const { userId, accessToken } = await aProven()
    const begun = await club.post<{ secret: string }>('/api/auth/second-factor/enrol', {}, accessToken)
    const code = codeAt(begun.body.secret, clock.nowMs())
    const held = { lock: 'select from second_factors where user_id = $1 for update', meanwhile: PUT_OUT }
    const confirmed = await whileHeld(club, userId, held, () =>
      club.post('/api/auth/second-factor/confirm', { code }, accessToken),
    )
    expect(confirmed).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(
      await club.sql('select from second_factors where user_id = $1 and confirmed_at is not null', [userId]),
    ).toEqual([])
  })

  test('has no identity of his linked with it after a reset of the password', async () => {
    const player = await aProven()
    await club.sql(`insert into user_identities (issuer, subject, user_id, linked_at) values ('i', $1, $2, now())`, [
      aName(),
      player.userId,
    ])
    expect((await reset(await aResetLink(player.email))).status).toBe(200)
    expect(await club.sql('select from user_identities where user_id = $1', [player.userId])).toEqual([])
  })

  test('of an address that was never proven is sent another link, and the one before is over', async () => {
    const email = anEmail()
    const player = await club.signUp({ email })
    const link = tokenIn(await smtp.mailTo(email, 'Confirm'))
    const change = { currentPassword: player.password, newPassword: NEW }
    expect((await club.post('/api/auth/password/change', change, player.accessToken)).status).toBe(200)
    expect(await verify(link)).toMatchObject(aProblem(422, 'LINK_INVALID'))
    expect((await profileOf(player)).pendingEmail).toBe(email)
    expect((await club.post('/api/auth/email/resend', {}, player.accessToken)).status).toBe(200)
    await expect.poll(() => smtp.countTo(email), { timeout: 10_000 }).toBe(2)
    expect((await verify(tokenIn(await smtp.mailTo(email, 'Confirm')))).status).toBe(200)
  })

  const endings = {
    'a new password': async (player: { email: string }) => reset(await aResetLink(player.email)),
    'a log-out everywhere': ({ accessToken }: TestPlayer) => club.post('/api/auth/logout-all', {}, accessToken),
    'a log-out of the others': ({ accessToken }: TestPlayer) => club.post('/api/auth/logout-others', {}, accessToken),
    'a log-out by an admin': async ({ userId }: TestPlayer) =>
      club.post(`/api/admin/players/${userId}/logout`, {}, await club.adminToken('support')),
    'a change of the password': ({ accessToken, password: currentPassword }: TestPlayer) =>
      club.post('/api/auth/password/change', { currentPassword, newPassword: NEW }, accessToken),
    'a deletion': leave,
  }
  test.each(Object.entries(endings))('does not finish a log-in that he began before %s', async (_, end) => {
    const player = await aCarefulPlayer()
    const { challenge } = (await logIn(player.siteId, player.password)).body
    expect((await end(player)).status).toBe(200)
    expect(await finish(challenge, player.secret)).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
  })
})

describe('an account that is to go', () => {
  test('is kept by the second step of a log-in that asks for it, and not by the first', async () => {
    const player = await aCarefulPlayer()
    await leave(player)
    expect(await logIn(player.siteId, player.password)).toMatchObject(aProblem(409, 'DELETION_PENDING'))
    const { challenge } = (await logIn(player.siteId, player.password, { restore: true })).body
    expect(await isLeaving(player.userId)).toBe(true)
    expect((await finish(challenge, player.secret)).status).toBe(200)
    expect(await isLeaving(player.userId)).toBe(false)
    await smtp.mailTo(player.email, 'Your account stays')
  })
})

test('a log-in by address stands in the history of its owner, good or bad', async () => {
  const player = await aProven()
  await logIn(player.email.toUpperCase(), 'no')
  const { accessToken } = (await logIn(player.email, player.password)).body
  const { body } = await club.get<SignInView[]>('/api/auth/sign-ins', accessToken)
  expect(body).toMatchObject([
    { method: 'password', outcome: 'success' },
    { method: 'password', outcome: 'failure', reason: 'BAD_CREDENTIALS' },
    { method: 'signup' },
  ])
})

describe('an owner is told by mail', () => {
  test('when a second factor is set up and when it is turned off', async () => {
    const player = await aCarefulPlayer()
    const on = await smtp.mailTo(player.email, 'has a second factor now')
    expect(on.text).toContain(player.siteId)
    const { password, secret, accessToken } = player
    const off = { password, code: codeAt(secret, clock.nowMs()) }
    expect((await club.post('/api/auth/second-factor/off', off, accessToken)).status).toBe(200)
    await smtp.mailTo(player.email, 'no second factor any more')
  })
})
