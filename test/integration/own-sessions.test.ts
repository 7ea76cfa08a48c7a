import type { SessionReply, SessionView, SignInView } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { forgetSpent } from '../../server/src/jobs/forget.store.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'
import { claimsOf } from '../support/tokens.ts'

const SECOND = 1_000
const DAY = 86_400_000
const clock = aClock(Date.now())
const club = await openClub({ clock, env: { MAX_SESSIONS: '4' } })

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function anotherSession({ siteId, password }: TestPlayer, userAgent = ''): Promise<SessionReply> {
  const headers = { 'user-agent': userAgent }
  return (await club.post<SessionReply>('/api/auth/login', { siteId, password }, undefined, headers)).body
}
const sidOf = (token: string) => `${claimsOf(token).sid}`
const list = async (token: string) => (await club.get<SessionView[]>('/api/auth/sessions', token)).body
const end = (id: string, token: string) =>
  club.send('DELETE', `/api/auth/sessions/${id}`, { headers: { authorization: `Bearer ${token}` } })

describe('one’s own sessions', () => {
  test('are listed with device and network, the last used first and this one marked', async () => {
    const player = await club.signUp()
    clock.advance(SECOND)
    const other = await anotherSession(player, FIREFOX)
    const sessions = await list(player.accessToken)
    expect(sessions).toMatchObject([
      { id: sidOf(other.accessToken), current: false, device: { browser: 'Firefox', system: 'Linux' } },
      { id: sidOf(player.accessToken), current: true },
    ])
    expect(sessions[0]?.address).toBe('127.0.0.*')
    clock.advance(SECOND)
    await club.post('/api/auth/refresh', { refreshToken: player.refreshToken })
    expect((await list(player.accessToken)).map(({ current }) => current)).toEqual([true, false])
  })

  test('end one by one; the open game of that one closes and no other', async () => {
    const player = await club.signUp()
    const other = await anotherSession(player)
    const [own, others] = [await club.joinRoom(player.accessToken), await club.joinRoom(other.accessToken)]
    let closed = false
    others.onLeave(() => {
      closed = true
    })
    expect((await end(sidOf(other.accessToken), player.accessToken)).body).toEqual({ loggedOut: true, sessions: 1 })
    await eventually(() => expect(closed).toBe(true), SECOND)
    expect(own.connection.isOpen).toBe(true)
    expect(await list(player.accessToken)).toHaveLength(1)
    expect(await end(sidOf(other.accessToken), player.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('of somebody else are not there', async () => {
    const [player, neighbour] = [await club.signUp(), await club.signUp()]
    const id = sidOf(neighbour.accessToken)
    expect(await end(id, player.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    const admin = await club.adminToken()
    expect(await end(id, admin)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await end(sidOf(admin), player.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await end('1', player.accessToken)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await club.get('/api/auth/me', neighbour.accessToken)).status).toBe(200)
  })

  test('all end but this one', async () => {
    const player = await club.signUp()
    const others = [await anotherSession(player), await anotherSession(player)]
    const { body } = await club.post('/api/auth/logout-others', {}, player.accessToken)
    expect(body).toEqual({ loggedOut: true, sessions: 2 })
    for (const { accessToken } of others) {
      expect(await club.get('/api/auth/me', accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    }
    expect(await list(player.accessToken)).toMatchObject([{ current: true }])
  })

  test('are four at most here: a fifth ends the one that was used longest ago, however many log in at once', async () => {
    const player = await club.signUp()
    clock.advance(SECOND)
    const second = await anotherSession(player)
    clock.advance(SECOND)
    await club.post('/api/auth/refresh', { refreshToken: player.refreshToken })
    clock.advance(SECOND)
    await Promise.all([anotherSession(player), anotherSession(player), anotherSession(player)])
    expect(await club.get('/api/auth/me', second.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(200)
    await Promise.all(Array.from({ length: 8 }, () => anotherSession(player)))
    const open = await club.sql('select from sessions where user_id = $1 and revoked_at is null', [player.userId])
    expect(open).toHaveLength(4)
  })

  test('of an admin are his own list', async () => {
    const admin = await club.adminToken('viewer')
    expect(await list(admin)).toMatchObject([{ current: true }])
  })
})

describe('an admin', () => {
  test('sees a player’s sessions and ends one, on the record', async () => {
    const player = await club.signUp()
    const other = await anotherSession(player)
    const [viewer, support] = [await club.adminToken('viewer'), await club.adminToken('support')]
    const path = `/api/admin/players/${player.userId}/sessions`
    expect((await club.get<SessionView[]>(path, viewer)).body).toHaveLength(2)
    const ended = (token: string) =>
      club.send('DELETE', `${path}/${sidOf(other.accessToken)}`, { headers: { authorization: `Bearer ${token}` } })
    expect(await ended(viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await ended(support)).body).toEqual({ loggedOut: true, sessions: 1 })
    expect(await ended(support)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await club.get('/api/auth/me', other.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    const rows = await club.sql('select after from admin_audit_logs where target_id = $1', [`${player.userId}`])
    expect(rows).toEqual([{ after: { sessions: 1, sessionId: sidOf(other.accessToken) } }])
  })
})

describe('the history of sign-ins', () => {
  const history = async (token: string) => (await club.get<SignInView[]>('/api/auth/sign-ins', token)).body

  test('has each attempt at one’s own account, and nobody else’s', async () => {
    const [player, neighbour] = [await club.signUp(), await club.signUp()]
    await club.post('/api/auth/login', { siteId: player.siteId.toUpperCase(), password: 'no' })
    await anotherSession(player, FIREFOX)
    expect(await history(player.accessToken)).toMatchObject([
      { method: 'password', outcome: 'success', reason: null, device: { browser: 'Firefox' } },
      { method: 'password', outcome: 'failure', reason: 'BAD_CREDENTIALS' },
      { method: 'signup', outcome: 'success' },
    ])
    expect(await history(neighbour.accessToken)).toHaveLength(1)
  })

  test('keeps of an unknown name that somebody tried, and not the name', async () => {
    const name = `nobody${Date.now()}`
    await club.post('/api/auth/login', { siteId: name, password: 'password typed as a name' })
    const rows = await club.sql('select * from sign_ins')
    expect(rows).toContainEqual(expect.objectContaining({ user_id: null, admin_id: null, reason: 'BAD_CREDENTIALS' }))
    expect(JSON.stringify(rows)).not.toContain(name)
  })

  test('is searched by admins, and counted by hour', async () => {
    const player = await club.signUp()
    await club.post('/api/auth/login', { siteId: player.siteId, password: 'no' })
    const admin = await club.adminToken('viewer')
    const found = await club.get<object[]>(
      `/api/admin/sign-ins?kind=player&accountId=${player.userId}&outcome=failure`,
      admin,
    )
    expect(found.body).toMatchObject([{ siteId: player.siteId, accountId: player.userId, reason: 'BAD_CREDENTIALS' }])
    expect(found.headers.get('x-total-count')).toBe('1')
    const { body } = await club.get<{ hours: { failures: number }[] }>('/api/admin/sign-ins/hours?hours=3', admin)
    expect(body.hours).toHaveLength(3)
    expect(body.hours[2]?.failures).toBeGreaterThan(0)
  })

  test('is forgotten after ninety days', async () => {
    const player = await club.signUp()
    const atMs = clock.nowMs()
    const forget = (nowMs: number) => forgetSpent(club.core.pool, 'sign_ins', { nowMs, signInHistoryDays: 90 }, 500)
    await forget(atMs + 90 * DAY)
    expect(await history(player.accessToken)).toHaveLength(1)
    await forget(atMs + 91 * DAY)
    expect(await history(player.accessToken)).toHaveLength(0)
  })
})
