import type { AdminVipPlayerReply, MyInvite } from '@casino-club/shared'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unlockDue } from '../../server/src/achievements/index.ts'
import { findBadPass } from '../../server/src/battlepass/index.ts'
import { findSide, insertReward } from '../../server/src/invitations/rewards.store.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { anAchievement, claimAchievement, countAndUnlock, ownAchievement } from '../support/achievements.ts'
import { aPassReader, aSeason, countPasses, onPass, passOf } from '../support/battlepass.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { merge } from '../support/merges.ts'
import { countAll } from '../support/missions.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { publishTiers, someTiers, tierOf } from '../support/vip.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
// A Saturday noon in Seoul.
let nowMs = Date.UTC(2026, 10, 21, 3)
// Nobody counts or unlocks here but the tests.
const club = await openClub({ clock: { nowMs: () => nowMs }, env: { ROLE: 'game', JWT_EXPIRE_MINUTES: '1440' } })
const operator = await club.adminToken('operator')

let from: TestPlayer
let into: TestPlayer
beforeAll(async () => {
  await aSeason(club)
  await publishTiers(club, someTiers())
  await countAll(club, { limit: 500 })
  nowMs += 3 * MINUTE_MS
})
beforeEach(async () => {
  nowMs += 10
  from = await club.signUp()
  into = await club.signUp()
})

async function play(player: TestPlayer, times: number): Promise<void> {
  for (let time = 0; time < times; time++) expect((await spinHttp(club, player)).status).toBe(200)
}
async function makeOne(source = from, target = into): Promise<void> {
  expect((await merge(club, await club.adminToken('operator'), source, target)).status).toBe(200)
}
async function roll({ accessToken }: TestPlayer): Promise<void> {
  const body = { commandId: newCommandId(), bet: 60, direction: 'under', target: 51 }
  expect((await club.post('/api/games/dice/roll', body, accessToken)).status).toBe(200)
}
const coinsOf = async ({ userId }: TestPlayer) => (await booksOf(club.sql, userId)).coins

describe('the pass of two accounts that are made one', () => {
  const buy = (player: TestPlayer) =>
    passOf(club, player).then(({ season }) => onPass(club, player, 'buy', { season, priceGems: 150 }))
  const withGems = ({ userId }: TestPlayer) => {
    const rewards = [{ type: 'GEM', amount: 200 }]
    return club.post(
      '/api/rewards',
      { commandId: newCommandId(), userId, rewards, reason: 'for a test', note: '' },
      operator,
    )
  }

  test('is as far as the further one, with its paid track, and pays each place once', async () => {
    await play(from, 4)
    await play(into, 2)
    await countPasses(club)
    await withGems(from)
    expect((await buy(from)).status).toBe(200)
    const taken = { level: 1, track: 'free' } as const
    expect((await onPass(club, from, 'claim', taken)).status).toBe(200)
    await makeOne()
    expect(await passOf(club, into)).toMatchObject({ xp: 80, level: 2, paid: true, mayBuy: false, claims: [taken] })
    expect(await onPass(club, into, 'claim', taken)).toMatchObject(aProblem(409, 'PASS_CLAIMED'))
    const { coins, gems } = await booksOf(club.sql, into.userId)
    expect((await onPass(club, into, 'claim-all')).status).toBe(200)
    expect(await booksOf(club.sql, into.userId)).toMatchObject({ coins: coins + 1_000, gems: gems + 10 })
    await makeOne(into, await club.signUp().then((third) => (into = third)))
    expect(await passOf(club, into)).toMatchObject({ xp: 80, paid: true, earned: [] })
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('goes on from where it was, and takes in what was played before the merge and counted after it', async () => {
    await play(into, 1)
    await countPasses(club)
    await play(from, 3)
    await makeOne()
    expect(await passOf(club, into)).toMatchObject({ xp: 20 })
    await countPasses(club)
    expect(await passOf(club, into)).toMatchObject({ xp: 60 })
    await play(into, 1)
    await countPasses(club)
    expect(await passOf(club, into)).toMatchObject({ xp: 80 })
  })

  test('is told, its level to the player and its pass XP to other tools, and has one bound of a day for both', async () => {
    await play(from, 4)
    await play(into, 1)
    await countPasses(club)
    await makeOne()
    expect(await passOf(club, into)).toMatchObject({ xp: 80, playXpToday: 80 })
    const levels = await club.sql(
      `select n.title_en, a.after -> 'earned' -> 'passes' as passes from notifications n
       join admin_audit_logs a on a.action = 'players.merge' and a.target_id = n.user_id::text
       where n.user_id = $1 and n.template = 'level-up'`,
      [into.userId],
    )
    const title = expect.stringContaining('level 2')
    expect(levels).toMatchObject([{ title_en: title, passes: [{ before: 20, xp: 80 }] }])
    const told: unknown[] = []
    const tell = async (changed: unknown) => void told.push(changed)
    await countPasses(club, { reader: aPassReader(club, { tell }) })
    expect(told.flat()).toContainEqual(expect.objectContaining({ userId: into.userId, xp: 80 }))
    await play(into, 3)
    await countPasses(club)
    expect(await passOf(club, into)).toMatchObject({ xp: 100, playXpToday: 100 })
  })

  test('holds nothing that the other one had not: the audit finds it', async () => {
    await makeOne()
    const { pool } = club.core
    const client = await pool.connect()
    await client.query('begin')
    const [{ id } = { id: '' }] = await club.sql<{ id: string }>('select id from pass_seasons')
    await client.query(
      `insert into pass_claims (season, user_id, level, track, seq)
       select $1, into_user_id, 1, 'free', into_seq from account_merges where from_user_id = $2`,
      [id, from.userId],
    )
    expect(await findBadPass(client)).toMatchObject({ why: 'no event paid it' })
    await client.query('rollback')
    client.release()
    expect(await findBadPass(pool)).toBeUndefined()
  })

  test('that both have bought stays the one’s own', async () => {
    for (const player of [from, into]) {
      await withGems(player)
      expect((await buy(player)).status).toBe(200)
    }
    await makeOne()
    expect(await passOf(club, into)).toMatchObject({ paid: true })
    expect((await club.audit()).bad).toBeUndefined()
  })
})

describe('the achievements of two accounts that are made one', () => {
  const own = (id: string) => ownAchievement(club, into, id)

  test('are had by the one that stays, and each pays once', async () => {
    const ofSlots = { game: 'slot' } as const
    const [taken, waiting] = [await anAchievement(club, ofSlots), await anAchievement(club, ofSlots)]
    const both = await anAchievement(club, { target: 1 })
    nowMs += 10
    await play(from, 2)
    await roll(into)
    await countAndUnlock(club)
    for (const id of [taken, both]) expect((await claimAchievement(club, from, id)).status).toBe(200)
    expect(await own(both)).toMatchObject({ status: 'unlocked' })
    await makeOne()
    expect(await own(taken)).toMatchObject({ status: 'claimed' })
    expect(await own(both)).toMatchObject({ status: 'claimed' })
    expect(await own(waiting)).toMatchObject({ status: 'unlocked' })
    for (const id of [taken, both]) {
      expect(await claimAchievement(club, into, id)).toMatchObject(aProblem(409, 'ACHIEVEMENT_CLAIMED'))
    }
    const coins = await coinsOf(into)
    const answers = await Promise.all([1, 2, 3].map(() => claimAchievement(club, into, waiting)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await coinsOf(into)).toBe(coins + 300)
  })

  const unlockUncounted = async () => {
    await countAll(club, { limit: 500 })
    await unlockDue(club.core)
  }
  test.each([
    ['are counted', () => countAndUnlock(club)],
    ['are unlocked and not counted yet', unlockUncounted],
  ])('make a whole of the parts that either has, where they %s', async (_, unlock) => {
    const parts = [
      await anAchievement(club, { game: 'slot', target: 1 }),
      await anAchievement(club, { game: 'dice', target: 1 }),
    ]
    const whole = await anAchievement(club, { counts: 'PARTS', parts, target: 2 })
    nowMs += 10
    await play(from, 1)
    await roll(into)
    await unlock()
    expect(await own(whole)).toMatchObject({ status: 'open' })
    await makeOne()
    await countAndUnlock(club)
    expect(await own(whole)).toMatchObject({ status: 'unlocked' })
  })
})

describe('the reward of a friend who was invited', () => {
  const mine = async ({ accessToken }: TestPlayer) => (await club.get<MyInvite>('/api/invite/mine', accessToken)).body
  const claim = (player: TestPlayer, invitation: number) =>
    club.post(`/api/invite/invitations/${invitation}/claim`, { commandId: newCommandId() }, player.accessToken)
  /** Somebody who came by the code of a player of its own, or of that one, and earned it. */
  async function anEarner(status = 'EARNED', inviter?: TestPlayer): Promise<TestPlayer> {
    const friend = await club.signUp({ inviteCode: (await mine(inviter ?? (await club.signUp()))).code })
    await club.sql(
      `update friend_invitations set status = $2, friend_coins = 1000,
         settled_at = case $2 when 'WAITING' then null else invited_at end where user_id = $1`,
      [friend.userId, status],
    )
    return friend
  }

  test('is taken by the account that stays, once, also after another merge', async () => {
    from = await anEarner()
    const third = await club.signUp()
    await makeOne()
    expect((await mine(into)).own).toMatchObject({ id: from.userId, state: 'EARNED', coins: 1_000, paid: false })
    await makeOne(into, third)
    const coins = await coinsOf(third)
    const answers = await Promise.all([1, 2, 3].map(() => claim(third, from.userId)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await coinsOf(third)).toBe(coins + 1_000)
    expect(await claim(third, from.userId)).toMatchObject(aProblem(409, 'INVITATION_CLAIMED'))
  })

  test('that was asked for before the merge, and is no more his after it, is not paid', async () => {
    ;[from, into] = [await anEarner(), await anEarner()]
    const { pool } = club.core
    expect((await claim(from, from.userId)).status).toBe(200)
    const side = await findSide(pool, into.userId, into.userId)
    await makeOne()
    const at = { userId: into.userId, seq: 3, occurredAtMs: nowMs, commandId: newCommandId() }
    expect(side && (await inTransaction(pool, (tx) => insertReward(tx, side, at)))).toBe(false)
  })

  test.each([
    ['as the friend of the account that stays', () => anEarner('EARNED', into)],
    ['and gave it back', () => anEarner()],
  ])('is not to be had once more by who was paid on the account that goes, %s', async (how, aSource) => {
    into = await anEarner()
    from = await aSource()
    expect((await claim(from, from.userId)).status).toBe(200)
    if (how === 'and gave it back') {
      await club.sql(`update friend_invitations set status = 'TAKEN_BACK' where user_id = $1`, [from.userId])
    }
    const third = await anEarner()
    await makeOne()
    expect(await claim(into, into.userId)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    await makeOne(into, third)
    expect(await claim(third, third.userId)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await claim(third, from.userId)).body).toMatchObject({ reason: 'INVITATION_CLAIMED' })
  })

  test.each([
    ['earned by both is that of the one that stays', 'EARNED', 'EARNED', false, 'into'],
    ['paid to the one that goes is paid', 'EARNED', 'EARNED', true, 'nobody'],
    ['earned by the one that goes counts before one that waits', 'EARNED', 'WAITING', false, 'from'],
    ['earned by the one that stays counts before one that waits', 'WAITING', 'EARNED', false, 'into'],
  ])('%s', async (_, theirs, his, isPaid, who) => {
    ;[from, into] = [await anEarner(theirs), await anEarner(his)]
    if (isPaid) expect((await claim(from, from.userId)).status).toBe(200)
    await makeOne()
    const answers = [await claim(into, from.userId), await claim(into, into.userId)]
    const paid = { from: [200, 404], into: [404, 200], nobody: [409, 404] }[who as 'from' | 'into' | 'nobody']
    expect(answers.map(({ status }) => status)).toEqual(paid)
    const promised = await club.sql<{ coins: number }>(
      'select friend_coins as coins from friend_invitations where user_id in ($1, $2) order by user_id = $2',
      [from.userId, into.userId],
    )
    expect(promised.map(({ coins }) => coins)).toEqual(who === 'into' ? [0, 1_000] : [1_000, 0])
  })
})

describe('the tier of two accounts that are made one', () => {
  const setTier = async ({ userId }: TestPlayer, tier: string) =>
    expect(
      await club.post<AdminVipPlayerReply>(
        `/api/admin/vip/players/${userId}/set`,
        { tier, until: new Date(nowMs + DAY_MS).toISOString(), reason: 'for a test' },
        operator,
      ),
    ).toMatchObject({ status: 200, body: { tier } })

  test('is that of the one that goes, with an event of the one that stays', async () => {
    await setTier(from, 'gold')
    await makeOne()
    expect(await tierOf(club, into)).toBe('gold')
    const events = await club.sql<{ type: string }>('select type from player_events where user_id = $1 order by seq', [
      into.userId,
    ])
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['account.mergedIn', 'vip.changed'])
    expect((await spinHttp(club, into)).status).toBe(200)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('stays where it was set for the one that stays', async () => {
    await setTier(from, 'gold')
    await setTier(into, 'silver')
    await makeOne()
    expect(await tierOf(club, into)).toBe('silver')
  })
})
