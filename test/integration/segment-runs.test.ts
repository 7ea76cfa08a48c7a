import type {
  AdminSegment,
  PlayerSegmentsReply,
  RuleSet,
  SegmentMovesReply,
  SegmentRulesReply,
} from '@casino-club/shared'
import { STANDARD_RULES } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { inTransaction, type Queryable } from '../../server/src/platform/postgres/pool.ts'
import { findPageEnd, writeFacts } from '../../server/src/segments/facts.store.ts'
import { decide } from '../../server/src/segments/members.store.ts'
import { findMoves } from '../../server/src/segments/moves.store.ts'
import { findRuleVersions, liveOn } from '../../server/src/segments/rules.store.ts'
import { segmentsJob } from '../../server/src/segments/segments.job.ts'
import { openClub } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { pastsOf } from '../support/pasts.ts'

const DAY_MS = 86_400_000
/** It is just three: the run of today was due an hour ago, and it is the same day in the club's zone. */
const BASE_MS = DAY_MS - ((systemClock.nowMs() - 3 * 3_600_000) % DAY_MS)
const clock: Clock = { nowMs: () => systemClock.nowMs() + BASE_MS }
const club = await openClub({ clock })
const { dayAgo, aPlayer } = pastsOf(club, clock)

test('a run of an older day, asked for after that of a newer one, puts nobody back', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  const run = () => runJob(club, 'segments.daily')
  const lifecycle = async () =>
    (
      await club.sql(`select segment from player_segments where user_id = $1 and dimension = 'lifecycle'`, [
        player.userId,
      ])
    )[0]?.segment
  await run()
  await club.sql('update segment_models set as_of = as_of + 1')
  await club.sql('update player_days set day = $2 where user_id = $1', [player.userId, dayAgo(9)])
  await run()
  expect(await lifecycle()).toBe('ACTIVE')
  await club.sql('update segment_models set as_of = as_of - 1')
  await run()
  expect(await lifecycle()).toBe('DORMANT_SHORT')
})

test('who comes is told of by his place alone until he is put elsewhere', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  const operator = await club.adminToken('operator')
  const rows = () =>
    club.sql(
      `select dimension, from_segment as "from", to_segment as "to", cause from segment_moves
       where user_id = $1 order by moved_at`,
      [player.userId],
    )
  const movesOf = async () =>
    (await club.get<SegmentMovesReply>(`/api/admin/segments/players/${player.userId}/moves`, operator)).body.moves
  const activeToday = async () => {
    const { body } = await club.get<AdminSegment[]>('/api/admin/segments', operator)
    return body.find(({ id }) => id === 'lifecycle:ACTIVE')?.entered ?? 0
  }
  const before = await activeToday()
  await runJob(club, 'segments.daily')
  const came = await movesOf()
  expect(came.map(({ dimension, from }) => [dimension, from]).sort()).toEqual([
    ['lifecycle', null],
    ['risk', null],
    ['value', null],
  ])
  expect([await rows(), await activeToday()]).toEqual([[], before + 1])
  await club.sql('update player_days set day = $2 where user_id = $1', [player.userId, dayAgo(9)])
  await runJob(club, 'segments.daily')
  expect(await rows()).toEqual([
    { dimension: 'lifecycle', from: null, to: 'ACTIVE', cause: 'rules' },
    { dimension: 'lifecycle', from: 'ACTIVE', to: 'DORMANT_SHORT', cause: 'rules' },
  ])
  const moves = await movesOf()
  expect(moves).toHaveLength(4)
  for (const each of came) expect(moves).toContainEqual(each)
  expect(await activeToday()).toBe(before + 1)
})

test('a version before that puts somebody elsewhere, at the very moment he came, loses nothing of his history', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  await runJob(club, 'segments.daily')
  const [{ since } = { since: null }] = await club.sql(
    `update player_segments set segment = 'VIP', version = version + 1 where user_id = $1 and dimension = 'lifecycle'
     returning since`,
    [player.userId],
  )
  await club.sql(
    `insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
     values ($1, 'lifecycle', 'ACTIVE', 'VIP', $2, 'rules', 2)`,
    [player.userId, since],
  )
  const { moves } = await findMoves(club.core.pool, player.userId, { dimension: 'lifecycle', limit: 20 })
  expect(moves).toMatchObject([
    { from: 'ACTIVE', to: 'VIP', version: 2 },
    { from: null, to: 'ACTIVE', version: 1 },
  ])
})

const zone = 'Asia/Seoul'
const job = segmentsJob({ zone, dayOf: club.core.dayOf })

/** A page as this version does it; undefined: the run is done. */
async function page(tx: Queryable, cursor: unknown): Promise<unknown> {
  const nowMs = clock.nowMs()
  const run = { runId: 1, fence: 1, businessDate: '', dueAtMs: nowMs - 3_600_000, shard: '', limit: 1, dryRun: false }
  return (await job.page({ ...run, nowMs, cursor, signal: new AbortController().signal }, tx)).cursor
}

/** A page as the version before did it, dimension by dimension. */
async function pageBefore(tx: Queryable, cursor: unknown): Promise<unknown> {
  const { dimension, after } = cursor as { dimension: string | null; after: number }
  const asOf = dayAgo(0)
  const live = liveOn(await findRuleVersions(tx), asOf)
  const last = await findPageEnd(tx, after, 50_000)
  const set = live.find((each) => each.dimension === dimension)
  if (last === undefined || (dimension !== null && set === undefined)) {
    const next = live.find((each) => dimension === null || each.dimension.localeCompare(dimension) > 0)
    return next && { dimension: next.dimension, after: 0 }
  }
  if (set === undefined) await writeFacts(tx, { after, last, asOf, zone })
  else await decide(tx, { live: [set], after, last, nowMs: clock.nowMs() })
  return { dimension, after: last }
}

test.each([
  ['this version goes on with what the one before began', pageBefore, page],
  ['the version before goes on with what this one began', page, pageBefore],
])('wherever %s, everybody is decided on in every dimension', async (_, begins, endsWith) => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  const decided = async (tx: Queryable) =>
    (await tx.query('select dimension from player_segments where user_id = $1 order by 1', [player.userId])).rows
  for (let pages = 0, isDone = false; !isDone; pages++) {
    expect(pages).toBeLessThan(20)
    const undone = inTransaction(club.core.pool, async (tx) => {
      await tx.query('delete from player_segments')
      await tx.query('delete from player_facts')
      let cursor = await page(tx, undefined)
      for (let n = 0; n < pages && cursor !== undefined; n++)
        cursor = await begins(tx, JSON.parse(JSON.stringify(cursor)))
      isDone = cursor === undefined
      while (cursor !== undefined) cursor = await endsWith(tx, JSON.parse(JSON.stringify(cursor)))
      expect(await decided(tx)).toEqual([{ dimension: 'lifecycle' }, { dimension: 'risk' }, { dimension: 'value' }])
      throw new Error('nothing of it stays')
    })
    await expect(undone).rejects.toThrow('nothing of it stays')
  }
})

const RULES = '/api/admin/segment-rules'
const words = (en: string) => ({ en, ko: en })
const ALL: RuleSet['rules'][number] = {
  segment: 'SEEN',
  name: words('Seen'),
  when: { fact: 'daysSinceSeen', is: '>=', value: 0 },
}
const rulesOf = async (dimension: string, token: string) =>
  (await club.get<SegmentRulesReply>(`${RULES}/${dimension}`, token)).body

/** Drafts rules and approves them from a day on. */
async function approved(dimension: string, rules: RuleSet, effectiveOn: string): Promise<string> {
  const operator = await club.adminToken('operator')
  const seenRevision = (await rulesOf(dimension, operator)).revision ?? 0
  const drafted = await club.put<SegmentRulesReply>(`${RULES}/${dimension}/draft`, { seenRevision, rules }, operator)
  const asked = { seenRevision: drafted.body.revision, effectiveOn, reason: 'in its turn' }
  expect((await club.post(`${RULES}/${dimension}/approve`, asked, operator)).status).toBe(200)
  return operator
}

test('rules approved for two days decide each from its own on, whichever was approved first', async () => {
  const rules: RuleSet = { rules: [ALL], otherwise: { segment: 'OUT', name: words('Out') } }
  const orders = { 'later-first': [-1, 0], 'sooner-first': [0, -1] }
  for (const [dimension, days] of Object.entries(orders)) {
    for (const day of days) await approved(dimension, rules, dayAgo(day))
  }
  await runJob(club, 'segments.daily')
  const operator = await club.adminToken('operator')
  for (const dimension of Object.keys(orders)) {
    const { live, next, versions } = await rulesOf(dimension, operator)
    expect([live?.effectiveOn, next?.effectiveOn, versions.length]).toEqual([dayAgo(0), dayAgo(-1), 2])
  }
  await approved('later-first', rules, dayAgo(-1))
  expect((await rulesOf('later-first', operator)).next).toMatchObject({ version: 3 })
})

test('rules approved after the run of their day are what nobody stands by until the next one', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  const { lifecycle } = STANDARD_RULES
  if (lifecycle === undefined) throw new Error('no rules')
  await runJob(club, 'segments.daily')
  const operator = await approved('lifecycle', { ...lifecycle, rules: [ALL, ...lifecycle.rules] }, dayAgo(0))
  expect(await rulesOf('lifecycle', operator)).toMatchObject({ live: { version: 1 }, next: { version: 2 } })
  const why = async () => {
    const { body } = await club.get<PlayerSegmentsReply>(`/api/admin/segments/players/${player.userId}`, operator)
    return body.dimensions.find(({ dimension }) => dimension === 'lifecycle')
  }
  expect(await why()).toMatchObject({ segment: 'ACTIVE', byRules: 'ACTIVE' })
  await runJob(club, 'segments.daily')
  expect(await why()).toMatchObject({ segment: 'SEEN', byRules: 'SEEN' })
  await approved('lifecycle', lifecycle, dayAgo(0))
  await runJob(club, 'segments.daily')
  expect(await why()).toMatchObject({ segment: 'ACTIVE' })
})

test('moves are paged to the last one, each once, by dimension and cause', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  await runJob(club, 'segments.daily')
  await club.sql(
    `insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
     select $1, 'value', 'NONE', 'HIGH', now() + interval '3 days' + make_interval(secs => i / 3 * 0.000001), case when i % 2 = 0 then 'rules' else 'override' end, i + 1
     from generate_series(0, 129) i`,
    [player.userId],
  )
  const operator = await club.adminToken('operator')
  const path = `/api/admin/segments/players/${player.userId}/moves`
  const all = async (query: string) => {
    const versions: string[] = []
    for (let before: string | null = ''; before !== null; ) {
      const older: string = before && `&before=${before}`
      const page = (await club.get<SegmentMovesReply>(`${path}?limit=50&${query}${older}`, operator)).body
      versions.push(...page.moves.map(({ dimension, from, version }) => `${dimension} ${from} ${version}`))
      before = page.next
    }
    expect(new Set(versions).size).toBe(versions.length)
    return versions
  }
  const [{ n } = { n: 0 }] = await club.sql('select count(*) as n from segment_history where user_id = $1', [
    player.userId,
  ])
  expect(await all('')).toHaveLength(Number(n))
  expect((await all('dimension=value')).slice(-4)).toEqual([
    'value NONE 3',
    'value NONE 2',
    'value NONE 1',
    'value null 1',
  ])
  expect(await all('dimension=value&cause=override')).toHaveLength(65)
  for (const query of ['limit=101', 'before=x', 'cause=luck', 'before=1_1_1_x;drop']) {
    expect(await club.get(`${path}?${query}`, operator)).toMatchObject({ status: 400 })
  }
  expect((await club.get('/api/admin/segments/players/999999999/moves', operator)).status).toBe(404)
})
