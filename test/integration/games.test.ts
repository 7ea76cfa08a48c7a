import { GAME_DEFINITIONS, type VerifyReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type PlayerRoom, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'

const club = await openClub()

interface Played extends Record<string, unknown> {
  readonly ok: boolean
  readonly eventId: string
  readonly bet: number
  readonly win: number
  readonly replayed?: true
}

interface GameCase {
  readonly path: string
  readonly choice: object
  readonly stake: number
  readonly currency: 'coins' | 'gems'
  /** Choices that the schema or the table refuses, by the reason. */
  readonly refused: readonly (readonly [string, object])[]
}

const RED = { kind: 'red', amount: 20 }

/** A game without a case here does not pass. */
const CASES: Record<string, GameCase> = {
  slot: {
    path: '/api/actions/SLOT_SPIN',
    choice: { bet: 10 },
    stake: 10,
    currency: 'coins',
    refused: [
      ['BET_TOO_LOW', { bet: 9 }],
      ['BET_ABOVE_LIMIT', { bet: 5_001 }],
      ['INVALID_PAYLOAD', { bet: -10 }],
    ],
  },
  gacha: {
    path: '/api/games/gacha/pull',
    choice: { count: 1 },
    stake: 50,
    currency: 'gems',
    refused: [
      ['INSUFFICIENT_FUNDS', { count: 10 }],
      ['INVALID_PAYLOAD', { count: 2 }],
      ['INVALID_PAYLOAD', { count: 1, bet: 1 }],
    ],
  },
  roulette: {
    path: '/api/games/roulette/spin',
    choice: { bets: [RED, { kind: 'split', numbers: [1, 2], amount: 10 }] },
    stake: 30,
    currency: 'coins',
    refused: [
      ['BET_TOO_LOW', { bets: [RED, { ...RED, amount: 9 }] }],
      [
        'BET_ABOVE_LIMIT',
        {
          bets: [
            { ...RED, amount: 2_500 },
            { ...RED, amount: 2_501 },
          ],
        },
      ],
      ['INVALID_PAYLOAD', { bets: [] }],
      ['INVALID_PAYLOAD', { bets: [{ kind: 'split', numbers: [1, 36], amount: 10 }] }],
      ['INVALID_PAYLOAD', { bets: Array.from({ length: 21 }, () => RED) }],
      ['INVALID_PAYLOAD', { bets: [{ ...RED, amount: Number.MAX_SAFE_INTEGER }] }],
    ],
  },
  rps: {
    path: '/api/games/rps/play',
    choice: { bet: 50, hand: 'rock' },
    stake: 50,
    currency: 'coins',
    refused: [
      ['BET_TOO_LOW', { bet: 1, hand: 'rock' }],
      ['BET_ABOVE_LIMIT', { bet: 5_001, hand: 'paper' }],
      ['INVALID_PAYLOAD', { bet: 50, hand: 'well' }],
      ['INVALID_PAYLOAD', { bet: 50 }],
    ],
  },
  dice: {
    path: '/api/games/dice/roll',
    choice: { bet: 60, direction: 'under', target: 51 },
    stake: 60,
    currency: 'coins',
    refused: [
      ['BET_TOO_LOW', { bet: 1, direction: 'under', target: 51 }],
      ['BET_ABOVE_LIMIT', { bet: 5_001, direction: 'over', target: 51 }],
      ['CHOICE_NOT_OFFERED', { bet: 60, direction: 'under', target: 1 }],
      ['INVALID_PAYLOAD', { bet: 60, direction: 'sideways', target: 51 }],
      ['INVALID_PAYLOAD', { bet: 60, direction: 'over', target: 50.5 }],
    ],
  },
}

const CODES: Record<string, number> = { INVALID_PAYLOAD: 400, INSUFFICIENT_FUNDS: 409 }
const PLAYS = 25

async function aSeat(): Promise<{ player: TestPlayer; room: PlayerRoom }> {
  const player = await club.signUp()
  return { player, room: await club.joinRoom(player.accessToken) }
}

const play = (room: PlayerRoom, command: string, choice: object, commandId = newCommandId()): Promise<Played> =>
  room.request(command as 'slot.spin', { commandId, ...choice } as never) as Promise<never>

test('every game has its case', () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(GAME_DEFINITIONS).sort())
})

describe.each(Object.entries(CASES))('%s', (id, { path, choice, stake, currency, refused }) => {
  const command = GAME_DEFINITIONS[id]?.command ?? ''

  test('takes the stake and gives the win, in the room and over HTTP alike', async () => {
    const { player, room } = await aSeat()
    let balance = (await booksOf(club.sql, player.userId))[currency]
    for (let index = 0; index < PLAYS && balance >= stake; index++) {
      const answer =
        index % 2 === 0
          ? await play(room, command, choice)
          : (await club.post<Played>(path, { commandId: newCommandId(), ...choice }, player.accessToken)).body
      expect(answer).toMatchObject({ ok: true, bet: stake, ...('bets' in choice && { bets: choice.bets }) })
      balance += answer.win - stake
      expect(answer[currency]).toBe(balance)
    }
    expect((await booksOf(club.sql, player.userId))[currency]).toBe(balance)
  })

  test('answers a repeat as it answered first, and refuses the id for another choice', async () => {
    const { player, room } = await aSeat()
    const commandId = newCommandId()
    const first = await play(room, command, choice, commandId)
    const books = await booksOf(club.sql, player.userId)
    expect(await play(room, command, choice, commandId)).toEqual({ ...first, replayed: true })
    const another = 'bet' in choice ? { bet: 70 } : 'count' in choice ? { count: 10 } : undefined
    const other = await club.post(path, { commandId, ...choice, ...another }, player.accessToken)
    expect(other.status).toBe(another ? 422 : 200)
    expect(await booksOf(club.sql, player.userId)).toEqual(books)
  })

  test.each(refused)('is refused: %s %j', async (reason, bad) => {
    const { player, room } = await aSeat()
    const before = await booksOf(club.sql, player.userId)
    expect(await play(room, command, bad)).toMatchObject({ ok: false, reason })
    const answer = await club.post(path, { commandId: newCommandId(), ...bad }, player.accessToken)
    expect(answer).toMatchObject({ status: CODES[reason] ?? 422, body: { reason } })
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
  })

  test('can be computed again from the revealed seed, by event and by anybody from public data', async () => {
    const { player, room } = await aSeat()
    const played = await play(room, command, choice)
    await room.request('fairness.rotate', { commandId: newCommandId() })
    const own = await club.get<VerifyReply>(`/api/fairness/verify?eventId=${played.eventId}`, player.accessToken)
    expect(own.body).toMatchObject({ verified: true, differences: [], transcript: { game: id, bet: stake } })
    const { serverSeed, clientSeed, nonce, tableVersion, choice: chosen, before } = own.body.transcript
    const query = new URLSearchParams({
      game: id,
      serverSeed,
      clientSeed,
      nonce: `${nonce}`,
      tableVersion: `${tableVersion}`,
      choice: JSON.stringify(chosen),
      before: JSON.stringify(before),
    })
    const anybody = await club.get<VerifyReply>(`/api/fairness/verify?${query}`)
    expect(anybody.body.computed).toEqual(own.body.computed)
  })

  test('publishes the odds it draws from, exactly', async () => {
    const { status, body } = await club.get<Record<string, unknown>>(`/api/games/${id}/config`)
    expect([status, body.table]).toEqual([200, GAME_DEFINITIONS[id]?.standardTable])
    expect((await club.get(`/api/games/${id}/tables/${body.tableVersion}`)).body).toEqual(body)
    expect((await club.get(`/api/games/${id}/tables/99`)).status).toBe(404)
  })

  test('needs a token, and a player’s', async () => {
    const body = { commandId: newCommandId(), ...choice }
    expect((await club.post(path, body)).status).toBe(401)
    expect((await club.post(path, body, await club.adminToken())).status).toBe(403)
  })

  test('stands in the history and the statistics', async () => {
    const { player, room } = await aSeat()
    const played = await play(room, command, choice)
    const history = await club.get<{ eventId: string; game: string }[]>(
      `/api/games/history?game=${id}`,
      player.accessToken,
    )
    expect(history.body).toMatchObject([{ eventId: played.eventId, game: id, bet: stake, win: played.win }])
    const stats = await club.get(`/api/games/${id}/stats`, player.accessToken)
    expect(stats.body).toMatchObject({ game: id, plays: 1, totalBet: stake, totalWin: played.win })
  })
})

describe('the gacha', () => {
  const giveGems = async (userId: number, amount: number) => {
    const { version } = await booksOf(club.sql, userId)
    const body = { commandId: newCommandId(), currency: 'gems', amount, reason: 'for a test', expectedVersion: version }
    await club.post(`/api/admin/players/${userId}/balance-corrections`, body, await club.adminToken())
  }
  const inventory = async ({ accessToken }: TestPlayer) =>
    (await club.get<{ items: { item: string; quantity: number }[] }>('/api/games/inventory', accessToken)).body.items
  const total = (items: readonly { quantity: number }[]) => items.reduce((sum, { quantity }) => sum + quantity, 0)

  test('puts what it grants into the inventory, once, and counts the pity', async () => {
    const { player, room } = await aSeat()
    await giveGems(player.userId, 8_000)
    let pity = 0
    for (let round = 0; round < 12; round++) {
      const commandId = newCommandId()
      const answer = await play(room, 'gacha.pull', { count: 10 }, commandId)
      expect(await play(room, 'gacha.pull', { count: 10 }, commandId)).toMatchObject({ replayed: true })
      const pulls = answer.pulls as { pityBefore: number; pityAfter: number }[]
      expect(pulls[0]?.pityBefore).toBe(pity)
      pity = pulls.at(-1)?.pityAfter ?? -1
    }
    expect(total(await inventory(player))).toBe(120)
    const stats = await club.get(`/api/games/gacha/stats`, player.accessToken)
    expect(stats.body).toMatchObject({ pity, playersToday: expect.any(Number) })
    expect(total(Object.values(stats.body.own as Record<string, number>).map((quantity) => ({ quantity })))).toBe(120)
    await eventually(() => expect(room.state.pity).toBe(pity))
  })

  test('on two devices and over HTTP at once grants what was paid for and no more', async () => {
    const { player, room } = await aSeat()
    const second = await club.joinRoom(player.accessToken)
    await giveGems(player.userId, 900)
    const answers = await Promise.all(
      Array.from({ length: 9 }, async (_, index) => {
        if (index % 3 === 2) {
          const body = { commandId: newCommandId(), count: 10 }
          return (await club.post<Played>('/api/games/gacha/pull', body, player.accessToken)).body
        }
        return play(index % 3 === 0 ? room : second, 'gacha.pull', { count: 10 })
      }),
    )
    const accepted = answers.filter(({ ok }) => ok).length
    expect(accepted).toBe(2)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ gems: 100 })
    expect(total(await inventory(player))).toBe(20)
  })

  test('with nine gems too few changes nothing', async () => {
    const { player, room } = await aSeat()
    await giveGems(player.userId, 341)
    const before = await booksOf(club.sql, player.userId)
    expect(await play(room, 'gacha.pull', { count: 10 })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_FUNDS' })
    expect([await booksOf(club.sql, player.userId), await inventory(player)]).toEqual([before, []])
  })
})

test('the roulette tells the club’s last numbers, the latest first', async () => {
  const { room } = await aSeat()
  const spun = await play(room, 'roulette.spin', { bets: [RED] })
  await eventually(async () => {
    const { numbers } = (await club.get<{ numbers: number[] }>('/api/games/roulette/recent')).body
    expect(numbers[0]).toBe(spun.number)
  }, 8_000)
})

test('twenty devices at once on one player’s last coins play as often as the coins last', async () => {
  const { player, room } = await aSeat()
  const { coins, version } = await booksOf(club.sql, player.userId)
  const body = {
    commandId: newCommandId(),
    currency: 'coins',
    amount: 200 - coins,
    reason: 'for a test',
    expectedVersion: version,
  }
  await club.post(`/api/admin/players/${player.userId}/balance-corrections`, body, await club.adminToken())
  const lose = { bet: 100, direction: 'over', target: 98 }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? play(room, 'dice.roll', lose)
        : club.post<Played>('/api/games/dice/roll', { commandId: newCommandId(), ...lose }, player.accessToken),
    ),
  )
  const played = answers.map((answer) => ('body' in answer ? (answer.body as Played) : answer))
  const accepted = played.filter(({ ok }) => ok)
  const won = accepted.reduce((sum, { win }) => sum + win, 0)
  const books = await booksOf(club.sql, player.userId)
  expect(accepted.length).toBeGreaterThanOrEqual(2)
  expect(books.coins).toBe(200 - 100 * accepted.length + won)
  for (const refused of played.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ reason: 'INSUFFICIENT_FUNDS' })
})

test('all of it follows from the books', async () => {
  expect(await club.audit()).toMatchObject({ bad: undefined })
})
