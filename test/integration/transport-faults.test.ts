import { afterAll, describe, expect, test } from 'vitest'
import { newCommandId, openClub, type PlayerRoom, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { type AcceptedSpin, booksOf, chainOf, type SpinReply, spinHttp, spinRoom } from '../support/play.ts'

const club = await openClub()

/** Ends the club's database connections, those of one kind or all, as a restart of Postgres does. */
async function breakConnections(name = 'casino-%'): Promise<void> {
  await club.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like $1 and application_name <> 'casino-test'`,
    [name],
  )
}

async function inRoom(): Promise<{ player: TestPlayer; room: PlayerRoom }> {
  const player = await club.signUp()
  return { player, room: await club.joinRoom(player.accessToken) }
}

interface Asked {
  readonly id: string
  readonly answer: SpinReply
}

/** Spins one after the other until told to stop; what stays unknown is kept with its id. */
async function keepSpinning(room: PlayerRoom, asked: Asked[], going: () => boolean): Promise<void> {
  while (going()) {
    const id = newCommandId()
    asked.push({ id, answer: await spinRoom(room, 10, id) })
  }
}

test('a connection that is lost as it is handed out ends its own question only', async () => {
  const connection = await club.core.pool.connect()
  // Nobody has had the time to listen yet.
  expect(() => connection.emit('error', new Error('lost'))).not.toThrow()
  connection.release(true)
  expect((await club.core.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

describe('database connections that break under load', () => {
  test.each(['casino-journal', 'casino-club', 'casino-%'])(
    '%s: every command has one outcome, and its repeat the same',
    async (name) => {
      const seated = await Promise.all([inRoom(), inRoom(), inRoom()])
      let going = true
      const asked: Asked[][] = seated.map(() => [])
      const playing = seated.map(({ room }, index) => keepSpinning(room, asked[index] ?? [], () => going))
      for (let round = 1; round <= 8; round++) {
        await eventually(() => expect(asked.flat().length).toBeGreaterThan(10 * round), 10_000)
        await breakConnections(name)
      }
      going = false
      await Promise.all(playing)
      for (const [index, { player, room }] of seated.entries()) {
        for (const { id, answer } of asked[index] ?? []) {
          expect(answer.ok || answer.reason === 'TEMPORARILY_UNAVAILABLE').toBe(true)
          const repeat = (await spinRoom(room, 10, id)) as AcceptedSpin
          if (answer.ok) expect(repeat).toEqual({ ...answer, replayed: true })
        }
        const spins = asked[index]?.length ?? 0
        expect(await booksOf(club.sql, player.userId)).toMatchObject({ nonce: spins, events: spins + 1 })
        expect(await chainOf(club.sql, player.userId)).toEqual(Array.from({ length: spins + 1 }, (_, at) => at + 1))
      }
      expect((await club.audit()).bad).toBeUndefined()
    },
  )

  test('after the bus was down, a log-out and a correction still reach the room', async () => {
    const { player, room } = await inRoom()
    await breakConnections('casino-bus')
    await eventually(() => expect(club.core.bus.connected).toBe(false))
    const { status } = await spinHttp(club, player)
    expect(status).toBe(200)
    await eventually(() => expect(club.core.bus.connected).toBe(true))
    const left = new Promise<number>((resolve) => room.onLeave(resolve))
    await club.post('/api/auth/logout', {}, player.accessToken)
    expect(await left).toBe(4_101)
  })

  test('a session that ended while the bus was down has its connections closed when it is back', async () => {
    const { player, room } = await inRoom()
    const left = new Promise<number>((resolve) => room.onLeave(resolve))
    await breakConnections('casino-bus')
    await eventually(() => expect(club.core.bus.connected).toBe(false))
    await club.post('/api/auth/logout', {}, player.accessToken)
    const { status } = await club.get('/api/auth/me', player.accessToken)
    expect(status).toBe(401)
    await eventually(() => expect(club.core.bus.connected).toBe(true))
    expect(await left).toBe(4_101)
  })

  test('what cannot be written is answered, and the same command succeeds afterwards', async () => {
    const { player, room } = await inRoom()
    const before = await booksOf(club.sql, player.userId)
    const id = newCommandId()
    await club.sql('alter table ledger_entries add constraint never check (false) not valid')
    const answer = await spinRoom(room, 10, id)
    await club.sql('alter table ledger_entries drop constraint never')
    expect(answer).toMatchObject({ ok: false, reason: 'INTERNAL' })
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    expect(await spinRoom(room, 10, id)).toMatchObject({ ok: true, nonce: 0 })
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ nonce: 1, events: 2 })
  })

  test('a player that Postgres refuses takes nobody down with him', async () => {
    const [bad, good] = [await inRoom(), await inRoom()]
    await club.sql(
      `alter table ledger_entries add constraint not_him check (user_id <> ${bad.player.userId}) not valid`,
    )
    const replies = Promise.all([spinRoom(bad.room), ...Array.from({ length: 20 }, () => spinRoom(good.room))])
    const [refused, ...accepted] = await replies
    await club.sql('alter table ledger_entries drop constraint not_him')
    expect(refused).toMatchObject({ ok: false, reason: 'INTERNAL' })
    expect(accepted.every(({ ok }) => ok)).toBe(true)
  })
})

afterAll(async () => {
  expect((await club.audit()).bad).toBeUndefined()
})
