import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'

const club = await openClub()

/** The status of a request whose headers fetch would not send. */
function statusOf(path: string, host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(club.httpUrl)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('somebody who means no good', () => {
  test('cannot log in so often that he can no longer be logged out', async () => {
    const player = await club.signUp()
    await club.sql(
      `insert into sessions (id, user_id, created_at, last_used_at, expires_at)
       select gen_random_uuid(), $1, now(), now(), now() + interval '1 day' from generate_series(1, 500)`,
      [player.userId],
    )
    const ended = await club.post('/api/auth/logout-all', {}, player.accessToken)
    expect([ended.status, ended.body]).toEqual([200, { loggedOut: true, sessions: 501 }])
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(401)
  })

  test('gets no fresh guesses by letters that fold to those of a name', async () => {
    const { siteId, password } = await club.signUp({ siteId: `mallika${process.pid}` })
    for (const name of [siteId.replace('i', 'İ'), siteId.replace('k', '\u212a')]) {
      expect((await club.post('/api/auth/login', { siteId: name, password })).status).toBe(401)
    }
    expect((await club.post('/api/auth/admin/login', { siteId: 'admİn', password: ADMIN_PASSWORD })).status).toBe(401)
    expect((await club.post('/api/auth/login', { siteId: siteId.toUpperCase(), password })).status).toBe(200)
  })

  test.each(['[', 'a b', ''])('gets no fault out of the host %j', async (host) => {
    expect(await statusOf('/api/client-config', host)).toBeLessThan(500)
  })

  test('gets no fault out of numbers and times that Postgres does not know', async () => {
    const { accessToken } = await club.signUp()
    const admin = await club.adminToken()
    const transcript = `serverSeed=${'a'.repeat(64)}&clientSeed=x&nonce=0&bet=100&streakBefore=0`
    const asked = await Promise.all([
      club.get('/api/games/slot/tables/2147483648'),
      club.get(`/api/fairness/verify?${transcript}&tableVersion=2147483648`),
      club.get('/api/admin/slot-tables/2147483648', admin),
      club.get('/api/games/history?from=2026-01-01T00:00:00%2B23:59', accessToken),
      club.get(`/api/games/history?from=2026-01-01T00:00:00.${'1'.repeat(300)}Z`, accessToken),
      club.get('/api/admin/players?createdFrom=2026-01-01T00:00:00%2B16:00', admin),
      club.get('/api/admin/players/export.csv?q=a%00b', admin),
    ])
    for (const { status } of asked) expect(status).toBeLessThan(500)
    expect(asked.slice(0, 3).map(({ status }) => status)).toEqual([400, 400, 400])
  })

  test.each([null, 'text', 5])('opens no room with the options %j', async (options) => {
    const { accessToken } = await club.signUp()
    const response = await fetch(`${club.gameUrl}/matchmake/joinOrCreate/player`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(options),
    })
    expect(await response.text()).not.toContain('TypeError')
    expect((await club.get('/api/auth/me', accessToken)).status).toBe(200)
  })

  test('learns nothing of the next spin at the limit of a balance', async () => {
    const player = await club.signUp()
    const admin = await club.adminToken()
    const amount = Number.MAX_SAFE_INTEGER - 10_000
    const correction = {
      commandId: randomUUID(),
      currency: 'coins',
      amount,
      reason: 'to the limit',
      expectedVersion: 1,
    }
    const path = `/api/admin/players/${player.userId}/balance-corrections`
    expect((await club.post(path, correction, admin)).status).toBe(200)
    for (let spin = 0; spin < 5; spin++) {
      const answer = await club.post(
        '/api/actions/SLOT_SPIN',
        { commandId: randomUUID(), bet: 1_000 },
        player.accessToken,
      )
      expect(answer.body).toMatchObject({ reason: 'BALANCE_LIMIT' })
    }
  })

  test('finds no answer of the API in a cache', async () => {
    const answer = await club.get('/api/games/slot/config')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
