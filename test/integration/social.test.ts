import type { FollowStanding, SeenPlayer } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { countBoth, findFollows } from '../../server/src/social/follows.store.ts'
import { boardOf, ranksOf, record } from '../support/boards.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { merge } from '../support/merges.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const WITHIN_MS = 30_000
const PATH = '/api/games/follow'
const club = await openClub()
const REASON = 'for a test'

const send = (method: string, player: TestPlayer, path: string) =>
  club.send(method, `${PATH}/${path}`, { headers: { authorization: `Bearer ${player.accessToken}` } })
const follow = async (player: TestPlayer, target: Pick<TestPlayer, 'userId'>) =>
  club.post<FollowStanding>(`${PATH}/${target.userId}`, {}, player.accessToken)
const unfollow = (player: TestPlayer, target: TestPlayer) => send('DELETE', player, `${target.userId}`)
const block = (player: TestPlayer, target: TestPlayer) =>
  club.post(`${PATH}/blocks/${target.userId}`, {}, player.accessToken)
const listOf = async (player: TestPlayer, list = 'list', query = '') =>
  (await club.get<{ total: number; players: SeenPlayer[] }>(`${PATH}/${list}${query}`, player.accessToken)).body
const namesOf = async (player: TestPlayer, list = 'list', query = '') =>
  (await listOf(player, list, query)).players.map(({ nickname }) => nickname)
const wish = (player: TestPlayer, settings: object) => club.put(`${PATH}/settings`, settings, player.accessToken)
const find = async (player: TestPlayer, nickname: string) =>
  (await club.get<{ players: SeenPlayer[] }>(`${PATH}/find?nickname=${nickname}`, player.accessToken)).body.players
const players = async (count: number) => Promise.all(Array.from({ length: count }, () => club.signUp()))
const three = async () => (await players(3)) as [TestPlayer, TestPlayer, TestPlayer]

describe('a follow', () => {
  test('is there once, however often and from how many devices at once it is asked for', async () => {
    const [first, second, third] = await three()
    const answers = await Promise.all(Array.from({ length: 8 }, () => follow(first, second)))
    for (const { status, body } of answers) expect([status, body.followingCount]).toEqual([200, 1])
    await follow(third, second)
    expect((await listOf(second, 'followers')).total).toBe(2)
    await Promise.all([unfollow(first, second), unfollow(first, second)])
    expect((await listOf(first)).total).toBe(0)
    expect(await namesOf(second, 'followers')).toEqual([third.nickname])
  })

  test('is counted exactly when many follow one and leave him at once', async () => {
    const [target, ...others] = (await players(9)) as [TestPlayer, ...TestPlayer[]]
    await Promise.all(others.map((other) => follow(other, target)))
    await Promise.all(others.map((other, index) => (index % 2 === 0 ? unfollow(other, target) : follow(other, target))))
    const { total, players: followers } = await listOf(target, 'followers')
    expect([total, followers.length]).toEqual([4, 4])
  })

  test('of oneself, of nobody, and with more than the path says is refused', async () => {
    const [player] = await three()
    expect(await follow(player, player)).toMatchObject(aProblem(422, 'FOLLOW_SELF'))
    expect(await follow(player, { userId: 999_999 })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await club.post(`${PATH}/abc`, {}, player.accessToken)).status).toBe(400)
    expect((await club.get(`${PATH}/list?perPage=51`, player.accessToken)).status).toBe(400)
    expect((await club.get(`${PATH}/list`)).status).toBe(401)
  })

  test('of nobody more than there is room for', async () => {
    const [player, one, more] = await three()
    await club.sql(
      `insert into users (site_id, nickname, password_hash, created_at)
       select 'crowd' || n, 'crowd' || n, '!', now() from generate_series(1, 999) n`,
    )
    await club.sql(
      `insert into follows (user_id, target_id, since) select $1, id, now() from users where site_id like 'crowd%'`,
      [player.userId],
    )
    const answers = await Promise.all([follow(player, one), follow(player, more)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await listOf(player)).total).toBe(1_000)
  })

  test('is listed in pages, newest first, each player once', async () => {
    const [player, ...others] = (await players(6)) as [TestPlayer, ...TestPlayer[]]
    for (const other of others) await follow(player, other)
    const pages = [await namesOf(player, 'list', '?perPage=2'), await namesOf(player, 'list', '?perPage=2&page=2')]
    const last = await namesOf(player, 'list', '?perPage=2&page=3')
    expect([...pages.flat(), ...last]).toEqual(others.map(({ nickname }) => nickname).reverse())
  })
})

describe('what a player sees of another', () => {
  test('is his name, his badge, and the boards he shows himself on', async () => {
    const [player, target] = await three()
    await follow(player, target)
    await record(club, target.userId, { net: 10_000_000, atMs: Date.now() })
    await eventually(async () => {
      const [seen] = (await listOf(player)).players
      expect(seen?.ranks).toContainEqual({ board: 'all-time', rank: 1 })
      expect(Object.keys(seen ?? {}).sort()).toEqual(
        ['badge', 'following', 'followsYou', 'id', 'nickname', 'passLevel', 'ranks', 'since'].sort(),
      )
    }, WITHIN_MS)
    await club.post('/api/leaderboards/me', { shown: false }, target.accessToken)
    expect((await listOf(player)).players).toMatchObject([
      { nickname: target.nickname, badge: 'STANDARD', ranks: [], passLevel: null },
    ])
  })

  test('is a board of those one follows, and of oneself', async () => {
    const [player, friend, stranger] = await three()
    for (const [index, { userId }] of [stranger, friend, player].entries())
      await record(club, userId, { net: 100 - index, atMs: Date.now(), game: 'dice' })
    await follow(player, friend)
    await eventually(async () => {
      const page = await boardOf(club, player, 'dice-weekly', '?of=followed')
      expect(ranksOf(page)).toEqual([
        [1, friend.nickname, 99],
        [2, player.nickname, 98],
      ])
      expect(page.own.rank).toBe(2)
    }, WITHIN_MS)
    await block(friend, player)
    expect(ranksOf(await boardOf(club, player, 'dice-weekly', '?of=followed'))).toEqual([[1, player.nickname, 98]])
    const whole = await boardOf(club, player, 'dice-weekly')
    expect(ranksOf(whole).map(([, name]) => name)).toEqual([stranger.nickname, player.nickname])
    expect((await club.get('/api/leaderboards/daily?of=followed&around=me', player.accessToken)).status).toBe(400)
  })
})

describe('who does not want to be followed', () => {
  test('is not, by nobody or by whom he does not follow; who follows him already goes on', async () => {
    const [player, target, other] = await three()
    await follow(other, target)
    await wish(target, { followers: 'nobody', findable: false })
    expect(await follow(player, target)).toMatchObject(aProblem(403, 'FOLLOW_REFUSED'))
    expect((await follow(other, target)).status).toBe(200)
    expect(await find(player, target.nickname)).toEqual([])
    await wish(target, { followers: 'followed', findable: true })
    expect(await follow(player, target)).toMatchObject(aProblem(403, 'FOLLOW_REFUSED'))
    await follow(target, player)
    expect((await follow(player, target)).status).toBe(200)
    expect(await find(player, target.nickname.toUpperCase())).toMatchObject([{ following: true, followsYou: true }])
    expect((await wish(target, { followers: 'friends', findable: true })).status).toBe(400)
  })

  test('blocks: both follows end, neither finds or follows the other, also when all comes at once', async () => {
    const [player, target] = await three()
    await follow(player, target)
    await follow(target, player)
    await Promise.all([block(target, player), follow(player, target), follow(target, player)])
    expect([await namesOf(player), await namesOf(target)]).toEqual([[], []])
    expect(await follow(player, target)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await follow(target, player)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await find(player, target.nickname)).toEqual([])
    expect((await club.get(`${PATH}/blocks`, target.accessToken)).body).toMatchObject([{ id: player.userId }])
    await send('DELETE', target, `blocks/${player.userId}`)
    expect((await follow(player, target)).status).toBe(200)
  })

  const away = {
    'who pauses': (player: TestPlayer) => safely(club, player, 'pause', { hours: 24 }),
    'who is banned': async ({ userId }: TestPlayer) =>
      club.post(`/api/admin/players/${userId}/ban`, { reason: REASON, until: null }, await club.adminToken('operator')),
    'who leaves': ({ userId }: TestPlayer) =>
      club.sql('update users set deletion_requested_at = now() where id = $1', [userId]),
  }
  test.each(Object.entries(away))('%s is in no list, is not counted, and is not followed', async (_, leave) => {
    const [player, target, other] = await three()
    await follow(player, target)
    await follow(target, other)
    await leave(target)
    expect(await listOf(player)).toEqual({ total: 0, players: [] })
    expect(await listOf(other, 'followers')).toEqual({ total: 0, players: [] })
    expect(await follow(other, target)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await find(player, target.nickname)).toEqual([])
  })
})

describe('a list', () => {
  test('reads of those who cannot be seen only those who stand on it', async () => {
    const [player, ...others] = (await players(6)) as [TestPlayer, ...TestPlayer[]]
    for (const other of others) await follow(player, other)
    await club.sql(
      `with crowd as (insert into users (site_id, nickname, password_hash, created_at, deletion_requested_at)
         select 'left' || n, 'left' || n, '!', now(), now() + interval '1 year' from generate_series(1, 5000) n returning id)
       insert into user_bans (user_id, reason, banned_by, banned_at) select id, 'for a test', 1, now() from crowd`,
    )
    await club.sql('analyze')
    const [gone] = others
    await club.sql('update users set deletion_requested_at = now() where id = $1', [gone?.userId])
    const { pool } = club.core
    const read = await inTransaction(pool, async (tx) => {
      const counted = async () => {
        const { rows } = await tx.query<{ read: number }>(
          `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as read from pg_stat_xact_user_tables
           where relname in ('users', 'user_bans', 'account_merges', 'safe_play_players')`,
        )
        return rows[0]?.read ?? 0
      }
      const before = await counted()
      expect(await countBoth(tx, player.userId, Date.now())).toEqual({ following: 4, followers: 0 })
      const page = await findFollows(tx, 'following', { userId: player.userId, nowMs: Date.now(), page: 1, perPage: 3 })
      expect(page.map(({ id }) => id)).toEqual(
        others
          .slice(2)
          .reverse()
          .map(({ userId }) => userId),
      )
      return (await counted()) - before
    })
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(200)
  })
})

describe('an account', () => {
  test('that is made one with another brings its follows along, and no follow past a block', async () => {
    const [from, into, other] = await three()
    const [fan, foe] = await three()
    await follow(from, other)
    await follow(fan, from)
    await follow(fan, into)
    await follow(from, into)
    await follow(from, foe)
    await block(into, foe)
    await wish(from, { followers: 'nobody', findable: true })
    const merged = await merge(club, await club.adminToken('operator'), from, into)
    expect(merged.status).toBe(200)
    expect(await namesOf(into)).toEqual([other.nickname])
    expect(await namesOf(into, 'followers')).toEqual([fan.nickname])
    expect(await namesOf(fan)).toEqual([into.nickname])
    expect((await club.get(`${PATH}/settings`, into.accessToken)).body).toEqual({ followers: 'nobody', findable: true })
  })

  test('that is erased leaves no follow, block or wish; its export had them', async () => {
    const [player, other, third] = await three()
    await follow(player, other)
    await follow(other, player)
    await block(player, third)
    await wish(player, { followers: 'followed', findable: false })
    const { body } = await club.get<Record<string, unknown>>('/api/users/export', player.accessToken)
    expect(body).toMatchObject({
      follows: [{ player: other.userId }],
      followers: [{ player: other.userId }],
      blockedPlayers: [{ player: third.userId }],
      socialSettings: [{ followers: 'followed', findable: false }],
    })
    await club.sql(`update users set deletion_requested_at = now() - interval '1 day' where id = $1`, [player.userId])
    await eraseDue({ ...club.core, graceMs: 0, audit: async () => undefined })
    const [left] = await club.sql<{ rows: number }>(
      `select (select count(*) from follows where $1 in (user_id, target_id))
         + (select count(*) from player_blocks where $1 in (user_id, target_id))
         + (select count(*) from social_settings where user_id = $1) as rows`,
      [player.userId],
    )
    expect(left?.rows).toBe(0)
  })
})
