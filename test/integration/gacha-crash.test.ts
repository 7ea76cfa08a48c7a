import { afterAll, expect, test } from 'vitest'
import { newCommandId, signUp, type TestPlayer } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const start = () => startProcess({ role: 'all', databaseUrl, redisUrl })
const survivor = await start()
const PLAYERS = 6
const PULLS_BEFORE_THE_END = 60
const GEMS = 1_000_000

afterAll(async () => {
  survivor.kill('SIGKILL')
  await survivor.ended
  await pool.end()
})

interface Asked {
  readonly player: TestPlayer
  readonly id: string
  readonly answer: { ok: boolean } | undefined
}

async function aRichPlayer(): Promise<TestPlayer> {
  const player = await signUp(survivor)
  const login = { siteId: 'admin', password: 'the-password-of-tests' }
  const { accessToken } = (await survivor.post<{ accessToken: string }>('/api/auth/admin/login', login)).body
  const body = { commandId: newCommandId(), currency: 'gems', amount: GEMS, reason: 'for a test', expectedVersion: 1 }
  await survivor.post(`/api/admin/players/${player.userId}/balance-corrections`, body, accessToken)
  return player
}

test('a kill -9 in the middle of ten-pulls loses none, and grants none twice', async () => {
  const victim = await start()
  const players: TestPlayer[] = []
  while (players.length < PLAYERS) players.push(await aRichPlayer())
  const asked: Asked[] = []
  const over = Promise.all(
    players.map(async (player) => {
      for (let last: Asked['answer'] = { ok: true }; last !== undefined; ) {
        const id = newCommandId()
        const body = { commandId: id, count: 10 }
        last = await victim
          .post<{ ok: boolean }>('/api/games/gacha/pull', body, player.accessToken)
          .then((answer) => answer.body)
          .catch(() => undefined)
        asked.push({ player, id, answer: last })
      }
    }),
  )
  await eventually(() => expect(asked.length).toBeGreaterThan(PULLS_BEFORE_THE_END), 20_000)
  victim.kill('SIGKILL')
  await over
  await victim.ended
  for (const { player, id, answer } of asked) {
    const body = { commandId: id, count: 10 }
    const again = (await survivor.post('/api/games/gacha/pull', body, player.accessToken)).body
    if (answer?.ok) expect(again).toEqual({ ...answer, replayed: true })
    else expect(again).toMatchObject({ ok: true, commandId: id })
  }
  for (const { userId } of players) {
    const pulls = asked.filter(({ player }) => player.userId === userId).length
    const [books] = await sql<{ gems: number; items: number; least: number }>(
      `select p.gems, (select sum(quantity)::integer from inventory i where i.user_id = p.user_id) as items,
         (select min(quantity)::integer from inventory_entries e where e.user_id = p.user_id) as least
       from players p where p.user_id = $1`,
      [userId],
    )
    expect(books).toMatchObject({ gems: 100 + GEMS - 450 * pulls, items: 10 * pulls })
  }
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
})
