import type { AdminSegment, PlayerSegmentsReply, SegmentMovesReply } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { decide } from '../../server/src/segments/members.store.ts'
import { findRuleVersions, liveOn } from '../../server/src/segments/rules.store.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { merge } from '../support/merges.ts'
import { pastsOf } from '../support/pasts.ts'

const DAY_MS = 86_400_000
const club = await openClub()
const { dayAgo, aPlayer } = pastsOf(club, systemClock)
const there = { 0: { was_there: true } }

async function aWhale(): Promise<TestPlayer> {
  const player = await aPlayer(100, there)
  await runJob(club, 'segments.daily')
  const until = new Date(systemClock.nowMs() + DAY_MS).toISOString()
  const body = { userId: player.userId, dimension: 'value', segment: 'WHALE', until, reason: 'a guest of the house' }
  const answer = await club.post('/api/admin/segments/overrides', body, await club.adminToken('operator'))
  expect(answer.status).toBe(200)
  return player
}

test('an account merged away leaves its segments, and no run puts it back', async () => {
  const [from, into] = [await aWhale(), await aPlayer(100, there)]
  const token = await club.adminToken('operator')
  const path = `/api/admin/segments/players/${from.userId}`
  const whyOf = async () => (await club.get<PlayerSegmentsReply>(path, token)).body
  const placesOf = async () => (await whyOf()).dimensions.flatMap(({ segment }) => segment ?? [])
  const movesOf = async (asked = '') => (await club.get<SegmentMovesReply>(`${path}/moves?${asked}`, token)).body
  const whales = async () => {
    const { body } = await club.get<AdminSegment[]>('/api/admin/segments', token)
    return body.find(({ id }) => id === 'value:WHALE')
  }
  const before = await whales()
  expect(await merge(club, token, from, into)).toMatchObject({ status: 200 })
  expect([await placesOf(), (await whyOf()).facts]).toEqual([[], null])
  expect((await whyOf()).dimensions.map(({ override }) => override)).toEqual([null, null, null])
  expect(await whales()).toMatchObject({ players: Number(before?.players) - 1, left: Number(before?.left) + 1 })
  const { moves } = await movesOf()
  expect(moves.map(({ dimension, from: left, to }) => `${dimension} ${left} ${to}`)).toEqual([
    'value WHALE null',
    'risk NONE null',
    'lifecycle ACTIVE null',
    'value NONE WHALE',
    'value null NONE',
    'risk null NONE',
    'lifecycle null ACTIVE',
  ])
  expect(await movesOf('cause=merged&limit=3')).toEqual({ moves: moves.slice(0, 3), next: null })
  await runJob(club, 'segments.daily')
  expect(await placesOf()).toEqual([])
})

test('what an older version, or a page that ran meanwhile, left behind goes with the next run', async () => {
  const [from, into] = [await aWhale(), await aPlayer(100, there)]
  await runJob(club, 'segments.daily')
  expect(await merge(club, await club.adminToken('operator'), from, into)).toMatchObject({ status: 200 })
  await club.sql(
    `insert into player_facts select (jsonb_populate_record(f, jsonb_build_object('user_id', $1::bigint))).* from player_facts f
     where user_id = $2`,
    [from.userId, into.userId],
  )
  const page = { after: from.userId - 1, last: from.userId, nowMs: systemClock.nowMs() }
  const live = liveOn(await findRuleVersions(club.core.pool), dayAgo(0))
  expect(await inTransaction(club.core.pool, (tx) => decide(tx, { live, ...page }))).toEqual({ moved: 0, looked: 0 })
  await club.sql(
    `insert into player_segments (user_id, dimension, segment, since, version, overridden) values ($1, 'value', 'LOW', now(), 1, false)`,
    [from.userId],
  )
  await runJob(club, 'segments.daily')
  const left = 'select from player_segments where user_id = $1 union all select from player_facts where user_id = $1'
  expect(await club.sql(left, [from.userId])).toEqual([])
})
