import { afterAll, describe, expect, test } from 'vitest'
import { newCommandId, type PlayerRoom, signUp, type TestPlayer } from '../support/club.ts'
import { type ClubProcess, startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { type SpinReply, spinHttp, spinRoom } from '../support/play.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const start = () => startProcess({ role: 'all', databaseUrl, redisUrl, env: { SHUTDOWN_TIMEOUT_SECONDS: '10' } })
const survivor = await start()

afterAll(async () => {
  survivor.kill('SIGKILL')
  await survivor.ended
  await pool.end()
})

interface Asked {
  readonly player: TestPlayer
  readonly id: string
  /** Undefined: the connection ended first. */
  readonly answer: SpinReply | undefined
}

/** Spins until the connection is gone, one after the other by room or by HTTP. */
async function spinToTheEnd(
  player: TestPlayer,
  asked: Asked[],
  ask: (id: string) => Promise<SpinReply>,
): Promise<void> {
  for (;;) {
    const id = newCommandId()
    const answer = await ask(id).catch(() => undefined)
    asked.push({ player, id, answer })
    if (answer === undefined) return
  }
}

const PLAYERS = 8

/** Players who spin at a process until it is gone; half of them by their rooms, half over HTTP. */
async function playAt(club: ClubProcess) {
  const asked: Asked[] = []
  const playing: Promise<void>[] = []
  for (let index = 0; index < PLAYERS; index++) {
    const player = await signUp(survivor)
    if (index % 2 === 0) {
      const room: PlayerRoom = await club.joinRoom(player.accessToken)
      room.reconnection.enabled = false
      playing.push(spinToTheEnd(player, asked, (id) => spinRoom(room, 10, id)))
    } else {
      playing.push(spinToTheEnd(player, asked, async (id) => (await spinHttp(club, player, 10, id)).body as SpinReply))
    }
  }
  await eventually(() => expect(asked.length).toBeGreaterThan(SPINS_BEFORE_THE_END), 15_000)
  return { asked, over: Promise.all(playing) }
}

const SPINS_BEFORE_THE_END = 300

/** How many processes say that they are there; one that was killed goes on saying so. */
const processes = async () => (await sql('select process_id from game_processes')).length

const journaledIds = async () =>
  new Set((await sql<{ command_id: string }>('select command_id from player_commands')).map((row) => row.command_id))

const SAMPLE = 60

/** Every acknowledged outcome is there once, every unknown one is settled by asking again elsewhere. */
async function expectNothingLost(asked: readonly Asked[]): Promise<void> {
  const journaled = await journaledIds()
  const acknowledged = asked.filter(({ answer }) => answer?.ok === true)
  expect(acknowledged.filter(({ id }) => !journaled.has(id))).toEqual([])
  for (const { player, id, answer } of acknowledged.slice(-SAMPLE)) {
    const { body } = await spinHttp(survivor, player, 10, id)
    expect(body).toEqual({ ...answer, replayed: true })
  }
  for (const { player, id } of asked.filter(({ answer }) => answer?.ok !== true)) {
    const { body } = await spinHttp(survivor, player, 10, id)
    expect(body).toMatchObject({ ok: true, commandId: id })
    expect(body.replayed).toBe(journaled.has(id) ? true : undefined)
  }
  const [sums] = await sql<{ commands: number; spins: number }>(
    `select count(*) as commands, count(distinct (user_id, command_id)) as spins from player_events where game = 'slot'`,
  )
  expect(sums?.commands).toBe(sums?.spins)
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
}

describe('a process that is gone in the middle of spins', () => {
  test('by kill -9: what was acknowledged is there once, and asking elsewhere gives the same', async () => {
    const victim = await start()
    const { asked, over } = await playAt(victim)
    victim.kill('SIGKILL')
    await over
    await victim.ended
    expect(asked.filter(({ answer }) => answer?.ok).length).toBeGreaterThan(SPINS_BEFORE_THE_END / 2)
    await expectNothingLost(asked)
  })

  test('by SIGTERM: it ends with 0 in time, and every spin is answered or can be asked for elsewhere', async () => {
    const before = await processes()
    const leaver = await start()
    // Its first beat is on its way when its doors open.
    await eventually(async () => expect(await processes()).toBe(before + 1), 5_000)
    const { asked, over } = await playAt(leaver)
    const startMs = performance.now()
    leaver.kill('SIGTERM')
    const { code } = await leaver.ended
    expect(code).toBe(0)
    expect(performance.now() - startMs).toBeLessThan(10_000)
    await over
    expect(asked.filter(({ answer }) => answer?.ok).length).toBeGreaterThan(SPINS_BEFORE_THE_END / 2)
    await expectNothingLost(asked)
    expect(await processes()).toBe(before)
  })

  test('by SIGTERM with nobody there: it ends with 0 at once', async () => {
    const idle = await start()
    idle.kill('SIGTERM')
    expect((await idle.ended).code).toBe(0)
  })
})
