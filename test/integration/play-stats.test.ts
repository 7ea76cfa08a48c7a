import type { GameStats, Play, PlayTotals } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { forgetPlaySums, PLAY_SUMS, sumPlaysAfter } from '../../server/src/games/index.ts'
import { type ConsumeAfter, countBehind, postgresSweep } from '../../server/src/stream/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { giveCoins, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'
import { readerOf } from '../support/streams.ts'

/** The evening of Saturday, 2 May 2026 in UTC; it is Sunday in Seoul already. */
const EVENING = Date.UTC(2026, 4, 2, 22, 50)
const MINUTE = 60_000
const clock = aClock(EVENING)
// A club without a stream of its own: the tests say when plays are summed.
const club = await openClub({ clock, env: { ROLE: 'api', JWT_EXPIRE_MINUTES: '1440' } })
const { pool } = club.core
const READER = `consumer:${PLAY_SUMS}`

async function sumAll(consume: ConsumeAfter = sumPlaysAfter): Promise<void> {
  const reader = readerOf(club, postgresSweep(PLAY_SUMS, consume, pool))
  reader.start()
  await eventually(async () => expect(await countBehind(pool, READER)).toBe(0))
  await reader.stop()
}

let player: TestPlayer
const roll = (bet: number) =>
  club.post(
    '/api/games/dice/roll',
    { commandId: newCommandId(), bet, direction: 'under', target: 51 },
    player.accessToken,
  )
const pull = (count: 1 | 10) =>
  club.post('/api/games/gacha/pull', { commandId: newCommandId(), count }, player.accessToken)

/** Two spins every seven minutes and a roll every fourteen, over some hours and the end of a day; then a month later. */
async function playSome(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await spinHttp(club, player, 10 * (step + 1))
    clock.advance(1_234)
    await spinHttp(club, player, 10)
    if (step % 2 === 0) expect(await roll(100)).toMatchObject({ status: 200 })
    clock.advance(7 * MINUTE)
  }
}

beforeAll(async () => {
  player = await club.signUp()
  await giveCoins(club, player.userId, 1_000_000)
})

/** Moves the clock, and logs in again, since sessions end. */
async function wait(ms: number): Promise<void> {
  clock.advance(ms)
  const { siteId, password } = player
  const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
  player = { ...player, accessToken: body.accessToken }
}

interface Asked {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly game?: string | undefined
}

const iso = (ms: number) => new Date(ms).toISOString()
const query = ({ from, to, game }: Asked, more: Record<string, string | number> = {}) =>
  new URLSearchParams({
    ...(from !== undefined && { from: iso(from) }),
    ...(to !== undefined && { to: iso(to) }),
    ...(game !== undefined && { game }),
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, `${value}`])),
  })

/** The same from the events themselves. */
async function expected({ from, to, game }: Asked, zone: string, by: string) {
  const where = `user_id = ${player.userId} and game is not null and occurred_at >= $1 and occurred_at < $2
    and ($3::text is null or game = $3)`
  const values = [from === undefined ? '-infinity' : iso(from), to === undefined ? 'infinity' : iso(to), game ?? null]
  const sums = `count(*)::integer as plays, count(*) filter (where win > 0)::integer as wins, sum(bet)::integer as "totalBet",
    sum(win)::integer as "totalWin", max(win)::integer as "bestWin"`
  const games = await club.sql(
    `select game, ${sums} from player_events where ${where} group by game order by game`,
    values,
  )
  const series = await club.sql(
    `select game, to_char(date_trunc('${by}', occurred_at at time zone '${zone}'), 'YYYY-MM-DD') as start, ${sums}
     from player_events where ${where} group by 1, 2 order by 1, 2`,
    values,
  )
  const seqs = await club.sql<{ seq: number }>(`select seq from player_events where ${where} order by seq`, values)
  return { games, series, eventIds: seqs.map(({ seq }) => `${player.userId}-${seq}`) }
}

const get = async <T>(path: string) => (await club.get<T>(path, player.accessToken)).body

interface Profile {
  readonly games: GameStats[]
  readonly totalPlays: number
  readonly currencies: ({ currency: string } & PlayTotals)[]
}

async function expectStats({ from, to }: Asked, zone: string, by: string): Promise<void> {
  const truth = await expected({ from, to }, zone, by)
  const profile = await get<Profile>(`/api/games/profile/stats?${query({ from, to }, { zone, by })}`)
  expect(profile.games).toMatchObject(truth.games)
  const steps = profile.games.flatMap(({ game, series }) => series.map((step) => ({ game, ...step })))
  expect(steps).toMatchObject(truth.series)
  expect(profile.totalPlays).toBe(truth.eventIds.length)
}

async function expectHistory(asked: Asked): Promise<void> {
  const { eventIds } = await expected(asked, 'UTC', 'day')
  for (const order of ['ASC', 'DESC']) {
    const wanted = order === 'ASC' ? eventIds : eventIds.toReversed()
    const pages: string[] = []
    for (let page = 1; page <= Math.ceil(wanted.length / 9) + 1; page++) {
      const path = `/api/games/history?${query(asked, { order, perPage: 9, page })}`
      const { body, headers } = await club.get<Play[]>(path, player.accessToken)
      expect(headers.get('x-total-count')).toBe(`${wanted.length}`)
      pages.push(...body.map(({ eventId }) => eventId))
    }
    expect(pages).toEqual(wanted)
    const behind: string[] = []
    for (;;) {
      const last = behind.at(-1)
      const path = `/api/games/history?${query(asked, { order, perPage: 7, ...(last !== undefined && { after: last }) })}`
      const plays = await get<Play[]>(path)
      behind.push(...plays.map(({ eventId }) => eventId))
      if (plays.length < 7) break
    }
    expect(behind).toEqual(wanted)
  }
}

const RANGES: Asked[] = [
  {},
  { from: EVENING + 20 * MINUTE + 500, to: EVENING + 71 * MINUTE },
  { from: Date.UTC(2026, 4, 2, 23), to: Date.UTC(2026, 4, 3) },
  { from: EVENING + 2 * MINUTE, to: EVENING + 9 * MINUTE },
  { to: EVENING + 31 * MINUTE, game: 'dice' },
  { from: EVENING + 31 * MINUTE, game: 'dice' },
  { from: EVENING + 60 * MINUTE, to: EVENING },
]

async function expectAllExact(): Promise<void> {
  for (const asked of RANGES) {
    await expectHistory(asked)
    for (const [zone, by] of [
      ['UTC', 'day'],
      ['Asia/Seoul', 'day'],
      ['Asia/Kathmandu', 'day'],
      ['America/St_Johns', 'week'],
      ['UTC', 'month'],
    ] as const) {
      await expectStats(asked, zone, by)
    }
  }
}

describe('history and totals are exact', () => {
  test('while nothing is summed', async () => {
    await playSome(8)
    await expectAllExact()
  })

  test('when some is summed, and a play just answered is in them at once', async () => {
    await sumAll()
    await playSome(6)
    await expectAllExact()
  })

  test('when all is summed, however often the consumer failed on the way', async () => {
    let failures = 3
    await sumAll(async (...args) => {
      const advance = await sumPlaysAfter(...args)
      if (failures-- > 0) throw new Error('after the effect, before the place')
      return advance
    })
    await expectAllExact()
  })

  test('over the end of a month, with gaps', async () => {
    await wait(33 * 86_400_000)
    await playSome(3)
    await expectAllExact()
    await sumAll()
    await expectAllExact()
  })

  test('when the sums were forgotten and made again', async () => {
    const before = await club.sql('select * from play_quarters order by 1, 2, 3')
    await forgetPlaySums(pool)
    await expectStats({}, 'Asia/Seoul', 'day')
    await sumAll()
    expect(await club.sql('select * from play_quarters order by 1, 2, 3')).toEqual(before)
  })
})

describe('a period', () => {
  const stats = (more: string) => get<GameStats & { from: string | null }>(`/api/games/slot/stats?${more}`)

  test('begins with the day, week or month of now in the zone', async () => {
    await wait(Date.UTC(2026, 5, 14, 16) - clock.nowMs())
    expect((await stats('period=day')).from).toBe('2026-06-14T00:00:00.000Z')
    expect((await stats('period=day&zone=Asia/Seoul')).from).toBe('2026-06-14T15:00:00.000Z')
    expect((await stats('period=week')).from).toBe('2026-06-08T00:00:00.000Z')
    expect((await stats('period=week&zone=Asia/Seoul')).from).toBe('2026-06-14T15:00:00.000Z')
    expect((await stats('period=month&zone=America/New_York')).from).toBe('2026-06-01T04:00:00.000Z')
    expect((await stats('')).from).toBeNull()
  })

  test('without plays is all zero', async () => {
    expect(await stats('period=day')).toMatchObject({
      plays: 0,
      winRate: 0,
      netResult: 0,
      series: [],
      lastPlayedAt: null,
    })
  })

  test.each(['period=year', 'zone=Mars/Olympus', 'zone=%2B09:00', 'zone=', 'by=hour', 'from=yesterday'])(
    'is refused: %s',
    async (asked) => {
      expect(await club.get(`/api/games/slot/stats?${asked}`, player.accessToken)).toMatchObject(
        aProblem(400, 'INVALID_PAYLOAD'),
      )
    },
  )
})

describe('gems', () => {
  test('are never added to coins, and pulls are counted once each, summed or not', async () => {
    const coins = (await get<Profile>('/api/games/profile/stats')).currencies.find(
      ({ currency }) => currency === 'coins',
    )
    const before = (await get<{ own: Record<string, number> }>('/api/games/gacha/stats')).own
    expect(before).toEqual({})
    await pull(1)
    const pulled = async () => {
      const { own } = await get<{ own: Record<string, number> }>('/api/games/gacha/stats')
      return Object.values(own).reduce((sum, pulls) => sum + pulls, 0)
    }
    expect(await pulled()).toBe(1)
    await sumAll()
    await pull(1)
    expect(await pulled()).toBe(2)
    await sumAll()
    expect(await pulled()).toBe(2)
    const { currencies } = await get<Profile>('/api/games/profile/stats')
    expect(currencies).toEqual(
      expect.arrayContaining([coins, expect.objectContaining({ currency: 'gems', plays: 2, totalBet: 100 })]),
    )
  })
})
