import type {
  AdminSegment,
  Condition,
  PlayerSegmentsReply,
  RuleSet,
  SegmentDryRunReply,
  SegmentMember,
  SegmentMovesReply,
  SegmentRulesReply,
  UserSegmentsReply,
} from '@casino-club/shared'
import { holds, STANDARD_RULES, segmentFor } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { compile } from '../../server/src/segments/compile.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { pastsOf } from '../support/pasts.ts'
import { aProblem, type Json } from '../support/requests.ts'

const DAY_MS = 86_400_000
/** It is just three: the run of today was due an hour ago, and it is the same day in the club's zone. */
const BASE_MS = DAY_MS - ((systemClock.nowMs() - 3 * 3_600_000) % DAY_MS)
let shiftMs = BASE_MS
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const RULES = '/api/admin/segment-rules'
let operator = ''
beforeAll(async () => {
  operator = await club.adminToken('operator')
})

const { dayAgo, aPlayer } = pastsOf(club, clock)
const there = { was_there: true }
const run = () => runJob(club, 'segments.daily')
const whyOf = async ({ userId }: TestPlayer) =>
  (await club.get<PlayerSegmentsReply>(`/api/admin/segments/players/${userId}`, operator)).body
const movesOf = async ({ userId }: TestPlayer, query = '') =>
  (await club.get<SegmentMovesReply>(`/api/admin/segments/players/${userId}/moves?${query}`, operator)).body
const segmentOf = async (player: TestPlayer, dimension: string) =>
  (await whyOf(player)).dimensions.find((each) => each.dimension === dimension)?.segment
const ownOf = async ({ accessToken }: TestPlayer) =>
  (await club.get<UserSegmentsReply>('/api/user-segments', accessToken)).body
const rulesOf = async (dimension: string) => (await club.get<SegmentRulesReply>(`${RULES}/${dimension}`, operator)).body
const draft = (dimension: string, seenRevision: number, rules: unknown, token = operator) =>
  club.put<SegmentRulesReply>(`${RULES}/${dimension}/draft`, { seenRevision, rules }, token)
const tryOut = async (dimension: string, rules: RuleSet) =>
  (await club.post<SegmentDryRunReply>(`${RULES}/${dimension}/dry-run`, { rules }, operator)).body
const untilTomorrow = () => new Date(clock.nowMs() + DAY_MS).toISOString()
const words = (en: string) => ({ en, ko: en })
const oneRule = (when: Condition): RuleSet => ({
  rules: [{ segment: 'IN', name: words('In'), when }],
  otherwise: { segment: 'OUT', name: words('Out') },
})

describe('the daily run', () => {
  test('puts everybody where the rules of a new club say, and says why', async () => {
    const fresh = await aPlayer(1, { 0: there })
    const regular = await aPlayer(100, { 0: there, 1: there })
    const away = await aPlayer(100, { 10: there })
    const gone = await aPlayer(400, { 200: there })
    const never = await aPlayer(40)
    const guarded = await aPlayer(100, { 0: { ...there, plays: 2_000, night_plays: 1_200 } })
    await run()
    const lifecycles = await Promise.all(
      [fresh, regular, away, gone, never].map((each) => segmentOf(each, 'lifecycle')),
    )
    expect(lifecycles).toEqual(['NEW', 'ACTIVE', 'DORMANT_SHORT', 'DORMANT_LONG', 'DORMANT_LONG'])
    expect(await segmentOf(guarded, 'risk')).toBe('HIGH')
    const why = await whyOf(away)
    expect(why.facts).toMatchObject({ daysSinceSeen: 10, accountAgeDays: 100, activeDays30: 1, spendPercentile: 0 })
    const lifecycle = why.dimensions.find(({ dimension }) => dimension === 'lifecycle')
    expect(lifecycle).toMatchObject({ segment: 'DORMANT_SHORT', byRules: 'DORMANT_SHORT', override: null })
    expect(lifecycle?.rules.map((rule) => [rule.segment, rule.holds]).slice(0, 2)).toEqual([
      ['DORMANT_LONG', false],
      ['DORMANT_SHORT', true],
    ])
    expect((await movesOf(away)).moves.map(({ from, cause }) => [from, cause])).toContainEqual([null, 'rules'])
    // The player himself reads what he may be aimed at by, and nothing of risk.
    expect((await ownOf(guarded)).segments.map(({ dimension }) => dimension)).toEqual(['lifecycle', 'value'])
  })

  test('done again changes nothing, and a move is written down once', async () => {
    const player = await aPlayer(100, { 0: there })
    await run()
    const before = await club.sql('select count(*) as moves from segment_moves')
    await run()
    expect(await club.sql('select count(*) as moves from segment_moves')).toEqual(before)
    await club.sql('update player_days set day = $2 where user_id = $1', [player.userId, dayAgo(9)])
    await run()
    expect((await movesOf(player, 'dimension=lifecycle')).moves).toMatchObject([
      { from: 'ACTIVE', to: 'DORMANT_SHORT' },
      { from: null, to: 'ACTIVE' },
    ])
  })

  test('tells those who paid from each other only when there are enough of them', async () => {
    const payers = []
    for (let i = 1; i <= 5; i++)
      payers.push(await aPlayer(100, { 3: { ...there, purchases: 1, spent_won: i * 1_000 } }))
    await run()
    expect(await Promise.all(payers.map((each) => segmentOf(each, 'value')))).toEqual(Array(5).fill('LOW'))
    for (let i = 6; i <= 25; i++)
      payers.push(await aPlayer(100, { 3: { ...there, purchases: 1, spent_won: i * 1_000 } }))
    await run()
    const segments = await Promise.all(payers.map((each) => segmentOf(each, 'value')))
    expect(segments.at(-1)).toBe('WHALE')
    expect(segments.at(0)).toBe('LOW')
    expect(new Set(segments)).toEqual(new Set(['WHALE', 'HIGH', 'MEDIUM', 'LOW']))
    const { body } = await club.get<Json>('/api/admin/segments/model', operator)
    expect(body).toMatchObject({ payers: 25, percentiles: { p50: 13_000 }, heldOut: null })
    expect((await whyOf(payers.at(-1) as TestPlayer)).facts).toMatchObject({ monetaryScore: 5, spent365: 25_000 })
  })

  test('says how far expected spending was off in weeks it had not seen', async () => {
    for (let i = 0; i < 25; i++) {
      await aPlayer(400, {
        200: { ...there, purchases: 1, spent_won: 10_000 },
        120: { ...there, purchases: 1, spent_won: 10_000 },
        20: { ...there, purchases: 1, spent_won: 10_000 },
      })
    }
    await run()
    const { body } = await club.get<{ heldOut: Json }>('/api/admin/segments/model', operator)
    expect(body.heldOut).toMatchObject({ players: 25, actual: 250_000 })
    expect(Number(body.heldOut.meanError)).toBeLessThanOrEqual(Number(body.heldOut.baselineError))
  })

  test('gives every share as a number, or none where a dimension has nobody', async () => {
    const { body } = await club.get<AdminSegment[]>('/api/admin/segments', operator)
    expect(body.length).toBeGreaterThan(10)
    for (const { share } of body) expect(share === null || Number.isFinite(share)).toBe(true)
  })
})

describe('conditions', () => {
  test('hold in SQL just where they hold in words', async () => {
    const player = await aPlayer(50, { 0: { ...there, plays: 10, wagered: 500 }, 3: there })
    await run()
    const { facts } = await whyOf(player)
    if (facts === null) throw new Error('there are no facts')
    const some: Condition[] = [
      { fact: 'plays30', is: '>=', value: 10 },
      { fact: 'plays30', is: '<', value: 10 },
      { fact: 'daysSincePurchase', is: '<', value: 10 },
      { fact: 'daysSincePurchase', is: 'unknown' },
      { not: { fact: 'daysSincePurchase', is: '>', value: 10 } },
      { all: [{ fact: 'activeDays7', is: '=', value: 2 }, { not: { fact: 'spendGrowth', is: 'known' } }] },
      {
        any: [
          { fact: 'activeDays7', is: '>', value: 2 },
          { fact: 'wagered30', is: '<=', value: 499 },
        ],
      },
    ]
    for (const each of some) {
      const [row] = await club.sql(`select ${compile(each)} as holds from player_facts f where user_id = $1`, [
        player.userId,
      ])
      expect([each, row?.holds]).toEqual([each, holds(each, facts as never)])
    }
    const lifecycle = STANDARD_RULES.lifecycle as RuleSet
    expect(await segmentOf(player, 'lifecycle')).toBe(segmentFor(lifecycle, facts as never))
  })
})

describe('rules', () => {
  test('are tried, approved from a day on, and decide from then', async () => {
    const player = await aPlayer(100, { 0: there, 1: there, 2: there })
    await run()
    const rules = oneRule({ fact: 'activeDays7', is: '>=', value: 3 })
    expect((await draft('habit', 0, rules)).status).toBe(200)
    expect((await tryOut('habit', rules)).moves.map(({ from, to }) => [from, to])).toContainEqual([null, 'IN'])
    const approve = (seenRevision: number, effectiveOn: string) =>
      club.post(`${RULES}/habit/approve`, { seenRevision, effectiveOn, reason: 'a first look' }, operator)
    expect(await approve(1, dayAgo(0))).toMatchObject(aProblem(409, 'CONFLICT'))
    const { revision } = await rulesOf('habit')
    expect(await approve(revision, dayAgo(1))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await approve(revision, dayAgo(-1))).status).toBe(200)
    await run()
    expect(await segmentOf(player, 'habit')).toBeUndefined()
    const { live, versions } = await rulesOf('habit')
    expect([live, versions.length, versions[0]?.effectiveOn]).toEqual([null, 1, dayAgo(-1)])
    expect(await rulesOf('habit')).toMatchObject({ next: { version: 1 }, nextOn: dayAgo(-1) })
    await draft('habit', (await rulesOf('habit')).revision, rules)
    await approve((await rulesOf('habit')).revision, dayAgo(0))
    expect((await rulesOf('habit')).live).toBeNull()
    expect((await whyOf(player)).dimensions.map(({ dimension }) => dimension)).not.toContain('habit')
    const order = { userId: player.userId, dimension: 'habit', segment: 'IN', reason: 'a test', until: untilTomorrow() }
    expect(await club.post('/api/admin/segments/overrides', order, operator)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    await run()
    expect((await rulesOf('habit')).live).toMatchObject({ version: 2 })
    expect((await rulesOf('habit')).next).toMatchObject({ version: 1 })
    expect(await segmentOf(player, 'habit')).toBe('IN')
    const audits = `select action, reason from admin_audit_logs where target_type = 'segment-rules' order by id desc limit 1`
    expect((await club.sql(audits))[0]).toEqual({ action: 'segments.approve', reason: 'a first look' })
  })

  test('that match nobody, everybody, or only whom earlier ones take are told so', async () => {
    await aPlayer(100, { 0: there })
    await run()
    const rule = (segment: string, when: Condition) => ({ segment, name: words(segment), when })
    const { warnings } = await tryOut('lifecycle', {
      rules: [
        rule('NOBODY_HERE', {
          all: [
            { fact: 'plays30', is: '>', value: 5 },
            { fact: 'plays30', is: '<', value: 5 },
          ],
        }),
        rule('SOME', { fact: 'accountAgeDays', is: '>=', value: 50 }),
        rule('TAKEN', { fact: 'accountAgeDays', is: '>=', value: 60 }),
        rule('ALL_OF_THEM', { fact: 'accountAgeDays', is: '>=', value: 0 }),
      ],
      otherwise: { segment: 'REST', name: words('Rest') },
    })
    expect(warnings).toEqual([
      { code: 'NOBODY', segment: 'NOBODY_HERE' },
      { code: 'ALL_TAKEN_BEFORE', segment: 'TAKEN' },
      { code: 'EVERYBODY', segment: 'ALL_OF_THEM' },
    ])
  })

  test('that somebody else has changed, or that are wrong, are refused and change nothing', async () => {
    const { revision } = await rulesOf('lifecycle')
    const rules = oneRule({ fact: 'plays30', is: '>', value: 1 })
    expect(await draft('lifecycle', revision + 1, rules)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await draft('nothing-here', 3, rules)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await club.get(`${RULES}/nothing-here`, operator)).status).toBe(404)
    const wrong = [
      { ...rules, rules: [] },
      { ...rules, rules: [...rules.rules, ...rules.rules] },
      oneRule({ fact: 'email', is: '=', value: 1 } as never),
      oneRule({ fact: 'plays30', is: '=', value: '1 or true' } as never),
    ]
    for (const each of wrong)
      expect(await draft('lifecycle', revision, each)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await rulesOf('lifecycle')).revision).toBe(revision)
    const viewer = await club.adminToken('viewer')
    expect((await draft('lifecycle', revision, rules, viewer)).status).toBe(403)
  })
})

describe('a segment set by hand', () => {
  const set = (player: TestPlayer, over: object = {}) =>
    club.post<PlayerSegmentsReply>(
      '/api/admin/segments/overrides',
      {
        userId: player.userId,
        dimension: 'value',
        segment: 'HIGH',
        until: untilTomorrow(),
        reason: 'a guest of the house',
        ...over,
      },
      operator,
    )

  test('holds at once and through runs, until it is ended or over', async () => {
    const player = await aPlayer(100, { 0: there })
    await run()
    const { body } = await set(player)
    const value = body.dimensions.find(({ dimension }) => dimension === 'value')
    expect(value).toMatchObject({ segment: 'HIGH', byRules: 'NONE', override: { reason: 'a guest of the house' } })
    await run()
    expect(await segmentOf(player, 'value')).toBe('HIGH')
    const { body: members } = await club.get<SegmentMember[]>(
      '/api/admin/segments/members?dimension=value&segment=HIGH&sort=spent365&order=desc&perPage=100',
      operator,
    )
    expect(members.find(({ id }) => id === player.userId)).toMatchObject({ overridden: true })
    const end = `/api/admin/segments/overrides/${value?.override?.id}/end`
    expect((await club.post(end, { reason: 'he has gone home' }, operator)).status).toBe(200)
    expect(await segmentOf(player, 'value')).toBe('NONE')
    expect(await club.post(end, { reason: 'he has gone home' }, operator)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await movesOf(player)).moves.slice(0, 2).map(({ to, cause }) => [to, cause])).toEqual([
      ['NONE', 'override_end'],
      ['HIGH', 'override'],
    ])
  })

  test('is over by itself with the first run after its end', async () => {
    const player = await aPlayer(100, { 0: there })
    await set(player, { until: new Date(clock.nowMs() + 60_000).toISOString() })
    expect(await segmentOf(player, 'value')).toBe('HIGH')
    shiftMs = BASE_MS + 120_000
    await run()
    shiftMs = BASE_MS
    expect(await segmentOf(player, 'value')).toBe('NONE')
  })

  test('is of a player and a segment that are there, and ends', async () => {
    const player = await aPlayer(100)
    expect(await set(player, { segment: 'EMPEROR' })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await set(player, { userId: 999_999_999 })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await set(player, { until: '2020-01-01T00:00:00Z' })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await set(player, { reason: 'x' })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.sql('select from segment_overrides where user_id = $1', [player.userId])).toEqual([])
  })
})
