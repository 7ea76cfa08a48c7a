import { commitmentOf } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'
import { aHand, joinMatch, type MatchRoom } from '../support/shared-rooms.ts'

const club = await openClub()
const drafted = await club.core.tables.draft(
  'match',
  { ...(club.core.tables.current('match')?.table as object), commitSeconds: 3, revealSeconds: 3 },
  'for tests',
)
if (!drafted.ok) throw new Error(drafted.message)
await club.core.tables.publish('match', drafted.value.version)
const STAKE = 1_000

interface Side {
  readonly player: TestPlayer
  readonly room: MatchRoom
}

async function sideOf(stake = STAKE): Promise<Side> {
  const player = await club.signUp()
  return { player, room: await joinMatch(club.gameUrl, player.accessToken, stake) }
}

/** Two players, stakes taken. */
async function aMatch(): Promise<[Side, Side]> {
  const sides: [Side, Side] = [await sideOf(), await sideOf()]
  await phase(sides, 'committing')
  return sides
}

const phase = (sides: readonly Side[], wanted: string, throwNo?: number) =>
  eventually(() => {
    for (const { room } of sides) {
      expect(room.state.phase).toBe(wanted)
      if (throwNo) expect(room.state.throwNo).toBe(throwNo)
    }
  }, 10_000)

const coins = ({ player }: Side) => booksOf(club.sql, player.userId).then((books) => books.coins)

test('the winner has both stakes, each player’s history shows the match, and anybody can check it', async () => {
  const [one, other] = await aMatch()
  const { roundId } = one.room.state
  expect([await coins(one), await coins(other)]).toEqual([9_000, 9_000])
  const [rock, scissors] = [aHand(one.room, 'rock'), aHand(other.room, 'scissors')]
  await rock.commit()
  await scissors.commit()
  await phase([one, other], 'revealing')
  await rock.reveal()
  // A hand is shown to the other only when both are.
  await eventually(() => expect(other.room.state.seats[0]).toMatchObject({ revealed: true, hand: '' }))
  await scissors.reveal()
  await phase([one, other], 'over')
  expect(one.room.state).toMatchObject({ winner: one.player.userId, by: 'hands' })
  expect(one.room.state.seats.map(({ hand, win }) => [hand, win])).toEqual([
    ['rock', 2_000],
    ['scissors', 0],
  ])
  expect([await coins(one), await coins(other)]).toEqual([11_000, 9_000])
  for (const [{ player }, win] of [
    [one, 2_000],
    [other, 0],
  ] as const) {
    const { body } = await club.get('/api/games/history', player.accessToken)
    expect(body).toMatchObject([{ game: 'match', bet: STAKE, win }])
  }
  const { body: round } = await club.get(`/api/games/match/rounds/${roundId}`)
  expect(round).toMatchObject({ state: 'settled', outcome: { winner: one.player.userId, by: 'hands' } })
})

test('equal hands are thrown again, and after the last throw both stakes go back', async () => {
  const sides = await aMatch()
  for (const throwNo of [1, 2, 3]) {
    await phase(sides, 'committing', throwNo)
    const hands = sides.map(({ room }) => aHand(room, 'paper'))
    await Promise.all(hands.map((hand) => hand.commit()))
    await phase(sides, 'revealing', throwNo)
    await Promise.all(hands.map((hand) => hand.reveal()))
  }
  await phase(sides, 'over')
  expect(sides[0].room.state).toMatchObject({ winner: 0, by: 'equal' })
  expect(await Promise.all(sides.map(coins))).toEqual([10_000, 10_000])
})

test('who does not show his hand in time loses to him who does', async () => {
  const [one, other] = await aMatch()
  const hand = aHand(one.room, 'paper')
  await hand.commit()
  await aHand(other.room, 'scissors').commit()
  await phase([one, other], 'revealing')
  await hand.reveal()
  await phase([one, other], 'over')
  expect(one.room.state).toMatchObject({ winner: one.player.userId, by: 'forfeit' })
  expect([await coins(one), await coins(other)]).toEqual([11_000, 9_000])
})

test('when neither chooses a hand both stakes go back', async () => {
  const sides = await aMatch()
  await phase(sides, 'over')
  expect(await Promise.all(sides.map(coins))).toEqual([10_000, 10_000])
})

test('who leaves before the match begins loses nothing, and the seat is free again', async () => {
  const gone = await sideOf(500)
  await gone.room.leave()
  const [one, other] = [await sideOf(500), await sideOf(500)]
  await phase([one, other], 'committing')
  expect(one.room.roomId).toBe(other.room.roomId)
  expect(await coins(gone)).toBe(10_000)
  await one.room.leave()
  await aHand(other.room, 'rock').commit()
  await phase([other], 'over')
  expect(other.room.state).toMatchObject({ winner: other.player.userId, by: 'forfeit' })
  expect([await coins(one), await coins(other)]).toEqual([9_500, 10_500])
})

test('who has not the stake is turned away at the door; who loses it while he waits takes nobody’s stake with him', async () => {
  const waiting = await sideOf(5_000)
  const { version } = await booksOf(club.sql, waiting.player.userId)
  const body = {
    commandId: crypto.randomUUID(),
    currency: 'coins',
    amount: -9_990,
    reason: 'for a test',
    expectedVersion: version,
  }
  const path = `/api/admin/players/${waiting.player.userId}/balance-corrections`
  expect((await club.post(path, body, await club.adminToken())).status).toBe(200)
  const rich = await sideOf(5_000)
  await phase([waiting, rich], 'over')
  expect(rich.room.state).toMatchObject({ by: 'INSUFFICIENT_FUNDS' })
  expect([await coins(waiting), await coins(rich)]).toEqual([10, 10_000])
  await expect(joinMatch(club.gameUrl, waiting.player.accessToken, 5_000)).rejects.toThrow('INSUFFICIENT_FUNDS')
})

test('a second device of a player who waits is turned away and leaves him his seat', async () => {
  const one = await sideOf(100)
  await expect(joinMatch(club.gameUrl, one.player.accessToken, 100)).rejects.toThrow('CONFLICT')
  await eventually(() => expect(one.room.state.seats).toHaveLength(1))
  const other = await sideOf(100)
  await phase([one, other], 'committing')
  expect(one.room.roomId).toBe(other.room.roomId)
})

test('a match is settled and ended in one step: a sweep at that moment finds nothing to give back', async () => {
  const sides = await aMatch()
  const { roundId } = sides[0].room.state
  const hands = [aHand(sides[0].room, 'rock'), aHand(sides[1].room, 'paper')]
  await Promise.all(hands.map((hand) => hand.commit()))
  await phase(sides, 'revealing')
  await Promise.all(hands.map((hand) => hand.reveal()))
  await eventually(async () => {
    const [row] = await club.sql(
      `select r.state, count(s.*) filter (where s.state = 'settled')::integer as settled
      from rounds r join stakes s on s.round_id = r.id where r.id = $1 group by 1`,
      [roundId],
    )
    expect([
      { state: 'closed', settled: 0 },
      { state: 'settled', settled: 2 },
    ]).toContainEqual(row)
    expect(row).toEqual({ state: 'settled', settled: 2 })
  })
  expect(await club.core.rounds.sweep()).toBe(0)
  expect((await club.audit()).bad).toBeUndefined()
})

test('what is refused changes nothing', async () => {
  const [one, other] = await aMatch()
  const commitment = commitmentOf('rock', 'ab'.repeat(16))
  const send = (type: string, payload: object) => one.room.request(type, payload)
  expect(await send('match.commit', { throwNo: 1, commitment: 'zz' })).toMatchObject({ reason: 'INVALID_PAYLOAD' })
  expect(await send('match.commit', { throwNo: 2, commitment })).toMatchObject({ reason: 'TOO_LATE' })
  expect(await send('match.reveal', { throwNo: 1, hand: 'rock', salt: 'ab'.repeat(16) })).toMatchObject({
    reason: 'TOO_LATE',
  })
  expect(await send('match.commit', { throwNo: 1, commitment })).toEqual({ ok: true })
  expect(await send('match.commit', { throwNo: 1, commitment })).toEqual({ ok: true })
  expect(await send('match.commit', { throwNo: 1, commitment: 'ab'.repeat(32) })).toMatchObject({
    reason: 'ALREADY_COMMITTED',
  })
  await aHand(other.room, 'rock').commit()
  await phase([one, other], 'revealing')
  expect(await send('match.reveal', { throwNo: 1, hand: 'paper', salt: 'ab'.repeat(16) })).toMatchObject({
    reason: 'COMMITMENT_BROKEN',
  })
  for (const stake of [-1, 0, 101, 'x', undefined, Number.NaN]) {
    const { accessToken } = await club.signUp()
    await expect(joinMatch(club.gameUrl, accessToken, stake)).rejects.toThrow('CHOICE_NOT_OFFERED')
  }
  await expect(joinMatch(club.gameUrl, '', STAKE)).rejects.toThrow('UNAUTHENTICATED')
})

test('a match that is given up elsewhere gives both stakes back once; many at once all end, and the books fit', async () => {
  const [one, other] = await aMatch()
  await club.sql(`update rounds set alive_until = now() - interval '1 second' where id = $1`, [one.room.state.roundId])
  expect(await club.core.rounds.sweep()).toBe(1)
  await phase([one, other], 'over')
  expect([await coins(one), await coins(other)]).toEqual([10_000, 10_000])
  const many = await Promise.all(Array.from({ length: 20 }, () => sideOf(100)))
  await phase(many, 'committing')
  const hands = many.map(({ room }, index) => aHand(room, index % 2 === 0 ? 'rock' : 'paper'))
  await Promise.all(hands.map((hand) => hand.commit()))
  await phase(many, 'revealing')
  await Promise.all(hands.map((hand) => hand.reveal()))
  await eventually(async () => {
    const [left] = await club.sql(`select count(*)::integer as left from stakes where state = 'open'`)
    expect(left).toEqual({ left: 0 })
  }, 20_000)
  expect((await club.audit()).bad).toBeUndefined()
})

test('when the club closes in a match both stakes go back', async () => {
  const sides = await aMatch()
  await Promise.all(sides.map(({ room }) => aHand(room, 'rock').commit()))
  await club.stop()
  const { ownerOf } = await import('../support/sql.ts')
  const { sql, pool } = ownerOf(club.databaseUrl)
  for (const { player } of sides) {
    expect(await sql('select coins from players where user_id = $1', [player.userId])).toEqual([{ coins: 10_000 }])
  }
  await pool.end()
})
