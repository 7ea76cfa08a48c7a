import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedRedis } from '../../server/src/platform/embedded/index.ts'
import { openClub } from '../support/club.ts'
import { spinHttp } from '../support/play.ts'
import { freePort } from '../support/ports.ts'
import { aProblem } from '../support/requests.ts'

// A Redis of its own, since this file stops it.
const dataDir = mkdtempSync(join(tmpdir(), 'casino-limits-'))
chmodSync(dataDir, 0o711)
const redis = await startEmbeddedRedis({ dataDir, port: await freePort(), log: () => undefined })
afterAll(async () => {
  await redis.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const PER_MINUTE = 60
const SIGNUPS = 3
const env = {
  HTTP_REQUESTS_PER_MINUTE: `${PER_MINUTE}`,
  SIGNUPS_PER_ADDRESS_PER_HOUR: `${SIGNUPS}`,
  FRIEND_CHANGES_PER_HOUR: '3',
  ACTIVITY_REQUESTS_PER_HOUR: '3',
  TRUST_PROXY: '1',
}
const club = await openClub({ redisUrl: redis.url, env })

/** Comes through the proxy from this address. */
function from(address: string) {
  return { 'x-forwarded-for': address }
}
const config = (address: string) => club.get('/api/games/slot/config', undefined, from(address))

async function statusesOf(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses: number[] = []
  while (statuses.length < count) statuses.push((await ask()).status)
  return statuses
}

const TWENTY = 20

test('an address that asks too often is told when to come back, others are served', async () => {
  const statuses = await statusesOf(PER_MINUTE + TWENTY, () => config('10.0.0.1'))
  expect(statuses.filter((status) => status === 200)).toHaveLength(PER_MINUTE)
  const limited = await config('10.0.0.1')
  expect(limited).toMatchObject(aProblem(429, 'RATE_LIMITED'))
  const seconds = Number(limited.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(limited.body).toMatchObject({ retryAfterSeconds: seconds })
  expect((await config('10.0.0.2')).status).toBe(200)
})

test('of those who come at once as many are served as one after the other', async () => {
  const answers = await Promise.all(Array.from({ length: PER_MINUTE + TWENTY }, () => config('10.0.0.9')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(PER_MINUTE)
  for (const answer of answers.filter(({ status }) => status !== 200))
    expect(answer).toMatchObject(aProblem(429, 'RATE_LIMITED'))
})

test('an address cannot make itself another by a longer chain of proxies', async () => {
  await statusesOf(PER_MINUTE, () => config('10.0.0.3'))
  expect((await config('1.2.3.4, 10.0.0.3')).status).toBe(429)
})

test('a household with its network of IPv6 addresses is one', async () => {
  await statusesOf(PER_MINUTE, () => config('2001:db8:7:7::1'))
  expect((await config('2001:db8:7:7:ffff::9')).status).toBe(429)
  expect((await config('2001:db8:7:8::1')).status).toBe(200)
})

const signUp = (address: string) => club.post('/api/auth/signup', { inviteCode: 'none' }, undefined, from(address))

test('sign-ups have a limit of their own', async () => {
  expect(await statusesOf(SIGNUPS + 1, () => signUp('10.0.0.4'))).toEqual([400, 400, 400, 429])
  expect((await config('10.0.0.4')).status).toBe(200)
  expect((await signUp('10.0.0.5')).status).toBe(400)
})

const [eager, other] = [await club.signUp(), await club.signUp()]

test.each([
  ['whom he finds and follows', (token: string) => club.get('/api/games/follow/find?nickname=nobody', token)],
  [
    'what his app tells, by one row or a thousand',
    (token: string) => club.post('/api/actions/bulk', { actions: [7] }, token),
  ],
])('%s is counted by player, wherever he comes from', async (_what, ask) => {
  expect(await statusesOf(4, () => ask(eager.accessToken))).toEqual([200, 200, 200, 429])
  expect((await ask(other.accessToken)).status).toBe(200)
})

test('the limits hold while Redis is away, and the club plays on', async () => {
  const player = await club.signUp()
  await redis.stop()
  const statuses = await statusesOf(PER_MINUTE + TWENTY, () => config('10.0.0.6'))
  expect(statuses.filter((status) => status === 200)).toHaveLength(PER_MINUTE)
  expect(statuses.filter((status) => status === 429)).toHaveLength(TWENTY)
  expect((await spinHttp(club, player)).status).toBe(200)
  expect((await club.get('/readyz')).status).toBe(200)
})
