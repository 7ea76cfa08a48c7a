import type { ChosenBy, RecommendationReport, RecommendationsReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { chosenBy } from '../../server/src/recommendations/rank.rule.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aMission } from '../support/missions.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely, setLimit } from '../support/safe-play.ts'
import { sell } from '../support/shop.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
// What is put on sale is so from the database’s own now on.
const clock = aClock(Date.now() + 60_000)
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const many = await aMission(club, { target: 4, position: 1 })
const other = await aMission(club, { target: 100, game: 'dice', position: 2 })
await sell(club, 'gem-pack', {
  body: { prices: { KRW: null, GEMS: 50 }, discount: { percent: 20, until: null } },
})

/** Everybody signs up until there is one whom this chooses for. */
async function aPlayer(by: ChosenBy = 'history'): Promise<TestPlayer> {
  for (;;) {
    const player = await club.signUp()
    if (chosenBy(player.userId) === by) return player
  }
}
const recommended = async ({ accessToken }: TestPlayer) =>
  (await club.get<RecommendationsReply>('/api/recommend/personalized', accessToken)).body
const say = ({ accessToken }: TestPlayer, body: unknown) => club.post('/api/recommend/feedback', body, accessToken)
const targets = ({ items }: RecommendationsReply) => items.map(({ target }) => target)
const servingsOf = ({ userId }: TestPlayer) =>
  club.sql(
    'select target, chosen_by, opened_at is not null as opened, useful from recommendation_servings where user_id = $1',
    [userId],
  )

describe('recommendations', () => {
  test('go by what one has begun, say why, and are written down once a day', async () => {
    const player = await aPlayer()
    const before = await recommended(player)
    expect(before).toMatchObject({ closed: null, chosenBy: 'history' })
    expect(before.items.find(({ kind }) => kind === 'offer')).toMatchObject({
      ...{ target: 'gem-pack', reason: 'DISCOUNT_FOR_ALL', percent: 20 },
    })
    for (let spin = 0; spin < 3; spin++) await spinHttp(club, player)
    await eventually(async () => {
      const { items } = await recommended(player)
      expect(items[0]).toMatchObject({ target: many, reason: 'NEARLY_DONE', progress: 3, goal: 4 })
    }, 30_000)
    const rows = await servingsOf(player)
    expect(new Set(rows.map(({ target }) => target)).size).toBe(rows.length)
  })

  test('of chance are the same all day, and say so', async () => {
    const player = await aPlayer('chance')
    const first = await recommended(player)
    expect(first.chosenBy).toBe('chance')
    expect(first.items.length).toBeGreaterThan(0)
    expect(first.items.every(({ reason }) => reason === 'BY_CHANCE')).toBe(true)
    await spinHttp(club, player)
    expect(targets(await recommended(player))).toEqual(targets(first))
  })

  test('are none for who is paused or excluded, with the reason, and nothing is written down', async () => {
    const [paused, excluded] = [await aPlayer(), await aPlayer()]
    await safely(club, paused, 'pause', { hours: 24 })
    await safely(club, excluded, 'exclusion', { months: 6 })
    for (const player of [paused, excluded]) {
      expect(await recommended(player)).toMatchObject({ closed: 'HELD_BACK', items: [] })
      expect(await servingsOf(player)).toEqual([])
    }
  })

  test('hold no offer for who limits what he spends, or does not feel well', async () => {
    const [limited, low] = [await aPlayer(), await aPlayer()]
    await setLimit(club, limited, 'spendWon.month', 10_000)
    await club.post('/api/feedback', { mood: 'low' }, low.accessToken)
    for (const player of [limited, low]) {
      const { items } = await recommended(player)
      expect(items.length).toBeGreaterThan(0)
      expect(items.every(({ kind }) => kind === 'mission')).toBe(true)
    }
  })

  test('of no use stay away, and come back after a month', async () => {
    const player = await aPlayer()
    const { items } = await recommended(player)
    const [first] = items
    if (!first) throw new Error('something is recommended')
    expect((await say(player, { id: first.id, useful: false })).status).toBe(200)
    expect(targets(await recommended(player))).not.toContain(first.target)
    clock.advance(31 * DAY)
    const { accessToken } = (
      await club.post<{ accessToken: string }>('/api/auth/login', { siteId: player.siteId, password: player.password })
    ).body
    expect(targets(await recommended({ ...player, accessToken }))).toContain(first.target)
  })

  test('are answered by their own player alone, and again with the last word', async () => {
    const [player, stranger] = [await aPlayer(), await aPlayer()]
    const [first] = (await recommended(player)).items
    if (!first) throw new Error('something is recommended')
    expect(await say(stranger, { id: first.id, opened: true })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await say(player, { id: first.id, opened: true })).status).toBe(200)
    expect((await say(player, { id: first.id, opened: true })).status).toBe(200)
    await say(player, { id: first.id, useful: false })
    await say(player, { id: first.id, useful: true })
    const row = (await servingsOf(player)).find(({ target }) => target === first.target)
    expect(row).toMatchObject({ opened: true, useful: true })
    expect((await recommended(player)).items.find(({ target }) => target === first.target)?.useful).toBe(true)
  })

  test.each([
    {},
    { id: 0, useful: true },
    { id: 1 },
    { id: '1', useful: true },
    { id: 1, useful: 'yes' },
    { id: 1, opened: false },
    { id: 1, useful: true, opened: true },
  ])('take no answer like %j', async (body) => {
    expect(await say(await club.signUp(), body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('are not read off how plays ended: who won and who lost get the same', async () => {
    const [winner, loser] = [await aPlayer(), await aPlayer()]
    for (const [player, win] of [
      [winner, 90_000],
      [loser, 0],
    ] as const) {
      await club.sql(
        `insert into play_quarters (user_id, quarter, game, plays, wins, bet, win, best_win, first_seq, last_seq, last_at)
         values ($1, date_trunc('hour', to_timestamp($2::bigint / 1000.0)), 'dice', 40, $3, 90000, $4, $4, 2, 41, now())`,
        [player.userId, clock.nowMs(), win > 0 ? 40 : 0, win],
      )
    }
    const plain = async (player: TestPlayer) => (await recommended(player)).items.map(({ id: _, ...item }) => item)
    expect(await plain(winner)).toEqual(await plain(loser))
    expect((await plain(winner)).find(({ target }) => target === other)).toMatchObject({
      ...{ reason: 'GAME_YOU_PLAY', game: 'dice' },
    })
  })
})

test('history is held against chance, player by player', async () => {
  const [one, two] = [await aPlayer(), await aPlayer('chance')]
  for (const player of [one, two]) await recommended(player)
  const [first] = (await recommended(one)).items
  await say(one, { id: first?.id, opened: true })
  const viewer = await club.adminToken('viewer')
  const { body } = await club.get<RecommendationReport>('/api/admin/recommendations/report?days=120', viewer)
  const [history, chance] = body.groups
  expect(history).toMatchObject({ chosenBy: 'history' })
  expect(history?.openedPlayers).toBeGreaterThanOrEqual(1)
  expect(chance?.openedPlayers).toBe(0)
  expect(body.difference?.difference).toBeCloseTo((history?.share ?? 0) - (chance?.share ?? 0), 12)
  expect(body.reasons.find(({ reason }) => reason === 'BY_CHANCE')?.opened).toBe(0)
  await club.sql('delete from recommendation_servings')
  const empty = await club.get<RecommendationReport>('/api/admin/recommendations/report', viewer)
  expect(empty.body).toMatchObject({ difference: null, groups: [{ share: null, interval: null }, { share: null }] })
  expect(await club.get('/api/admin/recommendations/report?days=0', viewer)).toMatchObject(
    aProblem(400, 'INVALID_PAYLOAD'),
  )
})
