import type { SessionReply } from '@casino-club/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysCommand } from '../../server/src/identity/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { systemRandom } from '../../server/src/platform/ids.ts'
import { publishOn } from '../../server/src/platform/postgres/bus.ts'
import { openClub } from '../support/club.ts'
import { type ClubProcess, startProcess } from '../support/club-process.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'
import { forge, keyOf, kidOf } from '../support/tokens.ts'

const SECOND = 1_000
const club = await openClub()
const audited: string[] = []
const keys = keysCommand({
  pool: club.core.pool,
  clock: systemClock,
  random: systemRandom,
  tokenLifetimeMs: 30 * 60_000,
  publish: publishOn,
  audit: async (_, action, kids) => void audited.push(`${action} ${kids}`),
})

let other: ClubProcess
beforeAll(async () => {
  const { databaseUrl, redisUrl } = club
  other = await startProcess({ role: 'api', databaseUrl, redisUrl })
})
afterAll(async () => {
  other.kill('SIGKILL')
  await other.ended
})

const me = (door: { get: typeof club.get }, token: string) => door.get('/api/auth/me', token)

test('a club opens with one key, which its tokens name', async () => {
  const { accessToken } = await club.signUp()
  expect(await keys.list()).toMatchObject([{ kid: kidOf(accessToken), state: 'signs' }])
})

test('a new key signs within a second in every process, and the tokens of the one before hold', async () => {
  const before = await club.signUp()
  const { siteId, password } = before
  const kid = await keys.rotate()
  for (const door of [club, other]) {
    await eventually(async () => {
      const { body } = await door.post<SessionReply>('/api/auth/login', { siteId, password })
      expect(kidOf(body.accessToken)).toBe(kid)
    }, SECOND)
    expect((await me(door, before.accessToken)).status).toBe(200)
  }
  expect(audited).toContain(`keys.rotate ${kid}`)
})

test('a token of a key that a process has not heard of yet is good there', async () => {
  await keys.rotate()
  const player = await club.signUp()
  expect((await me(other, player.accessToken)).status).toBe(200)
})

test('a retired key’s tokens are refused within a second everywhere, also those checked a moment ago; a refresh mends it', async () => {
  const player = await club.signUp()
  const kid = kidOf(player.accessToken)
  for (const door of [club, other]) expect((await me(door, player.accessToken)).status).toBe(200)
  expect(await keys.retire(kid, true)).toMatchObject({ reason: 'CONFLICT' })
  await keys.rotate()
  expect(await keys.retire(kid, false)).toMatchObject({ ok: true })
  expect((await me(other, player.accessToken)).status).toBe(200)
  expect(await keys.retire(kid, true)).toEqual({ ok: true, value: [kid] })
  const forged = forge(player.accessToken, { claims: { sub: '1' }, key: await keyOf(club.sql, player.accessToken) })
  for (const door of [club, other]) {
    await eventually(async () => {
      for (const token of [player.accessToken, forged]) {
        expect(await me(door, token)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
      }
    }, SECOND)
  }
  const { body } = await other.post<SessionReply>('/api/auth/refresh', { refreshToken: player.refreshToken })
  expect((await me(club, body.accessToken)).status).toBe(200)
})

test('a key alone, and the secret alone, sign nothing', async () => {
  const { accessToken } = await club.signUp()
  const [row] = await club.sql<{ salt: Buffer }>('select salt from signing_keys where kid = $1', [kidOf(accessToken)])
  for (const key of [row?.salt ?? '', 'a-secret-that-only-tests-may-know-0123456789']) {
    expect((await me(club, forge(accessToken, { key }))).status).toBe(401)
  }
})
