import { afterAll, expect, test } from 'vitest'
import { newCommandId, signUp, type TestPlayer } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { aHand, betOn, crashPhase, joinCrash, joinMatch } from '../support/shared-rooms.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const start = () => startProcess({ role: 'all', databaseUrl, redisUrl })
const survivor = await start()

afterAll(async () => {
  survivor.kill('SIGKILL')
  await survivor.ended
  await pool.end()
})

const coinsOf = async ({ userId }: TestPlayer) =>
  (await sql<{ coins: number }>('select coins from players where user_id = $1', [userId]))[0]?.coins

/** What a killed process played is taken for dead when nobody has spoken for it for a while. */
async function passTheWait(): Promise<void> {
  await sql(
    `update rounds set alive_until = now() - interval '1 second' where state in ('open', 'closed') and day is null`,
  )
}

test('a kill -9 with a crash round in the air and a match between promise and show: every stake goes back', async () => {
  const victim = await start()
  const players = await Promise.all(Array.from({ length: 8 }, () => signUp(survivor)))
  const rooms = await Promise.all(players.map(({ accessToken }) => joinCrash(victim.gameUrl, accessToken)))
  const [first] = rooms
  if (first === undefined) throw new Error('no room')
  const roundId = await crashPhase(first, 'betting')
  for (const room of rooms) {
    await crashPhase(room, 'betting')
    expect(await betOn(room, 1_000)).toMatchObject({ ok: true })
  }
  const pair = await Promise.all([signUp(survivor), signUp(survivor)])
  const sides = [
    await joinMatch(victim.gameUrl, pair[0].accessToken, 500),
    await joinMatch(victim.gameUrl, pair[1].accessToken, 500),
  ]
  await eventually(() => expect(sides[0]?.state.phase).toBe('committing'), 10_000)
  for (const side of sides) await aHand(side, 'rock').commit()
  await eventually(() => expect(sides[0]?.state.phase).toBe('revealing'))
  for (const room of [...rooms, ...sides]) room.reconnection.enabled = false
  victim.kill('SIGKILL')
  await victim.ended
  expect(await Promise.all(players.map(coinsOf))).toEqual(players.map(() => 9_000))
  await passTheWait()
  await eventually(async () => {
    expect(await Promise.all(players.map(coinsOf))).toEqual(players.map(() => 10_000))
    expect(await Promise.all(pair.map(coinsOf))).toEqual([10_000, 10_000])
  }, 30_000)
  expect(await sql('select state from rounds where id = $1', [roundId])).toEqual([{ state: 'void' }])
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
})

test('a kill -9 in the middle of a drawing: every ticket is settled once', async () => {
  const players = await Promise.all(Array.from({ length: 40 }, () => signUp(survivor)))
  const enter = async (player: TestPlayer, index: number) => {
    for (let ticket = 0; ticket < 5; ticket++) {
      const numbers = [1, 2, 3, 4, 5].map((number) => ((number + index * 5 + ticket * 7) % 30) + 1)
      const body = { commandId: newCommandId(), numbers }
      expect((await survivor.post('/api/games/lottery/enter', body, player.accessToken)).status).toBe(200)
    }
  }
  await Promise.all(players.map(enter))
  // The drawing is due now, and both processes are at it when one of them dies.
  const victim = await start()
  await sql(`update rounds set closes_at = now() where game = 'lottery' and state = 'open'`)
  await eventually(async () => {
    const [row] = await sql<{ settled: number }>(
      `select count(*)::integer as settled from stakes where state = 'settled'`,
    )
    expect(row?.settled).toBeGreaterThan(0)
  }, 10_000)
  victim.kill('SIGKILL')
  await victim.ended
  await eventually(async () => {
    const rows =
      await sql(`select s.state, count(*)::integer as tickets from stakes s join rounds r on r.id = s.round_id
      where r.game = 'lottery' group by 1`)
    expect(rows).toEqual([{ state: 'settled', tickets: 200 }])
  }, 30_000)
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
})
