import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedRedis } from '../../server/src/platform/embedded/index.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { eventually } from '../support/eventually.ts'

const PATIENCE_MS = 20_000
const folder = mkdtempSync(join(tmpdir(), 'casino-policy-'))
chmodSync(folder, 0o711)
const server = await startEmbeddedRedis({ dataDir: join(folder, 'data'), log: () => undefined })
const redis = new Redis(server.url)
afterAll(async () => {
  redis.disconnect()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a process says of its Redis at its start, and to who asks whether it is ready. */
async function bootOn(policy: string) {
  await redis.config('SET', 'maxmemory-policy', policy)
  const env = { LOG_LEVEL: 'error' }
  const club = await startProcess({ role: 'api', databaseUrl: await freshDatabase(), redisUrl: server.url, env })
  const ready = async () => (await club.get<{ status: string; warnings?: string[] }>('/readyz')).body
  const end = async () => {
    club.kill('SIGTERM')
    return (await club.ended).stdout
  }
  return { ready, end }
}

test('a Redis that forgets keys when its memory is full is told of at the start, in log and readiness', async () => {
  const club = await bootOn('allkeys-lru')
  await eventually(async () => {
    expect(await club.ready()).toEqual({
      status: 'ready',
      warnings: ['Redis has maxmemory-policy allkeys-lru; queues need noeviction'],
    })
  }, PATIENCE_MS)
  const lines = (await club.end()).split('\n').filter((line) => line.includes('Redis forgets keys'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, policy: 'allkeys-lru' })
})

test('one that keeps them is not', async () => {
  const club = await bootOn('noeviction')
  expect(await club.ready()).toEqual({ status: 'ready' })
  expect(await club.end()).not.toContain('Redis forgets keys')
})
