import type { ProviderReply, SessionReply } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { aName, openClub } from '../support/club.ts'
import { CLIENT, openProvider } from '../support/oidc-provider.ts'
import { freePort } from '../support/ports.ts'
import { go, locationOf, providerLogIn } from '../support/provider-log-in.ts'
import { aProblem } from '../support/requests.ts'
import { codeAt, enrol } from '../support/second-factor.ts'
import { aClock } from '../support/sources.ts'
import { HELD_ACCOUNT, PUT_OUT, whileHeld } from '../support/while-held.ts'

const PUBLIC_URL = 'http://127.0.0.1:9'
const clock = aClock(Date.now())
const provider = await openProvider(await freePort())
const club = await openClub({
  clock,
  env: {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    PUBLIC_URL,
  },
})
const { behaviour } = provider

beforeEach(() => {
  Object.assign(behaviour, { subject: aName('subject'), claims: {}, back: () => undefined })
})

const { setOut, comeBack, ticketOf, trade, open, link } = providerLogIn(club, PUBLIC_URL)
const status = async (token?: string) => (await club.get<ProviderReply>('/api/auth/oidc', token)).body

describe('a log-in by a provider', () => {
  test('opens an account the first time, with an invite code, and is a log-in from then on', async () => {
    const first = await ticketOf()
    expect((await trade(first)).body).toEqual({ signUp: 'needed' })
    expect(await open(first, { inviteCode: 'unknown' })).toMatchObject(aProblem(422, 'INVITE_UNKNOWN'))
    const opened = await open(first)
    expect(opened.status).toBe(200)
    const again = await trade(await ticketOf())
    expect(again.body.user.id).toBe(opened.body.user.id)
    expect(await status(again.body.accessToken)).toEqual({ enabled: true, linked: true, hasPassword: false })
  })

  test('begins with PKCE, state, nonce, and a cookie that no script and no other site has', async () => {
    const { started } = await setOut()
    const query = locationOf(started).searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)?.length, name).toBeGreaterThan(40)
    expect(query.get('scope')).toBe('openid')
    expect(started.headers.get('set-cookie')).toMatch(/Path=\/api\/auth\/oidc; Max-Age=600; HttpOnly; SameSite=Lax/)
  })

  test('makes the browser known to the account, which strangers lock for strangers only', async () => {
    const siteId = aName()
    const opened = await open(await ticketOf(), { siteId })
    const again = await trade(await ticketOf())
    const guess = (cookie = '') =>
      club.post('/api/auth/login', { siteId, password: 'a wrong password' }, undefined, { cookie })
    for (let count = 0; count < 5; count++) await guess()
    expect(await guess()).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    for (const { headers } of [opened, again]) {
      const [cookie = ''] = headers.getSetCookie()
      expect(cookie).toMatch(/^casino_device=/)
      expect(await guess(cookie.split(';')[0])).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
    }
  })

  test('asks for the second factor where there is one', async () => {
    const opened = await open(await ticketOf())
    const { secret } = await enrol(club, opened.body.accessToken, clock.nowMs())
    clock.advance(60_000)
    const { body } = await trade(await ticketOf())
    expect(body).not.toHaveProperty('accessToken')
    const code = codeAt(secret, clock.nowMs())
    const finished = await club.post<SessionReply>('/api/auth/second-factor', { challenge: body.challenge, code })
    expect(finished.body.user.id).toBe(opened.body.user.id)
  })

  test('knows nobody by his address, confirmed or not', async () => {
    const email = `${aName()}@example.org`
    const victim = await club.signUp({ email })
    for (const verified of [false, true]) {
      Object.assign(behaviour, { subject: aName(), claims: { email, email_verified: verified } })
      const ticket = await ticketOf()
      expect((await trade(ticket)).body).toEqual({ signUp: 'needed' })
      expect((await open(ticket)).body.user.id).not.toBe(victim.userId)
    }
  })
})

describe('what cannot be trusted is refused', () => {
  const refusedBy = async (back: URL, cookie: string) => (await comeBack(back, cookie)).get('refused')

  test('another state, none, or one from another browser', async () => {
    const [mine, theirs] = [await setOut(), await setOut()]
    const changed = new URL(mine.back)
    changed.searchParams.set('state', 'x'.repeat(43))
    expect(await refusedBy(changed, mine.cookie)).toBe('CHALLENGE_OVER')
    expect(await refusedBy(theirs.back, mine.cookie)).toBe('CHALLENGE_OVER')
    expect(await refusedBy(theirs.back, '')).toBe('CHALLENGE_OVER')
    expect((await comeBack(mine.back, mine.cookie)).get('ticket')).not.toBeNull()
  })

  test('an answer that is played again, and a ticket that was used', async () => {
    const { cookie, back } = await setOut()
    const ticket = { ticket: (await comeBack(back, cookie)).get('ticket') ?? '', cookie }
    expect(await refusedBy(back, cookie)).toBe('CHALLENGE_OVER')
    expect((await open(ticket)).status).toBe(200)
    expect(await trade(ticket)).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
    expect(await open(ticket)).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
  })

  test('a code of another log-in, which PKCE tells apart', async () => {
    const [mine, theirs] = [await setOut(), await setOut()]
    const mixed = new URL(mine.back)
    mixed.searchParams.set('code', theirs.back.searchParams.get('code') ?? '')
    expect(await refusedBy(mixed, mine.cookie)).toBe('PROVIDER_REFUSED')
  })

  const lies: Record<string, () => void> = {
    'another nonce': () => Object.assign(behaviour, { claims: { nonce: 'somebody else’s' } }),
    'another issuer in the token': () => Object.assign(behaviour, { claims: { iss: 'https://evil.example' } }),
    'another audience': () => Object.assign(behaviour, { claims: { aud: 'another-club' } }),
    'a token that has expired': () => Object.assign(behaviour, { claims: { exp: 1 } }),
    'no subject': () => Object.assign(behaviour, { claims: { sub: undefined } }),
    'another issuer in the answer (mix-up)': () =>
      Object.assign(behaviour, { back: (url: URL) => url.searchParams.set('iss', 'https://evil.example') }),
    'no issuer in the answer': () => Object.assign(behaviour, { back: (url: URL) => url.searchParams.delete('iss') }),
    'a no of the provider': () =>
      Object.assign(behaviour, {
        back: (url: URL) => {
          url.searchParams.delete('code')
          url.searchParams.set('error', 'access_denied')
        },
      }),
  }
  test.each(Object.entries(lies))('%s', async (_, lie) => {
    lie()
    const { cookie, back } = await setOut()
    expect(await refusedBy(back, cookie)).toBe('PROVIDER_REFUSED')
  })

  test('a ticket from another browser', async () => {
    const [mine, theirs] = [await ticketOf(), await ticketOf()]
    expect(await trade({ ...theirs, cookie: mine.cookie })).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
    expect(await trade({ ...theirs, cookie: '' })).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
  })

  test('after ten minutes, an answer and a ticket', async () => {
    const [{ cookie, back }, ticket] = [await setOut(), await ticketOf()]
    clock.advance(600_000)
    expect(await refusedBy(back, cookie)).toBe('CHALLENGE_OVER')
    expect(await trade(ticket)).toMatchObject(aProblem(409, 'CHALLENGE_OVER'))
  })

  test('a wish to be sent elsewhere afterwards', async () => {
    for (const name of ['returnTo', 'redirect_uri', 'next', 'url']) {
      const answer = await go(`${club.httpUrl}/api/auth/oidc/start?${name}=https://evil.example`)
      expect([name, answer.status]).toEqual([name, 400])
    }
    const { cookie, back } = await setOut()
    back.searchParams.set('returnTo', 'https://evil.example')
    await comeBack(back, cookie)
  })
})

describe('linking', () => {
  test('is for who is logged in and has just proven it; an identity belongs to one account', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    const ticket = await ticketOf()
    expect(await club.post('/api/auth/oidc/link', { ticket: ticket.ticket })).toMatchObject(
      aProblem(401, 'UNAUTHENTICATED'),
    )
    expect((await link(ticket, player.accessToken)).status).toBe(200)
    expect((await trade(await ticketOf())).body.user.id).toBe(player.userId)
    expect(await link(await ticketOf(), other.accessToken)).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
    behaviour.subject = aName()
    expect(await link(await ticketOf(), player.accessToken)).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
    clock.advance(600_000)
    expect(await link(await ticketOf(), other.accessToken)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
  })

  test('leaves no identity behind of who is put out meanwhile', async () => {
    const player = await club.signUp()
    const ticket = await ticketOf()
    const linked = await whileHeld(club, player.userId, { lock: HELD_ACCOUNT, meanwhile: PUT_OUT }, () =>
      link(ticket, player.accessToken),
    )
    expect(linked).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(await club.sql('select from user_identities where user_id = $1', [player.userId])).toEqual([])
  })

  test('is undone while another way in is left', async () => {
    const player = await club.signUp()
    const unlink = (token: string) => club.post('/api/auth/oidc/unlink', {}, token)
    expect(await unlink(player.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    await link(await ticketOf(), player.accessToken)
    expect((await unlink(player.accessToken)).status).toBe(200)
    expect((await trade(await ticketOf())).body).toEqual({ signUp: 'needed' })
    behaviour.subject = aName()
    const { body } = await open(await ticketOf())
    expect(await unlink(body.accessToken)).toMatchObject(aProblem(409, 'LAST_WAY_IN'))
  })
})

test('the owner of an account hears of a link, and of its end', async () => {
  const player = await club.signUp()
  await club.sql('update users set email = $2 where id = $1', [player.userId, `${aName()}@example.org`])
  expect((await link(await ticketOf(), player.accessToken)).status).toBe(200)
  expect((await club.post('/api/auth/oidc/unlink', {}, player.accessToken)).status).toBe(200)
  const letters = await club.sql('select kind from mail_outbox where user_id = $1 order by id', [player.userId])
  expect(letters).toEqual([{ kind: 'provider-linked' }, { kind: 'provider-unlinked' }])
})

describe('an account that was opened by a provider', () => {
  const choose = (token: string, body: object = {}) =>
    club.post('/api/auth/password/change', { newPassword: 'the first of this account', ...body }, token)

  test('gets no password of who is put out meanwhile', async () => {
    const { accessToken, user } = (await open(await ticketOf())).body
    const held = { lock: HELD_ACCOUNT, meanwhile: PUT_OUT }
    const chosen = await whileHeld(club, user.id, held, () => choose(accessToken))
    expect(chosen).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(await club.sql('select has_password from users where id = $1', [user.id])).toEqual([{ has_password: false }])
  })

  test('gets a password with a fresh proof, and then does what needs one', async () => {
    const { body } = await open(await ticketOf())
    const { accessToken: token, user } = body
    expect(await choose(token, { currentPassword: 'a guess of mine' })).toMatchObject(aProblem(403, 'WRONG_PASSWORD'))
    clock.advance(600_000)
    expect(await choose(token)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    const fresh = (await trade(await ticketOf())).body.accessToken
    expect((await choose(fresh)).status).toBe(200)
    expect(await status(fresh)).toMatchObject({ hasPassword: true })
    expect(await choose(fresh)).toMatchObject(aProblem(403, 'WRONG_PASSWORD'))
    const logIn = { siteId: user.siteId, password: 'the first of this account' }
    expect((await club.post('/api/auth/login', logIn)).status).toBe(200)
    expect((await club.post('/api/auth/oidc/unlink', {}, fresh)).status).toBe(200)
    const left = await club.send('DELETE', '/api/users/me', {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${fresh}` },
      body: JSON.stringify({ password: logIn.password }),
    })
    expect(left.status).toBe(200)
  })
})
