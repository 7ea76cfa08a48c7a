import type { AdminSeasonDetail, SeasonStanding, SeenPlayer } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { seasonEndJob } from '../../server/src/battlepass/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import {
  aSeason,
  aSeasonBody,
  countPasses,
  onPass,
  PASS_PATH,
  passOf,
  publishSeason,
  statusOf,
  writeSeason,
} from '../support/battlepass.ts'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { logInAgain } from '../support/vaults.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
// A Monday whose ISO week is the 53rd of its year.
const MONDAY_OF_53 = Date.UTC(2026, 11, 28)
// A week before it, so that its season has come to its middle.
let nowMs = MONDAY_OF_53 - 9 * DAY_MS
const club = await openClub({ clock: { nowMs: () => nowMs }, env: { ROLE: 'game', JWT_EXPIRE_MINUTES: '1440' } })
let season = ''
beforeAll(async () => {
  season = await aSeason(club)
  nowMs += 3 * MINUTE_MS
})

/** Goes to a moment; what players do next, they do with a token of it. */
async function goTo(ms: number, players: TestPlayer[] = []): Promise<void> {
  nowMs = ms
  for (const player of players) Object.assign(player, { accessToken: await logInAgain(club, player) })
}

async function aPlayerWhoPlayed(times: number): Promise<TestPlayer> {
  const player = await club.signUp()
  for (let time = 0; time < times; time++) expect((await spinHttp(club, player)).status).toBe(200)
  return player
}

const couponsOf = ({ userId }: TestPlayer) =>
  club.sql<{ id: number; iso_week: string; xp: number }>(
    'select id, iso_week, xp from pass_coupons where user_id = $1 order by id',
    [userId],
  )
const useIt = (player: TestPlayer, couponId: number, more: object = {}) =>
  onPass(club, player, 'coupon', { couponId, ...more })

test('the level of who shows himself on boards is seen by others, and nothing of who does not', async () => {
  const [player, friend] = [await aPlayerWhoPlayed(4), await club.signUp()]
  await countPasses(club)
  expect((await club.post(`/api/games/follow/${player.userId}`, {}, friend.accessToken)).status).toBe(200)
  const seen = async () =>
    (await club.get<{ players: SeenPlayer[] }>('/api/games/follow/list', friend.accessToken)).body.players[0]
  expect(await seen()).toMatchObject({ id: player.userId, passLevel: 2 })
  await club.post('/api/leaderboards/me', { shown: false }, player.accessToken)
  expect(await seen()).toMatchObject({ passLevel: null })
  expect(
    (await club.get<{ players: SeenPlayer[] }>('/api/games/follow/followers', player.accessToken)).body.players,
  ).toMatchObject([{ id: friend.userId, passLevel: null }])
})

describe('coupons of pass XP', () => {
  let behind: TestPlayer
  let ahead: TestPlayer
  let paused: TestPlayer
  beforeAll(async () => {
    behind = await aPlayerWhoPlayed(1)
    ahead = await aPlayerWhoPlayed(5)
    paused = await aPlayerWhoPlayed(1)
    await club.signUp()
    await countPasses(club)
    await goTo(MONDAY_OF_53 + 2 * HOUR_MS, [behind, ahead, paused])
    expect((await safely(club, paused, 'pause', { hours: 24 })).status).toBe(200)
  })

  test('are given once a week to who is in the season and behind it, and to nobody who has paused', async () => {
    expect(await passOf(club, behind)).toMatchObject({ level: 0, expectedLevel: 1, coupons: [] })
    expect(await runJob(club, 'battlepass.coupons')).toEqual({ state: 'done', worked: 1, failed: 0 })
    expect(await runJob(club, 'battlepass.coupons')).toEqual({ state: 'done', worked: 0, failed: 0 })
    expect(await couponsOf(behind)).toMatchObject([{ iso_week: '2026-W53', xp: 45 }])
    expect([await couponsOf(ahead), await couponsOf(paused)]).toEqual([[], []])
    expect(await club.sql('select from pass_coupons')).toHaveLength(1)
    const told = await club.sql(`select user_id, path from notifications where template = 'coupon-given'`)
    expect(told).toEqual([{ user_id: behind.userId, path: '/battle-pass' }])
  })

  test('add their pass XP exactly once, and only for whom they are', async () => {
    const [coupon] = (await passOf(club, behind)).coupons
    const id = coupon?.id ?? 0
    expect(await useIt(ahead, id)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    const commandId = newCommandId()
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => useIt(behind, id)),
      ...Array.from({ length: 5 }, () => useIt(behind, id, { commandId })),
    ])
    expect(answers.filter(({ status, body }) => status === 200 && body.replayed !== true)).toHaveLength(1)
    expect(await useIt(behind, id)).toMatchObject(aProblem(409, 'PASS_COUPON_USED'))
    await countPasses(club)
    expect(await passOf(club, behind)).toMatchObject({ xp: 20 + 45, level: 1, coupons: [] })
    expect(await runJob(club, 'battlepass.coupons')).toMatchObject({ worked: 0 })
  })

  test('come again in the next week, and end', async () => {
    await goTo(MONDAY_OF_53 + 7 * DAY_MS + 2 * HOUR_MS, [behind])
    expect(await passOf(club, behind)).toMatchObject({ level: 1, expectedLevel: 3 })
    await runJob(club, 'battlepass.coupons')
    const coupons = await couponsOf(behind)
    expect(coupons.map(({ iso_week }) => iso_week)).toEqual(['2026-W53', '2027-W01'])
    await goTo(nowMs + 3 * DAY_MS, [behind])
    expect((await passOf(club, behind)).coupons).toEqual([])
    expect(await useIt(behind, coupons[1]?.id ?? 0)).toMatchObject(aProblem(409, 'PASS_COUPON_OVER'))
  })
})

describe('the end of a season', () => {
  test('hands out what was earned, once, also to who has paused; levels that were not reached lapse', async () => {
    const early = await aPlayerWhoPlayed(4)
    const resting = await aPlayerWhoPlayed(2)
    const buyer = await aPlayerWhoPlayed(2)
    const idle = await aPlayerWhoPlayed(1)
    const gift = { rewards: [{ type: 'GEM', amount: 500 }], reason: 'for a test', note: '' }
    const rewarded = { commandId: newCommandId(), userId: buyer.userId, ...gift }
    expect((await club.post('/api/rewards', rewarded, await club.adminToken())).status).toBe(200)
    expect((await onPass(club, buyer, 'buy', { season, priceGems: 150 })).status).toBe(200)
    await countPasses(club)
    expect((await onPass(club, early, 'claim', { level: 1, track: 'free' })).status).toBe(200)
    expect((await safely(club, resting, 'pause', { hours: 24 * 30 })).status).toBe(200)
    const ids = [early, resting, buyer, idle].map(({ userId }) => userId)
    const before = await Promise.all(ids.map((id) => booksOf(club.sql, id)))
    const [row] = await club.sql<{ ends_at: Date }>('select ends_at from pass_seasons where id = $1', [season])
    await goTo((row?.ends_at.getTime() ?? 0) + 2 * DAY_MS, [early, buyer])
    expect(await onPass(club, early, 'claim-all')).toMatchObject(aProblem(409, 'PASS_OVER'))
    expect(await onPass(club, buyer, 'claim', { level: 1, track: 'paid' })).toMatchObject(aProblem(409, 'PASS_OVER'))
    expect(await onPass(club, early, 'buy', { season, priceGems: 150 })).toMatchObject(aProblem(409, 'PASS_OVER'))
    expect((await spinHttp(club, buyer)).status).toBe(200)
    const last = await booksOf(club.sql, buyer.userId)
    await countPasses(club)
    expect(await passOf(club, buyer)).toMatchObject({ over: true, xp: 40 })
    expect((await runJob(club, 'battlepass.end')).state).toBe('done')
    expect((await runJob(club, 'battlepass.end')).worked).toBe(0)
    const after = await Promise.all(ids.map((id) => booksOf(club.sql, id)))
    expect(after[0]).toMatchObject({ coins: before[0]?.coins, events: (before[0]?.events ?? 0) + 1 })
    expect(after[1]).toMatchObject({ coins: (before[1]?.coins ?? 0) + 100 })
    expect(after[2]).toMatchObject({ coins: last.coins + 100, gems: last.gems + 10, events: last.events + 1 })
    expect(after[3]).toEqual(before[3])
    expect(await passOf(club, early)).toMatchObject({ earned: [], level: 2 })
    const [settled] = await club.sql('select settled_at from pass_seasons where id = $1', [season])
    expect(settled?.settled_at).not.toBeNull()
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('waits until its events are counted', async () => {
    const id = await aSeason(club, {
      startsAt: new Date(nowMs + 2 * MINUTE_MS).toISOString(),
      endsAt: new Date(nowMs + DAY_MS).toISOString(),
    })
    await goTo(nowMs + 3 * MINUTE_MS)
    const player = await aPlayerWhoPlayed(2)
    const before = await booksOf(club.sql, player.userId)
    await goTo(nowMs + 2 * DAY_MS)
    const page = { nowMs, limit: 500, dryRun: false, signal: AbortSignal.abort(), cursor: undefined }
    const early = seasonEndJob(club.core).commands(page as never, undefined as never)
    await expect(early).rejects.toThrow('not counted yet')
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    await countPasses(club)
    expect((await runJob(club, 'battlepass.end')).state).toBe('done')
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: before.coins + 100 })
    expect(await club.sql('select from pass_seasons where id = $1 and settled_at is not null', [id])).toHaveLength(1)
  })
})

describe('seasons in the back office', () => {
  const read = async (id: string) => (await club.get<AdminSeasonDetail>(`${PASS_PATH}/${id}`, await operator())).body
  const operator = () => club.adminToken('operator')
  const draft = async (id: string, changes: object, token: string) => {
    const { revision } = await read(id)
    const body = aSeasonBody(nowMs + 30 * DAY_MS, changes)
    return club.put<Json>(`${PASS_PATH}/${id}/draft`, { seenRevision: revision, body }, token)
  }

  test('are drafted, published and drafted anew, each audited; players see them announced', async () => {
    const token = await operator()
    const id = await writeSeason(club, aSeasonBody(nowMs + 30 * DAY_MS))
    const player = await club.signUp()
    expect((await statusOf(club, player)).next).toBeNull()
    expect(await draft(id, { priceGems: 7 }, token)).toMatchObject({ status: 200, body: { draftVersion: 1 } })
    expect((await publishSeason(club, id)).status).toBe(200)
    expect(await statusOf(club, player)).toMatchObject({ next: { season: id } })
    expect(await draft(id, { priceGems: 8 }, token)).toMatchObject({ body: { liveVersion: 1, draftVersion: 2 } })
    expect(await read(id)).toMatchObject({ body: { priceGems: 7 }, counts: { players: 0 } })
    const { body: audited } = await club.get<{ action: string }[]>(
      `/api/admin/audit-logs?targetId=${id}&order=ASC`,
      token,
    )
    const actions = audited.map(({ action }) => action)
    expect(actions).toEqual(['create', 'draft', 'publish', 'draft'].map((what) => `battlepass.${what}`))
    const other = await writeSeason(club, aSeasonBody(nowMs + 31 * DAY_MS))
    expect(await publishSeason(club, other)).toMatchObject(aProblem(409, 'SEASON_OVERLAPS'))
    const change = club.sql('update pass_versions set body = body where season = $1 and version = 1', [id])
    await expect(change).rejects.toThrow('never changes')
  })

  test('are refused when they begin too soon, have begun, hold unknown items, or somebody else was faster', async () => {
    const token = await operator()
    const soon = await writeSeason(club, aSeasonBody(nowMs - 90_000))
    expect(await publishSeason(club, soon)).toMatchObject(aProblem(409, 'SEASON_TOO_SOON'))
    const asked = { seenRevision: 1, reason: 'for a test' }
    expect(await club.post(`${PASS_PATH}/nothing/publish`, asked, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await draft(season, {}, token)).toMatchObject(aProblem(409, 'SEASON_FIXED'))
    const levels = [{ xp: 1, free: [{ type: 'ITEM' as const, item: 'nobody-knows-it', quantity: 1 }], paid: [] }]
    const unknown = await writeSeason(club, aSeasonBody(nowMs + 300 * DAY_MS, { levels }))
    expect(await publishSeason(club, unknown)).toMatchObject(aProblem(422, 'ITEM_UNKNOWN'))
    const stale = { seenRevision: 77, body: aSeasonBody(nowMs) }
    expect(await club.put(`${PASS_PATH}/${soon}/draft`, stale, token)).toMatchObject(aProblem(409, 'CONFLICT'))
    const bad = { id: aName('s-'), body: { ...aSeasonBody(nowMs), perCoinLost: 1 } }
    expect(await club.post(PASS_PATH, bad, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('show who stands where, paged', async () => {
    const path = `${PASS_PATH}/${season}/standings`
    const token = await operator()
    const all = (await club.get<SeasonStanding[]>(`${path}?perPage=200`, token)).body
    expect(all.map(({ xp }) => xp)).toEqual(all.map(({ xp }) => xp).toSorted((a, b) => b - a))
    const second = await club.get<SeasonStanding[]>(`${path}?perPage=2&page=2`, token)
    expect(second.body).toEqual(all.slice(2, 4))
    const paid = (await club.get<SeasonStanding[]>(`${path}?track=paid`, token)).body
    expect(paid).toMatchObject([{ paid: true, xp: 40, level: 1, claims: 2 }])
  })
})

test('a player takes his pass along, and it goes with his account', async () => {
  await aSeason(club, {
    startsAt: new Date(nowMs + 2 * MINUTE_MS).toISOString(),
    endsAt: new Date(nowMs + 20 * DAY_MS).toISOString(),
  })
  await goTo(nowMs + 3 * MINUTE_MS)
  const player = await aPlayerWhoPlayed(2)
  await countPasses(club)
  expect((await onPass(club, player, 'claim-all')).status).toBe(200)
  const { accessToken, password, userId } = player
  const { body } = await club.get<Record<string, unknown[]>>('/api/users/export', accessToken)
  expect(body.battlePass).toMatchObject([{ xp: 40 }])
  expect(body.battlePassClaims).toMatchObject([{ level: 1, track: 'free' }])
  const leaving = await club.send('DELETE', '/api/users/me', {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ password }),
  })
  expect(leaving.status).toBe(200)
  nowMs += 15 * DAY_MS
  const { pool, clock, log } = club.core
  await eraseDue({ pool, clock, log, graceMs: 14 * DAY_MS, audit: auditErasure(clock) })
  for (const table of ['pass_progress', 'pass_days', 'pass_coupons']) {
    expect(await club.sql(`select from ${table} where user_id = $1`, [userId])).toEqual([])
  }
})
