import type { GameStats, Play } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { type AcceptedSpin, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const NOON = Date.UTC(2026, 4, 1, 12)
const MINUTE = 60_000
const clock = aClock(NOON)
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })

let player: TestPlayer
const spins: AcceptedSpin[] = []

/** Twelve spins, a minute apart from noon on, of 10, 20, … 120 coins. */
beforeAll(async () => {
  player = await club.signUp()
  for (let spin = 0; spin < 12; spin++) {
    spins.push((await spinHttp(club, player, 10 * (spin + 1))).body)
    clock.advance(MINUTE)
  }
})

const history = (query = '') => club.get<Play[]>(`/api/games/history${query}`, player.accessToken)
const at = (minute: number) => new Date(NOON + minute * MINUTE).toISOString()
const betsOf = (plays: Play[]) => plays.map(({ bet }) => bet / 10)

describe('the history of games', () => {
  test('is newest first, with all that was answered, and its total', async () => {
    const { body, headers } = await history()
    expect(headers.get('x-total-count')).toBe('12')
    expect(betsOf(body)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    for (const [index, play] of body.entries()) {
      const { ok: _, ...spin } = spins[11 - index] as AcceptedSpin
      const { eventId, bet, win } = spin
      expect(play).toMatchObject({ eventId, game: 'slot', occurredAt: at(11 - index), bet, win, net: win - bet })
      expect(play.outcome).toEqual(spin)
    }
  })

  test('is read in pages, in either order', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => history(`?perPage=5&order=ASC&page=${page}`)))
    expect(pages.map(({ body }) => betsOf(body))).toEqual([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11, 12], []])
    for (const { headers } of pages) expect(headers.get('x-total-count')).toBe('12')
    expect(betsOf((await history('?perPage=2&order=desc')).body)).toEqual([12, 11])
  })

  test('is cut to a time: from is in it, to is not', async () => {
    const { body, headers } = await history(`?from=${at(3)}&to=${at(6)}&game=slot`)
    expect(betsOf(body)).toEqual([6, 5, 4])
    expect(headers.get('x-total-count')).toBe('3')
    const inSeoul = encodeURIComponent(
      `${new Date(NOON + 3 * MINUTE + 9 * 3_600_000).toISOString().slice(0, -1)}+09:00`,
    )
    expect(betsOf((await history(`?from=${inSeoul}&to=${at(6)}`)).body)).toEqual([6, 5, 4])
    expect((await history(`?from=${at(6)}&to=${at(3)}`)).body).toEqual([])
  })

  test('is the player’s own', async () => {
    const stranger = await club.signUp()
    const { body, headers } = await club.get(`/api/games/history?userId=${player.userId}`, stranger.accessToken)
    expect([body, headers.get('x-total-count')]).toEqual([[], '0'])
  })

  const wrong = [
    'from=1999-12-31T23:59:59Z',
    'to=2101-01-01T00:00:00Z',
    'from=9999-12-31T23:59:59Z',
    'from=-000001-01-01T00:00:00Z',
    'from=2026-02-30T00:00:00Z',
    'from=2026-05-01',
    'from=yesterday',
    'from=1777636800000',
    "to=2026-05-01T00:00:00Z' or 1=1",
    'from=infinity',
    'page=0',
    'page=-1',
    'page=1.5',
    'page=100001',
    'page=NaN',
    'perPage=0',
    'perPage=201',
    'perPage=1e9',
    'order=sideways',
    'game=chess',
    'game=',
    'from=2026-05-01T00:00:00Z&from=2026-05-02T00:00:00Z',
  ]
  test.each(wrong)('refuses %s', async (query) => {
    expect(await history(`?${encodeURI(query)}`)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})

describe('the statistics of games', () => {
  test('add up what was played', async () => {
    const wins = spins.map(({ win }) => win)
    const totalWin = wins.reduce((sum, win) => sum + win, 0)
    const expected = {
      game: 'slot',
      plays: 12,
      wins: wins.filter((win) => win > 0).length,
      totalBet: 780,
      totalWin,
      netResult: totalWin - 780,
      bestWin: Math.max(...wins),
      lastPlayedAt: at(11),
    }
    const { body } = await club.get<GameStats>('/api/games/slot/stats', player.accessToken)
    expect(body).toMatchObject({ ...expected, winRate: expected.wins / 12, currency: 'coins' })
    const profile = await club.get('/api/games/profile/stats', player.accessToken)
    expect(profile.body).toMatchObject({ games: [expected], totalPlays: 12 })
    const stats = await club.get('/api/users/stats', player.accessToken)
    expect(stats.body).toMatchObject({
      totalPlays: 12,
      totalBet: 780,
      totalWin,
      netResult: totalWin - 780,
      winRate: expected.wins / 12,
      currentStreak: spins[11]?.streak,
      memberSince: at(0),
    })
  })

  test('are zero for who has not played, and not there for what is no game', async () => {
    const newcomer = await club.signUp()
    const { body } = await club.get('/api/games/slot/stats', newcomer.accessToken)
    expect(body).toMatchObject({ game: 'slot', plays: 0, winRate: 0, bestWin: 0, lastPlayedAt: null })
    expect(await club.get('/api/games/chess/stats', newcomer.accessToken)).toMatchObject(
      aProblem(400, 'INVALID_PAYLOAD'),
    )
  })

  test('need a player’s token', async () => {
    for (const path of [
      '/api/games/history',
      '/api/games/slot/stats',
      '/api/games/profile/stats',
      '/api/users/stats',
    ]) {
      expect(await club.get(path)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
      expect(await club.get(path, await club.adminToken())).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
  })
})

describe('the export of one’s own plays', () => {
  const text = async (token: string, query: string) => {
    const answer = await fetch(`${club.httpUrl}/api/games/history/export?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
  }

  test('has every play once, the oldest first, as CSV and as JSON, and nobody else’s', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    for (let spin = 0; spin < 12; spin++) await spinHttp(club, player, 10)
    await spinHttp(club, other, 10)
    const json = await text(player.accessToken, 'format=json')
    const plays = JSON.parse(json.body) as { eventId: string; outcome: { bet: number } }[]
    expect(json.type).toContain('application/json')
    expect(plays.map(({ eventId }) => eventId)).toEqual(
      Array.from({ length: 12 }, (_, index) => `${player.userId}-${index + 2}`),
    )
    const csv = await text(player.accessToken, 'format=csv')
    const lines = csv.body.trimEnd().split('\r\n')
    expect(lines[0]).toBe('eventId,game,occurredAt,bet,win,net,outcome')
    expect(lines).toHaveLength(13)
    expect(lines[1]).toContain(`${player.userId}-2,slot,`)
  })

  test('of nobody who has played is empty, and a wrong question is refused', async () => {
    const { accessToken } = await club.signUp()
    expect(JSON.parse((await text(accessToken, 'format=json')).body)).toEqual([])
    expect((await text(accessToken, 'format=xml')).status).toBe(400)
    expect((await text('none', 'format=csv')).status).toBe(401)
  })
})
