import { createServer, type Server } from 'node:net'
import { expect, test } from 'vitest'
import { runServer } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/ports.ts'
import { freshRedisUrl } from '../support/redis.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()

async function anEnvironment(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    GAME_PORT: `${await freePort()}`,
    HTTP_PORT: `${await freePort()}`,
    LOG_LEVEL: 'silent',
    ...changes,
  }
}

/** Runs the server to its end and gives what it said; fails when it said more than one plain sentence. */
async function refusalOf(env: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await runServer(env).ended
  expect(code).toBe(1)
  expect(stdout).not.toContain('Casino-Club is open')
  const lines = stderr.trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/\.$/)
  expect(lines[0]).not.toMatch(/Error:|node:|\s{2}at /)
  return lines[0] ?? ''
}

function listenOn(port: number): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

const isFree = async (port: string) => {
  const server = await listenOn(Number(port))
  await new Promise((resolve) => server.close(resolve))
}

test.each(['GAME_PORT', 'HTTP_PORT'] as const)(
  'a taken %s is said in one sentence, and the other port let go',
  async (name) => {
    const env = await anEnvironment()
    const server = await listenOn(Number(env[name]))
    expect(await refusalOf(env)).toBe(
      `Port ${env[name]} is taken; set ${name} to a free one or stop what listens there.`,
    )
    server.close()
    await isFree(env[name === 'GAME_PORT' ? 'HTTP_PORT' : 'GAME_PORT'] ?? '')
  },
)

const wrong: Record<string, [Record<string, string>, RegExp]> = {
  'a port that is none': [{ GAME_PORT: 'many' }, /^GAME_PORT is wrong: /],
  'one port for both': [{ GAME_PORT: '4711', HTTP_PORT: '4711' }, /^GAME_PORT and HTTP_PORT must differ\.$/],
  'a secret that is too short': [{ JWT_SECRET: 'short' }, /^JWT_SECRET is wrong: /],
  'a database that is no Postgres': [{ DATABASE_URL: 'mysql://u:short@localhost/x' }, /^DATABASE_URL is wrong: /],
}
test.each(Object.entries(wrong))('%s is said in one sentence', async (_, [changes, sentence]) => {
  const said = await refusalOf(await anEnvironment(changes))
  expect(said).toMatch(sentence)
  expect(said).not.toContain('short')
})

test('a database that does not answer is said in one sentence, without its password', async () => {
  const url = `postgres://somebody:hunter2@127.0.0.1:${await freePort()}/club`
  const said = await refusalOf(await anEnvironment({ DATABASE_URL: url }))
  expect(said).toMatch(/^The database at 127\.0\.0\.1:\d+\/club cannot be reached: .*\.$/)
  expect(said).not.toContain('hunter2')
})

test('a database that refuses the password, or is not there, is said in one sentence', async () => {
  const missing = new URL(databaseUrl)
  missing.pathname = 'there_is_no_such_database'
  expect(await refusalOf(await anEnvironment({ DATABASE_URL: missing.href }))).toMatch(
    /cannot be reached: .*does not exist/,
  )
  const stranger = new URL(databaseUrl)
  stranger.username = 'nobody_we_know'
  stranger.password = 'hunter2'
  const said = await refusalOf(await anEnvironment({ DATABASE_URL: stranger.href }))
  expect(said).toMatch(/cannot be reached/)
  expect(said).not.toContain('hunter2')
})

const PRODUCTION = {
  NODE_ENV: 'production',
  JWT_SECRET: 'x'.repeat(40),
  INVITE_CODE: 'only-for-friends',
  ADMIN_PASSWORD: 'long enough to be one',
}
test.each(['DATABASE_URL', 'ADMIN_PASSWORD'])('production without %s is refused in one sentence', async (name) => {
  expect(await refusalOf(await anEnvironment({ ...PRODUCTION, [name]: '' }))).toBe(`${name} must be set in production.`)
})

test('production with the development invite code is refused', async () => {
  const said = await refusalOf(await anEnvironment({ ...PRODUCTION, INVITE_CODE: '5858' }))
  expect(said).toBe('INVITE_CODE must not be the development code in production.')
})

test('production with all of them opens, shows no secret, and ends with 0 on Ctrl-C', async () => {
  const env = await anEnvironment(PRODUCTION)
  const { child, ended, stdout } = runServer(env)
  await eventually(() => expect(stdout()).toContain('Ctrl-C stops'), 20_000)
  for (const address of [env.HTTP_PORT, env.GAME_PORT]) expect(stdout()).toContain(`:${address}`)
  for (const secret of [PRODUCTION.JWT_SECRET, PRODUCTION.INVITE_CODE, PRODUCTION.ADMIN_PASSWORD]) {
    expect(stdout()).not.toContain(secret)
  }
  child.kill('SIGINT')
  child.kill('SIGINT')
  expect((await ended).code).toBe(0)
  await isFree(env.HTTP_PORT ?? '')
  await isFree(env.GAME_PORT ?? '')
})

test('a Redis that is away keeps a single process from nothing', async () => {
  const env = await anEnvironment({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` })
  const { child, ended, stdout } = runServer(env)
  await eventually(() => expect(stdout()).toContain('Ctrl-C stops'), 20_000)
  const { status } = await fetch(`http://127.0.0.1:${env.HTTP_PORT}/readyz`)
  expect(status).toBe(200)
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
})
