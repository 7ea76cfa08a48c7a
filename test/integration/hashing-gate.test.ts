import { expect, test } from 'vitest'
import { HASHES_AT_ONCE } from '../../server/src/identity/hashing.ts'
import { aName, openClub } from '../support/club.ts'

const club = await openClub()
/** As many as are admitted at once; what the gate has room for follows from the cores. */
const ADMITTED = 64 * HASHES_AT_ONCE
const BEYOND = 40

test('log-ins beyond what can be hashed at once are turned away at once, uncounted, and told when to come back', async () => {
  const player = await club.signUp()
  const names = Array.from({ length: ADMITTED + BEYOND }, () => aName())
  const answers = await Promise.all(
    names.map((siteId) => club.post('/api/auth/login', { siteId, password: 'a wrong password' })),
  )
  const busy = answers.filter(({ status }) => status === 503)
  expect(busy.length).toBeGreaterThan(0)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(names.length - busy.length)
  for (const { body, headers } of busy) {
    expect(body).toMatchObject({ reason: 'TOO_BUSY', retryAfterSeconds: 2 })
    expect(headers.get('retry-after')).toBe('2')
  }
  const [counted] = await club.sql(
    `select count(*) as names from login_failures where scope = 'account' and subject = any($1)`,
    [names.map((name) => name.toLowerCase())],
  )
  expect(counted).toEqual({ names: names.length - busy.length })
  const { siteId, password } = player
  expect((await club.post('/api/auth/login', { siteId, password })).status).toBe(200)
}, 60_000)

test('so are log-ins of admins, by the same gate', async () => {
  const wrong = () => club.post('/api/auth/admin/login', { siteId: aName('admin'), password: 'a wrong password' })
  const answers = await Promise.all(Array.from({ length: ADMITTED + BEYOND }, wrong))
  const reasons = answers.map(({ status, body }) => `${status} ${body.reason}`)
  expect(new Set(reasons)).toEqual(new Set(['503 TOO_BUSY', '401 BAD_CREDENTIALS']))
}, 60_000)
