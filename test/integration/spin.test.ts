import { STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { type AcceptedSpin, booksOf, chainOf, giveCoins, spinHttp, spinRoom } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { badTokens, keyOf } from '../support/tokens.ts'

const club = await openClub()
const books = (player: TestPlayer) => booksOf(club.sql, player.userId)

/** Both doors of a player: each spins and gives the answer's fields, whatever way it came. */
async function doorsOf(player: TestPlayer) {
  const room = await club.joinRoom(player.accessToken)
  return {
    room: async (bet?: unknown, id?: unknown) => (await spinRoom(room, bet, id)) as unknown as Record<string, unknown>,
    http: async (bet?: unknown, id?: unknown) =>
      (await spinHttp(club, player, bet, id)).body as unknown as Record<string, unknown>,
  }
}
const DOORS = ['room', 'http'] as const
const PAIRS = DOORS.flatMap((first) => DOORS.map((second) => [first, second] as const))

describe('the same command id again', () => {
  test.each(PAIRS)('by %s, then by %s: answers the same and changes nothing', async (first, second) => {
    const player = await club.signUp()
    const doors = await doorsOf(player)
    const id = newCommandId()
    const answer = await doors[first](100, id)
    expect(answer).toMatchObject({ ok: true, commandId: id, bet: 100, nonce: 0 })
    const before = await books(player)
    expect(await doors[second](100, id)).toEqual({ ...answer, replayed: true })
    expect(await doors[second](100, id.toUpperCase())).toEqual({ ...answer, replayed: true })
    expect(await books(player)).toEqual(before)
  })

  test.each(PAIRS)('by %s, then by %s with another bet: is refused and changes nothing', async (first, second) => {
    const player = await club.signUp()
    const doors = await doorsOf(player)
    const id = newCommandId()
    await doors[first](100, id)
    const before = await books(player)
    expect(await doors[second](200, id)).toMatchObject({ reason: 'COMMAND_ID_REUSED' })
    expect(await books(player)).toEqual(before)
  })

  test('for another command is refused', async () => {
    const player = await club.signUp()
    const id = newCommandId()
    await spinHttp(club, player, 100, id)
    const before = await books(player)
    const answer = await club.post('/api/fairness/rotate', { commandId: id }, player.accessToken)
    expect(answer).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    expect(await books(player)).toEqual(before)
  })

  test('is the player’s own: another player may have the same', async () => {
    const [one, other] = [await club.signUp(), await club.signUp()]
    const id = newCommandId()
    expect((await spinHttp(club, one, 10, id)).body.replayed).toBeUndefined()
    expect((await spinHttp(club, other, 10, id)).body.replayed).toBeUndefined()
  })

  test('is answered even when the coins would no longer do', async () => {
    const player = await club.signUp()
    const id = newCommandId()
    const { body } = await spinHttp(club, player, 5_000, id)
    const { coins } = await books(player)
    await giveCoins(club, player.userId, -coins)
    expect((await spinHttp(club, player, 5_000, id)).body).toEqual({ ...body, replayed: true })
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(409, 'INSUFFICIENT_FUNDS'))
  })

  test('fifty times at once is one spin', async () => {
    const player = await club.signUp()
    const id = newCommandId()
    const answers = await Promise.all(Array.from({ length: 50 }, () => spinHttp(club, player, 100, id)))
    const { replayed: _, ...outcome } = (answers[0]?.body ?? {}) as AcceptedSpin
    for (const { body } of answers) expect(body).toMatchObject(outcome)
    expect(answers.filter(({ body }) => body.replayed !== true)).toHaveLength(1)
    expect(await books(player)).toMatchObject({ version: 2, nonce: 1, events: 2, commands: 2 })
  })
})

test('a hundred spins of one player at once, by both doors, add up', async () => {
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  const asking = Array.from({ length: 100 }, (_, index) =>
    index % 2 === 0 ? spinRoom(room, 10) : spinHttp(club, player, 10).then(({ body }) => body),
  )
  const answers = await Promise.all(asking)
  const accepted = answers.filter((answer): answer is AcceptedSpin => answer.ok === true)
  for (const answer of answers) expect(answer.ok === true || 'reason' in answer).toBe(true)
  expect(accepted.length).toBeGreaterThanOrEqual(64)
  const net = accepted.reduce((sum, { bet, win }) => sum + win - bet, 0)
  const after = await books(player)
  expect(after).toMatchObject({ coins: 10_000 + net, net: 10_000 + net, version: accepted.length + 1 })
  expect(accepted.map(({ nonce }) => nonce).sort((a, b) => a - b)).toEqual([...accepted.keys()])
  expect(await chainOf(club.sql, player.userId)).toEqual(Array.from({ length: after.version }, (_, at) => at + 1))
  expect((await club.audit()).bad).toBeUndefined()
})

describe('a bet', () => {
  const wrong = [-10, 0, -0, 10.5, '10', '', true, null, [10], { amount: 10 }, 1e21, 2 ** 53]

  test.each(wrong)('of %j is not understood and changes nothing', async (bet) => {
    const player = await club.signUp()
    const before = await books(player)
    expect(await spinHttp(club, player, bet)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await books(player)).toEqual(before)
  })

  test.each(['NaN', 'Infinity', '-Infinity', '1e400', '0x10', '+10'])('written as %s changes nothing', async (bet) => {
    const player = await club.signUp()
    const before = await books(player)
    const answer = await club.send('POST', '/api/actions/SLOT_SPIN', {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${player.accessToken}` },
      body: `{"commandId":"${newCommandId()}","bet":${bet}}`,
    })
    expect(answer).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await books(player)).toEqual(before)
  })

  test('below the least is refused', async () => {
    const player = await club.signUp()
    const before = await books(player)
    const { room, http } = await doorsOf(player)
    expect(await room(9)).toMatchObject({ ok: false, reason: 'BET_TOO_LOW' })
    expect(await http(9)).toMatchObject({ status: 422, reason: 'BET_TOO_LOW' })
    expect(await books(player)).toEqual(before)
  })

  test.each(Object.entries(STANDARD_SLOT_TABLE.maxBet))('above the limit of %s is refused', async (rank, limit) => {
    const player = await club.signUp()
    await club.sql('update users set rank = $2 where id = $1', [player.userId, rank])
    await giveCoins(club, player.userId, 1_000_000)
    const before = await books(player)
    const { room, http } = await doorsOf(player)
    expect(await room(limit + 1)).toMatchObject({ ok: false, reason: 'BET_ABOVE_LIMIT' })
    expect(await http(limit + 1)).toMatchObject({ status: 422, reason: 'BET_ABOVE_LIMIT' })
    expect(await books(player)).toEqual(before)
    expect(await room(limit)).toMatchObject({ ok: true, bet: limit })
  })

  test('above the balance is refused, the whole balance is not', async () => {
    const player = await club.signUp()
    await giveCoins(club, player.userId, 50 - 10_000)
    const before = await books(player)
    const { room, http } = await doorsOf(player)
    expect(await room(51)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_FUNDS' })
    expect(await http(51)).toMatchObject({ status: 409, reason: 'INSUFFICIENT_FUNDS' })
    expect(await books(player)).toEqual(before)
    const spun = await room(50)
    expect(spun).toMatchObject({ ok: true, coins: spun.win })
  })
})

describe('a request to spin over HTTP', () => {
  const spin = (player: TestPlayer, body: unknown, headers?: Record<string, string>) =>
    club.post('/api/actions/SLOT_SPIN', body, player.accessToken, headers)

  test('takes its command id from Idempotency-Key where the body has none', async () => {
    const player = await club.signUp()
    const id = newCommandId()
    const first = await spin(player, { bet: 10 }, { 'Idempotency-Key': id })
    expect(first).toMatchObject({ status: 200, body: { commandId: id } })
    expect((await spin(player, { bet: 10 }, { 'idempotency-key': id })).body).toMatchObject({ replayed: true })
    expect((await spin(player, { bet: 10, commandId: id })).body).toMatchObject({ replayed: true })
  })

  const malformed: Record<string, { body: unknown; headers?: Record<string, string> }> = {
    'without a command id': { body: { bet: 10 } },
    'with an Idempotency-Key that is no UUID': { body: { bet: 10 }, headers: { 'Idempotency-Key': 'again' } },
    'with a command id that is no UUID': { body: { bet: 10, commandId: '1234' } },
    'with a command id of null': { body: { bet: 10, commandId: null } },
    'without a bet': { body: { commandId: newCommandId() } },
    'with a field too many': { body: { bet: 10, commandId: newCommandId(), win: 1_000 } },
    'with another player’s id': { body: { bet: 10, commandId: newCommandId(), userId: 1 } },
    'that is a list': { body: [{ bet: 10, commandId: newCommandId() }] },
    'with nothing in it': { body: undefined },
  }
  test.each(Object.entries(malformed))('%s is not understood and changes nothing', async (_, { body, headers }) => {
    const player = await club.signUp()
    const before = await books(player)
    expect(await spin(player, body, headers)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await books(player)).toEqual(before)
  })

  test('with an admin’s token, none, or one that is not ours is refused', async () => {
    const player = await club.signUp()
    const before = await books(player)
    const asAdmin = await spinHttp(club, { accessToken: await club.adminToken() })
    expect(asAdmin).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const body = { commandId: newCommandId(), bet: 10 }
    expect(await club.post('/api/actions/SLOT_SPIN', body)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    const key = await keyOf(club.sql, player.accessToken)
    for (const [what, accessToken] of Object.entries(badTokens(player.accessToken, key))) {
      expect((await spinHttp(club, { accessToken })).status, what).toBe(401)
    }
    expect(await books(player)).toEqual(before)
  })
})
