import type { SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'
import { badTokens, claimsOf, forge, keyOf } from '../support/tokens.ts'

const MINUTE = 60_000
const GRACE_MS = 10_000
const DAY = 86_400_000
// Near the system's time, which forged tokens are dated by.
const clock = aClock(Date.now())
const club = await openClub({ clock })

const refresh = (refreshToken: unknown) => club.post<SessionReply>('/api/auth/refresh', { refreshToken })
const me = (token: string) => club.get('/api/auth/me', token)
const logIn = async ({ siteId, password }: TestPlayer) =>
  (await club.post<SessionReply>('/api/auth/login', { siteId, password })).body

describe('a refresh token', () => {
  test('is traded for a new pair', async () => {
    const player = await club.signUp()
    const { status, body } = await refresh(player.refreshToken)
    expect(status).toBe(200)
    expect(body).toMatchObject({ user: { id: player.userId }, expiresIn: 1_800 })
    expect(body.refreshToken).not.toBe(player.refreshToken)
    expect(claimsOf(body.accessToken).sid).toBe(claimsOf(player.accessToken).sid)
    expect((await me(body.accessToken)).status).toBe(200)
    expect((await refresh(body.refreshToken)).status).toBe(200)
  })

  test('used again after its successor was ends the whole family, at once and the newest too', async () => {
    const player = await club.signUp()
    const other = await logIn(player)
    const second = (await refresh(player.refreshToken)).body
    const third = (await refresh(second.refreshToken)).body
    expect(await refresh(player.refreshToken)).toMatchObject(aProblem(401, 'REFRESH_REUSED'))
    expect((await refresh(third.refreshToken)).status).toBe(401)
    for (const token of [player.accessToken, second.accessToken, third.accessToken]) {
      expect(await me(token)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    }
    expect((await me(other.accessToken)).status).toBe(200)
    expect((await refresh(other.refreshToken)).status).toBe(200)
  })

  test('used by twenty tabs at once gives all of them one successor, which goes on', async () => {
    for (let round = 0; round < 3; round++) {
      const player = await club.signUp()
      const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(player.refreshToken)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1)
      const [kept] = await club.sql<{ count: number }>('select count(*) from refresh_tokens where session_id = $1', [
        claimsOf(player.accessToken).sid,
      ])
      expect(kept?.count).toBe(2)
      expect((await refresh(answers[0]?.body.refreshToken)).status).toBe(200)
    }
  })

  test('whose answer was lost is answered again within ten seconds', async () => {
    const player = await club.signUp()
    const lost = (await refresh(player.refreshToken)).body
    clock.advance(GRACE_MS - 1)
    const again = await refresh(player.refreshToken)
    expect(again.status).toBe(200)
    expect(again.body.refreshToken).toBe(lost.refreshToken)
    clock.advance(MINUTE)
    expect((await refresh(again.body.refreshToken)).status).toBe(200)
  })

  test('that comes back after ten seconds was stolen: its family ends', async () => {
    const player = await club.signUp()
    const honest = (await refresh(player.refreshToken)).body
    clock.advance(GRACE_MS)
    expect(await refresh(player.refreshToken)).toMatchObject(aProblem(401, 'REFRESH_REUSED'))
    expect(await me(honest.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(await refresh(honest.refreshToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })

  test('and its successor tell nothing of each other by what is kept', async () => {
    const player = await club.signUp()
    const { refreshToken } = (await refresh(player.refreshToken)).body
    const kept = JSON.stringify(
      await club.sql(
        'select encode(token_hash, $1) as a, encode(successor_salt, $1) as b, encode(successor_hash, $1) as c from refresh_tokens',
        ['base64'],
      ),
    )
    for (const token of [player.refreshToken, refreshToken]) {
      expect(kept).not.toContain(Buffer.from(token, 'base64url').toString('base64'))
    }
  })

  test('holds for thirty days, and a trade does not prolong its session', async () => {
    const player = await club.signUp()
    clock.advance(30 * DAY - 1)
    const { status, body } = await refresh(player.refreshToken)
    expect(status).toBe(200)
    clock.advance(1)
    expect(await refresh(body.refreshToken)).toMatchObject(aProblem(401, 'TOKEN_EXPIRED'))
  })

  test('of a session that was logged out is no good', async () => {
    const player = await club.signUp()
    await club.post('/api/auth/logout', {}, player.accessToken)
    expect(await refresh(player.refreshToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })

  test('of an admin gives an admin’s pair', async () => {
    const { body } = await club.post<SessionReply>('/api/auth/admin/login', {
      siteId: 'admin',
      password: 'the-password-of-tests',
    })
    const refreshed = await refresh(body.refreshToken)
    expect(refreshed).toMatchObject({ status: 200, body: { user: { siteId: 'admin', role: 'owner' } } })
    expect((await club.get('/api/admin/me', refreshed.body.accessToken)).status).toBe(200)
  })

  test('that nobody gave out is refused, and none is kept as it was given', async () => {
    const { refreshToken, accessToken } = await club.signUp()
    expect(await refresh('x'.repeat(43))).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await refresh(accessToken)).toMatchObject({ status: 400 })
    for (const wrong of ['', 7, null, ['a'], 'x'.repeat(201)]) {
      expect(await refresh(wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    const kept = await club.sql('select encode(token_hash, $1) as hash from refresh_tokens', ['escape'])
    expect(JSON.stringify(kept)).not.toContain(refreshToken)
  })
})

describe('an access token', () => {
  test('holds for thirty minutes', async () => {
    const player = await club.signUp()
    clock.advance(30 * MINUTE - 1_000)
    expect((await me(player.accessToken)).status).toBe(200)
    clock.advance(1_000)
    expect(await me(player.accessToken)).toMatchObject(aProblem(401, 'TOKEN_EXPIRED'))
  })

  test('of a time when it held for longer holds as long as one of now', async () => {
    const player = await club.signUp()
    const key = await keyOf(club.sql, player.accessToken)
    const { iat } = claimsOf(player.accessToken)
    const token = forge(player.accessToken, { claims: { exp: Number(iat) + 86_400 }, key })
    expect((await me(token)).status).toBe(200)
    clock.advance(30 * MINUTE)
    expect(await me(token)).toMatchObject(aProblem(401, 'TOKEN_EXPIRED'))
  })

  test('that is not ours opens nothing', async () => {
    const player = await club.signUp()
    for (const [what, token] of Object.entries(
      badTokens(player.accessToken, await keyOf(club.sql, player.accessToken)),
    )) {
      expect((await me(token)).status, what).toBe(401)
    }
    for (const authorization of ['', 'Bearer', 'Bearer ', `Basic ${player.accessToken}`, player.accessToken]) {
      const answer = await club.get('/api/auth/me', undefined, { authorization })
      expect(answer, authorization).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    }
    expect((await club.get(`/api/auth/me?access_token=${player.accessToken}`)).status).toBe(401)
  })

  test('of a player turned into an admin’s opens no admin’s door', async () => {
    const player = await club.signUp()
    const claims = { kind: 'admin', name: 'admin', role: 'owner' }
    const forged = forge(player.accessToken, { claims, key: 'not the key of the club, but as long as it' })
    expect((await club.get('/api/admin/me', forged)).status).toBe(401)
  })

  test('of a session that has ended is refused at once', async () => {
    const player = await club.signUp()
    const { body } = await club.post('/api/auth/logout', {}, player.accessToken)
    expect(body).toEqual({ loggedOut: true, sessions: 1 })
    expect(await me(player.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(await spinHttp(club, player)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })
})

describe('logging out', () => {
  test('ends this session only', async () => {
    const player = await club.signUp()
    const other = await logIn(player)
    await club.post('/api/auth/logout', { refreshToken: player.refreshToken }, player.accessToken)
    expect((await me(other.accessToken)).status).toBe(200)
  })

  test('everywhere ends all of them, and nobody else’s', async () => {
    const [player, neighbour] = [await club.signUp(), await club.signUp()]
    const others = [await logIn(player), await logIn(player)]
    const { body } = await club.post('/api/auth/logout-all', undefined, player.accessToken)
    expect(body).toEqual({ loggedOut: true, sessions: 3 })
    for (const { accessToken, refreshToken } of [player, ...others]) {
      expect(await me(accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
      expect(await refresh(refreshToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    }
    expect((await me(neighbour.accessToken)).status).toBe(200)
  })

  test('needs a token', async () => {
    for (const path of ['/api/auth/logout', '/api/auth/logout-all']) {
      expect(await club.post(path, {})).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    }
  })
})

describe('a profile', () => {
  test('is the same wherever it is asked for', async () => {
    const player = await club.signUp({ email: 'me@example.org', phoneNumber: '010-9999-0000' })
    const { body } = await me(player.accessToken)
    expect(body).toMatchObject({ id: player.userId, email: 'me@example.org', phoneNumber: '010-9999-0000' })
    expect((await club.get('/api/users/profile', player.accessToken)).body).toEqual(body)
    expect((await club.get(`/api/users/${player.userId}`, player.accessToken)).body).toEqual(body)
  })

  test('of somebody else shows what is public and no more', async () => {
    const [player, other] = [await club.signUp(), await club.signUp({ email: 'secret@example.org' })]
    const { body } = await club.get(`/api/users/${other.userId}`, player.accessToken)
    expect(body).toEqual({
      id: other.userId,
      nickname: other.nickname,
      rank: 'STANDARD',
      createdAt: new Date(clock.nowMs()).toISOString(),
    })
  })

  test('is not there for an id that is nobody’s, and not understood for what is no id', async () => {
    const { accessToken } = await club.signUp()
    expect(await club.get('/api/users/999999', accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    for (const id of ['0', '-1', '1.5', 'me', '1e30', "1' or 1=1", '%00']) {
      const { status } = await club.get(`/api/users/${encodeURIComponent(id)}`, accessToken)
      expect(status, id).toBe(400)
    }
  })

  test('shows statistics of one’s own', async () => {
    const player = await club.signUp()
    const { body } = await spinHttp(club, player, 100)
    const stats = await club.get('/api/users/stats', player.accessToken)
    expect(stats.body).toMatchObject({ totalPlays: 1, totalBet: 100, totalWin: body.win, currentStreak: body.streak })
  })

  test('needs a player’s token', async () => {
    const { userId } = await club.signUp()
    const admin = await club.adminToken()
    for (const path of ['/api/auth/me', '/api/users/profile', `/api/users/${userId}`, '/api/users/stats']) {
      expect(await club.get(path)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
      expect(await club.get(path, admin)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
  })
})
