import type { RewardImport } from '@casino-club/shared'
import { afterAll, expect, test } from 'vitest'
import { ADMIN_PASSWORD, newCommandId, signUp, type TestPlayer } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const api = await startProcess({ role: 'api', databaseUrl, redisUrl })
const PATH = '/api/admin/reward-imports'
const PLAYERS = 5
const LINES = 1_500
const LINES_BEFORE_THE_END = 40
const PATIENCE_MS = 40_000

afterAll(async () => {
  api.kill('SIGKILL')
  await api.ended
  await pool.end()
})

test('a kill -9 in the middle of an import: another worker goes on, and every line is granted once', async () => {
  const login = { siteId: 'admin', password: ADMIN_PASSWORD }
  const { accessToken } = (await api.post<{ accessToken: string }>('/api/auth/admin/login', login)).body
  const players: TestPlayer[] = []
  while (players.length < PLAYERS) players.push(await signUp(api))
  const lines = Array.from({ length: LINES }, (_, index) => `${players[index % PLAYERS]?.userId},COIN,3`)
  const csv = `userId,type,amount\n${lines.join('\n')}`
  const file = { commandId: newCommandId(), fileName: 'many.csv', reason: 'for a test', csv }
  const { body } = await api.post<RewardImport>(PATH, file, accessToken)
  const granted = async () => (await api.get<RewardImport>(`${PATH}/${body.id}`, accessToken)).body.progress?.granted
  const victim = await startProcess({ role: 'worker', databaseUrl, redisUrl })
  await api.post(`${PATH}/${body.id}/start`, { seenHash: body.hash }, accessToken)
  await eventually(async () => expect(await granted()).toBeGreaterThan(LINES_BEFORE_THE_END), PATIENCE_MS)
  victim.kill('SIGKILL')
  await victim.ended
  expect(await granted()).toBeLessThan(LINES)
  const heir = await startProcess({ role: 'worker', databaseUrl, redisUrl })
  await eventually(async () => expect(await granted()).toBe(LINES), PATIENCE_MS)
  heir.kill('SIGTERM')
  await heir.ended
  for (const { userId } of players) {
    const [row] = await sql('select coins, version from players where user_id = $1', [userId])
    expect(row).toEqual({ coins: 10_000 + (3 * LINES) / PLAYERS, version: 1 + LINES / PLAYERS })
  }
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
}, 120_000)
