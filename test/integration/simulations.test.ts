import type { SimulationReply } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { aBody, aMission } from '../support/missions.ts'
import { pastsOf } from '../support/pasts.ts'
import { aProblem } from '../support/requests.ts'
import { aProduct } from '../support/shop.ts'

const club = await openClub({ env: { ROLE: 'api' } })
const { dayAgo, aPlayer } = pastsOf(club, systemClock)
const OFFERS = '/api/admin/simulations/offers'
const MISSIONS = '/api/admin/simulations/missions'
let operator = ''
beforeAll(async () => {
  operator = await club.adminToken('operator')
})
const simulate = async (path: string, body: object) => (await club.post<SimulationReply>(path, body, operator)).body
const offer = (changes: object = {}, body: object = {}) =>
  simulate(OFFERS, { seed: 'first', draws: 40, players: 300, body: aProduct(body), ...changes })
const mission = (body: object = {}, changes: object = {}) =>
  simulate(MISSIONS, { seed: 'first', draws: 40, players: 300, period: 'daily', body: aBody(body), ...changes })
const figure = ({ figures }: SimulationReply, name: string) => figures?.find((each) => each.name === name)

test('without a history nothing is told but that there is none', async () => {
  for (const reply of [await offer(), await mission()]) {
    expect(reply).toMatchObject({ warnings: ['NO_HISTORY'], figures: null, byDay: [], bySegment: [], eligible: 0 })
  }
})

describe('with a history', () => {
  const there = { was_there: true }
  async function played({ userId }: TestPlayer, ago: number, plays: number, game = 'slot') {
    await club.sql(
      `insert into play_quarters (user_id, quarter, game, plays, wins, bet, win, best_win, first_seq, last_seq, last_at)
       values ($1, $2::date::timestamp at time zone 'UTC' + interval '3 hours', $3, $4, 1, 10, 5, 5, 1, 2, now())`,
      [userId, dayAgo(ago), game, plays],
    )
  }
  async function bought({ userId }: TestPlayer, ago: number, amount: number, currency = 'KRW') {
    await club.sql(
      `insert into shop_purchases (order_id, user_id, created_at, sku, version, quantity, currency, list_amount,
         discount_amount, promo_amount, amount, hold, status, seq, granted_seq, idempotency_key, request_hash, integrity)
       select 'o_' || substr(md5(random()::text), 1, 12), $1, $2::date::timestamp at time zone 'UTC' + interval '3 hours',
         'gems-100', 1, 1, $3, $4, 0, 0, $4, 'sold', 'granted', 1, 1, md5(random()::text), decode(md5('x'), 'hex'),
         decode(md5('x') || md5('x'), 'hex')`,
      [userId, dayAgo(ago), currency, amount],
    )
  }
  /** Half an hour into the club's day: still the day before in UTC. */
  async function happened({ userId }: TestPlayer, ago: number, game: string, win: number, payload: object) {
    await club.sql(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version,
         bet, win, payload)
       select $1, (select coalesce(max(seq), 0) + 1000 from player_events where user_id = $1),
         (happened at time zone 'UTC')::date, happened, game || '.played', 1, gen_random_uuid(), game, 1, 0, $4, $5
       from (select ($2::date::timestamp + interval '30 minutes') at time zone 'Asia/Seoul' as happened, $3 as game) x`,
      [userId, dayAgo(ago), game, win, JSON.stringify(payload)],
    )
  }
  let players: TestPlayer[] = []
  beforeAll(async () => {
    players = [
      await aPlayer(100, { 1: there, 2: there, 12: there }),
      await aPlayer(100, { 1: there }),
      await aPlayer(100, { 3: there }),
      await aPlayer(100, { 5: there }),
      // Not within the days that are drawn from.
      await aPlayer(100, { 40: there }),
    ]
    const [first, second] = players
    if (!first || !second) throw new Error('there are players')
    await played(first, 1, 5)
    await played(first, 2, 3, 'dice')
    await played(second, 1, 2)
  })

  test('a mission is finished as often as it would have been, the same for the same seed', async () => {
    const reply = await mission()
    expect(reply).toMatchObject({ eligible: 4, read: 4, from: dayAgo(28), until: dayAgo(1), warnings: ['FEW_PLAYERS'] })
    // One of four came to three plays, on two days: of 300 about 75 take it.
    const takers = figure(reply, 'takers')
    expect(Math.abs((takers?.mean ?? 0) - 75)).toBeLessThan(5)
    expect(takers?.p5).toBeLessThan(takers?.p95 ?? 0)
    expect(figure(reply, 'completions')?.mean).toBe(2 * (takers?.mean ?? 0))
    expect(figure(reply, 'coins')?.mean).toBe(500 * (figure(reply, 'completions')?.mean ?? 0))
    expect(reply.assumptions).toContainEqual({ code: 'CLAIM_SHARE_UNKNOWN', percent: 100 })
    expect(reply.byDay).toHaveLength(28)
    expect(reply.byDay.filter(({ p95 }) => p95 > 0).map(({ day }) => day)).toEqual([dayAgo(2), dayAgo(1)])
    expect(await mission()).toEqual(reply)
    expect((await mission({}, { seed: 'second' })).figures).not.toEqual(reply.figures)
    const own = await mission({}, { seed: null })
    expect(own.seed).not.toBe('first')
    expect(await mission({}, { seed: own.seed })).toEqual(own)
  })

  test('a mission of a game, of days, of a week, and of what nobody did', async () => {
    expect(figure(await mission({ game: 'dice' }), 'completions')?.mean).toBe(
      figure(await mission({ game: 'dice' }), 'takers')?.mean,
    )
    expect(figure(await mission({ counts: 'ACTIVE_DAYS', target: 1 }), 'takers')?.mean).toBe(300)
    for (const counts of ['WINS', 'COINS_WON', 'GACHA_PULLS', 'PURCHASES', 'ITEMS_USED']) {
      expect(figure(await mission({ counts, target: 1_000 }), 'takers')).toMatchObject({ mean: 0, p95: 0 })
    }
    const weekly = await mission({ counts: 'ACTIVE_DAYS', target: 1 }, { period: 'weekly' })
    expect(weekly.byDay.map(({ day }) => day)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    const shares = weekly.byDay.map(({ p50 }) => p50)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  test('pulls and coins of rounds are counted as they are in play: by local days, and coins alone', async () => {
    const [first, second] = players
    if (!first || !second) throw new Error('there are players')
    await happened(first, 2, 'gacha', 0, { count: 10 })
    const pulls = await mission({ counts: 'GACHA_PULLS', target: 10 })
    expect(pulls.byDay.filter(({ p95 }) => p95 > 0).map(({ day }) => day)).toEqual([dayAgo(2)])
    await happened(first, 1, 'crash', 900, { currency: 'coins' })
    await happened(second, 1, 'crash', 900, { currency: 'gems' })
    const won = await mission({ counts: 'COINS_WON', game: 'crash', target: 900 })
    expect(Math.abs((figure(won, 'takers')?.mean ?? 0) - 75)).toBeLessThan(5)
    expect(won.assumptions.map(({ code }) => code)).not.toContain('ROUNDS_NOT_COUNTED')
    expect((await mission({ counts: 'COINS_WON' })).assumptions.map(({ code }) => code)).toContain('ROUNDS_NOT_COUNTED')
  })

  test('how many rewards are taken is known from those alone whom it would be for', async () => {
    const [first, , , , away] = players
    const ids = [await aMission(club), await aMission(club)]
    const finished = (player: TestPlayer | undefined, claimed: boolean) =>
      club.sql(
        `insert into mission_progress (user_id, began, mission, version, target, progress, last_seq, last_day, last_at, done_at,
           claimed_seq)
         select $1, $2::date - i, id, 1, 1, 1, 1, $2, now(), now(), case when $3 then 1 end
         from generate_series(0, 24) i, unnest($4::text[]) id`,
        [player?.userId, dayAgo(1), claimed, ids],
      )
    await finished(away, false)
    expect((await mission()).assumptions).toContainEqual({ code: 'CLAIM_SHARE_UNKNOWN', percent: 100 })
    await finished(first, true)
    expect((await mission()).assumptions).toContainEqual({ code: 'CLAIM_SHARE', percent: 100 })
  })

  test('an offer without purchases says that there are none', async () => {
    expect(await offer()).toMatchObject({ warnings: ['NO_PURCHASES', 'FEW_PLAYERS'] })
    expect(figure(await offer(), 'takers')).toMatchObject({ mean: 0, p95: 0 })
  })

  test.each([null, -21])('an offer that ends is open from now on where it begins at %j days', async (begins) => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    const window = { from: begins === null ? null : inDays(begins), until: inDays(7) }
    expect((await offer({}, { window })).byDay).toHaveLength(7)
  })

  test('an offer is taken by who paid as much, and tells what it brings, replaces and pays out', async () => {
    const [first, second] = players
    if (!first || !second) throw new Error('there are players')
    await bought(first, 1, 5_000)
    await bought(second, 1, 4_999)
    const reply = await offer({ takePercent: 100 })
    const units = figure(reply, 'units')?.mean ?? 0
    expect(Math.abs(units - 75)).toBeLessThan(5)
    expect(figure(reply, 'revenueWon')?.mean).toBe(units * 5_000)
    expect(figure(reply, 'netWon')?.mean).toBe(units * 2_500)
    expect(figure(reply, 'gems')?.mean).toBe(units * 500)
    expect(figure(reply, 'gemsPaid')).toBeUndefined()
    expect(reply.bySegment).toEqual([{ segment: null, drawn: 12_000, share: expect.any(Number) }])
    const gems = await offer({ takePercent: 100 }, { prices: { KRW: null, GEMS: 10 } })
    expect(gems.warnings).toContain('NO_PURCHASES')
    await club.sql('insert into shop_stocks (id, total) values ($1, 3)', ['few'])
    expect(figure(await offer({ takePercent: 100 }, { stock: 'few' }), 'units')).toMatchObject({ mean: 3, p95: 3 })
    expect(figure(await offer({ takePercent: 0 }), 'units')?.mean).toBe(0)
  })

  test('sums that numbers cannot tell exactly are refused', async () => {
    const contents = [{ type: 'COIN', amount: Number.MAX_SAFE_INTEGER }]
    const asked = { ...{ takePercent: 100, players: 60 }, body: aProduct({ contents } as object) }
    expect(await club.post(OFFERS, asked, operator)).toMatchObject(aProblem(422, 'SUM_TOO_LARGE'))
    const body = aBody({ counts: 'ACTIVE_DAYS', target: 1, rewards: contents } as object)
    expect(await club.post(MISSIONS, { period: 'daily', body }, operator)).toMatchObject(aProblem(422, 'SUM_TOO_LARGE'))
  })

  test('only those are drawn whom it would be for', async () => {
    const [, , third] = players
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const put = { userId: third?.userId, dimension: 'lifecycle', segment: 'VIP', until, reason: 'for a test' }
    await club.post('/api/admin/segments/overrides', put, operator)
    const reply = await mission({ counts: 'ACTIVE_DAYS', target: 1, segments: ['lifecycle:VIP'] })
    expect(reply).toMatchObject({ eligible: 1, bySegment: [{ segment: 'VIP', drawn: 12_000, share: 10_000 }] })
    expect(await offer({}, { requiredRank: 'PREMIUM' })).toMatchObject({ eligible: 0, warnings: ['NO_HISTORY'] })
  })

  test.each([
    [OFFERS, { body: aProduct(), draws: 500, players: 20_000 }],
    [OFFERS, { body: aProduct(), draws: 1 }],
    [OFFERS, { body: aProduct(), takePercent: 101 }],
    [OFFERS, { body: aProduct({ segments: ['risk:HIGH'] }) }],
    [MISSIONS, { period: 'daily', body: aBody(), seed: 'no seed' }],
    [MISSIONS, { period: 'monthly', body: aBody() }],
  ])('is not asked for wrongly: %s %#', async (path, body) => {
    expect(await club.post(path, body, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})
