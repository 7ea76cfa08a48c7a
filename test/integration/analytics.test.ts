import { randomUUID } from 'node:crypto'
import type {
  ActivityReportReply,
  FeaturesReply,
  FunnelReply,
  RetentionReply,
  SpendReply,
  UserSegmentsReply,
} from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { pastsOf } from '../support/pasts.ts'
import { aProblem } from '../support/requests.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** It is just three: one day in UTC and in the club's zone, and every job of today was due. */
const BASE_MS = DAY_MS - ((systemClock.nowMs() - 3 * HOUR_MS) % DAY_MS)
const clock: Clock = { nowMs: () => systemClock.nowMs() + BASE_MS }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const { dayAgo, aPlayer } = pastsOf(club, clock)
let viewer = ''
const there = { was_there: true }
const played = { ...there, plays: 3, wagered: 30, won: 20 }
const paid = { ...played, purchases: 1, spent_won: 1_000 }
let cohort: TestPlayer[] = []

beforeAll(async () => {
  viewer = await club.adminToken('viewer')
  // Whoever registered today: 40 days ago nobody did but these four.
  cohort = [
    await aPlayer(40, { 40: paid, 39: { ...paid, refunded_won: 400 }, 33: played, 10: paid }),
    await aPlayer(40, { 40: played, 39: played }),
    await aPlayer(40, { 40: there }),
    await aPlayer(40),
  ]
  await runJob(club, 'analytics.days')
  await runJob(club, 'analytics.days')
  await runJob(club, 'segments.daily')
})

const at = (path: string, query = '') => `/api/analytics/${path}?from=${dayAgo(40)}&until=${dayAgo(40)}${query}`
const read = async <T extends object>(path: string, query?: string) => (await club.get<T>(at(path, query), viewer)).body
/** The share of an age, of the only row there is. */
const shareOf = ({ rows, ages }: RetentionReply, age: number) => rows[0]?.shares[ages.indexOf(age)]

describe('retention', () => {
  test('is the share of a cohort that was there so many days later, and what it had spent by then', async () => {
    const retention = await read<RetentionReply>('retention', '&by=day')
    expect(retention.rows).toHaveLength(1)
    expect(retention.rows[0]).toMatchObject({ cohort: dayAgo(40), players: 4 })
    expect([0, 1, 7, 30].map((age) => shareOf(retention, age))).toEqual([7_500, 5_000, 2_500, 2_500])
    expect(retention.rows[0]?.spent[retention.ages.indexOf(30)]).toBe((1_000 + 600 + 1_000) / 4)
    expect(retention.sql).toContain('retention_cells')
  })

  test('is null of days that are not over', async () => {
    const retention = await read<RetentionReply>('retention', '&by=day')
    expect([60, 90].map((age) => shareOf(retention, age))).toEqual([null, null])
  })

  test('of some players comes from their days, and says the same where they are all', async () => {
    const whole = await read<RetentionReply>('retention', '&by=day')
    const some = await read<RetentionReply>('retention', '&by=day&rank=STANDARD')
    expect(some.rows).toEqual(whole.rows)
    expect(some.sql).toContain('player_days')
    const own = (await club.get<UserSegmentsReply>('/api/user-segments', cohort[3]?.accessToken)).body
    expect(own.segments.map(({ segment }) => segment)).toContain('DORMANT_LONG')
    const dormant = await read<RetentionReply>('retention', '&by=day&segment=lifecycle:DORMANT_LONG')
    expect(dormant.rows[0]).toMatchObject({ players: 3 })
    expect(shareOf(dormant, 1)).toBe(3_333)
    expect((await read<RetentionReply>('retention', '&segment=lifecycle:NEW&rank=VIP')).rows).toEqual([])
    expect((await read<RetentionReply>('retention', '&variant=none:a')).rows).toEqual([])
  })
})

describe('spending', () => {
  test('is told by day and by active player, and divides by nobody without a word', async () => {
    const { rows } = await read<SpendReply>('spend', '&by=day')
    expect(rows).toMatchObject([
      { activeDays: 3, payers: 1, spentWon: 1_000, netWon: 1_000, arpdau: 333.33, arppu: 1_000 },
    ])
    const [refunded] = (
      await club.get<SpendReply>(`/api/analytics/spend?from=${dayAgo(39)}&until=${dayAgo(39)}&by=month`, viewer)
    ).body.rows
    expect(refunded).toMatchObject({ spentWon: 1_000, refundedWon: 400, netWon: 600, plays: 6 })
    const [quiet] = (await club.get<SpendReply>(`/api/analytics/spend?from=${dayAgo(20)}&until=${dayAgo(20)}`, viewer))
      .body.rows
    expect(quiet).toMatchObject({ activeDays: 0, arpdau: null, arppu: null })
  })

  test('of some players is of their days', async () => {
    const { rows } = await read<SpendReply>('spend', '&by=day&segment=lifecycle:DORMANT_LONG')
    expect(rows).toMatchObject([{ activeDays: 2, registered: 3, payers: 0, spentWon: 0, arppu: null }])
  })
})

test('the funnel counts each step among those of the step before', async () => {
  const { steps } = await read<FunnelReply>('funnel')
  expect(steps.map(({ step, players }) => [step, players])).toEqual([
    ['registered', 4],
    ['played', 2],
    ['returned', 2],
    ['paid', 1],
    ['paidAgain', 1],
  ])
  expect(steps.map(({ ofBefore }) => ofBefore)).toEqual([10_000, 5_000, 10_000, 5_000, 10_000])
  const empty = await read<FunnelReply>('funnel', '&rank=VIP')
  expect(empty.steps.map(({ players, share }) => [players, share])).toEqual(Array(5).fill([0, null]))
})

test('days know who was there within a week and a month, once they are over', async () => {
  const { rows } = (
    await club.get<ActivityReportReply>(`/api/analytics/activity?from=${dayAgo(40)}&until=${dayAgo(0)}`, viewer)
  ).body
  expect(rows).toHaveLength(41)
  expect(rows.find(({ day }) => day === dayAgo(33))).toMatchObject({
    active: 1,
    active7: 2,
    active30: 3,
    stickiness: 3_333,
  })
  expect(rows.at(-1)).toMatchObject({ day: dayAgo(0), active7: null, stickiness: null })
})

test('features are what was used, with how many did', async () => {
  const player = await club.signUp()
  const tell = (type: string) => club.post('/api/actions', { eventId: randomUUID(), type }, player.accessToken)
  await tell('page.shop')
  await tell('page.shop')
  await runJob(club, 'analytics.days')
  const { rows } = (
    await club.get<FeaturesReply>(`/api/analytics/features?from=${dayAgo(0)}&until=${dayAgo(0)}`, viewer)
  ).body
  expect(rows).toContainEqual({ kind: 'action', feature: 'page.shop', uses: 2, players: 1, days: 1 })
})

test('every report is a file too, and that it was taken is written down', async () => {
  const linesOf = async (path: string) => {
    const response = await fetch(`${club.httpUrl}${path}`, { headers: { authorization: `Bearer ${viewer}` } })
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-type')).toContain('text/csv')
    return (await response.text()).trimEnd().split('\r\n')
  }
  for (const [report, column] of [
    ['retention', 'spentByDay90'],
    ['spend', 'netWon'],
    ['funnel', 'ofBefore'],
    ['activity', 'stickiness'],
    ['features', 'uses'],
  ]) {
    const full = await linesOf(at(`${report}/export.csv`))
    const empty = await linesOf(`/api/analytics/${report}/export.csv?from=2001-01-01&until=2001-01-02`)
    expect([report, full.length > 1 || report === 'features']).toEqual([report, true])
    expect([report, empty[0]]).toEqual([report, full[0]])
    expect(full[0]?.split(',')).toContain(column)
    expect(new Set(full.map((line) => line.split(',').length)).size).toBe(1)
  }
  const audits = await club.sql(
    `select distinct target_id from admin_audit_logs where action = 'analytics.export' order by 1`,
  )
  expect(audits).toHaveLength(5)
})

test.each([
  ['retention', '?from=2026-02-01&until=2026-01-01'],
  ['retention', '?from=2020-01-01&until=2026-01-01'],
  ['retention', `?from=2026-01-01&until=2026-01-02&segment=x`],
  ['spend', `?from=2026-01-01&until=2026-01-02&rank=KING`],
  ['spend', `?from=2026-01-01&until=2026-01-02&by=hour`],
  ['funnel', `?from=2026-01-01&until=2026-01-02&variant=';drop`],
  ['features', '?from=yesterday&until=today'],
])('%s is not asked for with %s', async (report, query) => {
  expect(await club.get(`/api/analytics/${report}${query}`, viewer)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
})

test('figures are not for players', async () => {
  const [player] = cohort
  expect((await club.get(at('spend'), player?.accessToken)).status).toBe(403)
  expect((await club.get(at('spend'))).status).toBe(401)
})
