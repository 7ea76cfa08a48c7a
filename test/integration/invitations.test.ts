import type { AdminInvitation, FriendTermsVersion, MyInvite } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { friendsSettleJob } from '../../server/src/invitations/index.ts'
import type { PageContext } from '../../server/src/jobs/index.ts'
import { record } from '../support/boards.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { merge } from '../support/merges.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
let nowMs = Date.UTC(2026, 10, 21, 12)
const clock = { nowMs: () => nowMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
let operator = await club.adminToken('operator')

const mine = async (player: TestPlayer) => (await club.get<MyInvite>('/api/invite/mine', player.accessToken)).body
const claim = (player: TestPlayer, invitation: number, commandId = newCommandId()) =>
  club.post(`/api/invite/invitations/${invitation}/claim`, { commandId }, player.accessToken)
const coinsOf = async ({ userId }: TestPlayer) =>
  (await club.sql<{ coins: number }>('select coins from players where user_id = $1', [userId]))[0]?.coins
const decide = (id: number, decision: string) =>
  club.post<AdminInvitation>(
    `/api/admin/friends/invitations/${id}/decide`,
    { decision, reason: 'for a test' },
    operator,
  )

/** Terms that hold from now on. */
async function setTerms(change: object): Promise<void> {
  const { body } = await club.get<FriendTermsVersion[]>('/api/admin/friends/terms', operator)
  const [newest] = body
  const order = { seenVersion: newest?.id, terms: { ...newest?.terms, ...change }, reason: 'for a test' }
  const answer = await club.put('/api/admin/friends/terms', order, operator)
  if (answer.status !== 200) throw new Error(`the terms answered ${answer.status}: ${JSON.stringify(answer.body)}`)
}

/** As if somebody’s invitations were made so many days earlier; the clock stands, and with it the tokens. */
const age = (column: 'user_id' | 'inviter_id', userId: number, days: number) =>
  club.sql(
    `update friend_invitations set invited_at = invited_at - make_interval(days => $2), until = until - make_interval(days => $2)
     where ${column} = $1`,
    [userId, days],
  )

/** A player old enough to invite, with his code. */
async function anInviter(): Promise<TestPlayer & { code: string }> {
  const player = await club.signUp()
  await club.sql(`update users set created_at = created_at - interval '2 days' where id = $1`, [player.userId])
  const { code } = await mine(player)
  return { ...player, code: code ?? '' }
}

/** Somebody who came by a code, on a device of his own. */
async function aFriend(code: string): Promise<TestPlayer> {
  const friend = await club.signUp({ inviteCode: code })
  await club.sql('update sessions set user_agent = $2 where user_id = $1', [friend.userId, `phone ${friend.userId}`])
  return friend
}

/** Has played on so many days since he came, and proves an address. */
async function fulfil(friend: TestPlayer, days = 3): Promise<void> {
  await age('user_id', friend.userId, days)
  for (let day = 0; day < days; day++) await record(club, friend.userId, { net: 1, atMs: nowMs - day * DAY - 1 })
  await club.sql('update users set email = $2 where id = $1', [friend.userId, `${friend.siteId}@example.com`])
}

// First of all: what the other tests record stands beside the books.
test('rewards that are paid and taken back stand in the books, and the audit finds nothing', async () => {
  await setTerms({ activeDays: 1, provenEmail: false })
  const inviter = await anInviter()
  const friend = await aFriend(inviter.code)
  await spinHttp(club, friend)
  expect([(await claim(inviter, friend.userId)).status, (await claim(friend, friend.userId)).status]).toEqual([
    200, 200,
  ])
  const ban = { reason: 'two accounts of one person', until: null }
  await club.post(`/api/admin/players/${inviter.userId}/ban`, ban, operator)
  expect((await decide(friend.userId, 'takeBack')).status).toBe(200)
  const lines = await club.sql<{ amount: number }>(
    `select amount from ledger_entries where counter_account = 'house:friends' order by user_id, seq`,
  )
  expect(lines.map(({ amount }) => amount)).toEqual([1_000, -1_000, 1_000])
  expect((await club.audit()).bad).toBeUndefined()
  await setTerms({ activeDays: 3, provenEmail: true })
})

describe('an invitation', () => {
  test('is a code of one’s own that nobody guesses, and lets in like any other', async () => {
    const player = await anInviter()
    const [again, other] = [await mine(player), await mine(await club.signUp())]
    expect(player.code).toMatch(/^[A-Z]{12}$/)
    expect(again).toMatchObject({ code: player.code, path: `/?invite=${player.code}`, terms: { friendCoins: 1_000 } })
    expect(other.code).not.toBe(player.code)
    const checked = await club.post('/api/invite/validate', { code: player.code })
    expect(checked.body).toMatchObject({ isValid: true, code: player.code })
    const many = await Promise.all(Array.from({ length: 5 }, () => mine(player)))
    expect(new Set(many.map(({ code }) => code))).toEqual(new Set([player.code]))
  })

  test('is paid to both, once each, when the friend has proven his address and played on three days', async () => {
    const inviter = await anInviter()
    const friend = await aFriend(inviter.code)
    expect((await mine(friend)).own).toMatchObject({ nickname: inviter.nickname, state: 'WAITING', coins: 1_000 })
    expect(await claim(inviter, friend.userId)).toMatchObject(aProblem(409, 'INVITATION_UNFINISHED'))
    await fulfil(friend, 2)
    expect((await mine(friend)).own).toMatchObject({ emailProven: true, playedDays: 2, activeDays: 3 })
    expect(await claim(friend, friend.userId)).toMatchObject(aProblem(409, 'INVITATION_UNFINISHED'))
    await age('user_id', friend.userId, 3)
    await record(club, friend.userId, { net: 1, atMs: nowMs - 3 * DAY })
    const before = [await coinsOf(inviter), await coinsOf(friend)]
    expect((await mine(inviter)).invited).toMatchObject([{ state: 'EARNED', coins: 1_000, paid: false }])
    const commandId = newCommandId()
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => claim(inviter, friend.userId)),
      claim(friend, friend.userId, commandId),
      claim(friend, friend.userId, commandId),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await claim(inviter, friend.userId)).toMatchObject(aProblem(409, 'INVITATION_CLAIMED'))
    expect([await coinsOf(inviter), await coinsOf(friend)]).toEqual(before.map((coins) => (coins ?? 0) + 1_000))
    const stranger = await club.signUp()
    expect(await claim(stranger, friend.userId)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('comes to nothing when its time is over', async () => {
    const inviter = await anInviter()
    const friend = await aFriend(inviter.code)
    await age('user_id', friend.userId, 31)
    for (let day = 0; day < 3; day++) await record(club, friend.userId, { net: 1, atMs: nowMs - day * HOUR })
    expect((await mine(inviter)).invited).toMatchObject([{ state: 'MISSED', paid: false }])
    expect(await claim(friend, friend.userId)).toMatchObject(aProblem(409, 'INVITATION_UNPAID'))
  })
})

test('those whose time is over are ended by the job, page by page, and by no list', async () => {
  const [earner, inviter] = [await anInviter(), await anInviter()]
  const done = await aFriend(earner.code)
  await fulfil(done)
  await age('user_id', done.userId, 27)
  const missed = [await aFriend(inviter.code), await aFriend(inviter.code)]
  await age('inviter_id', inviter.userId, 31)
  const waiting = await aFriend(inviter.code)
  const ids = [done, ...missed, waiting].map(({ userId }) => userId)
  const states = async () =>
    (
      await club.sql<{ status: string }>(
        'select status from friend_invitations where user_id = any($1) order by user_id',
        [ids],
      )
    ).map(({ status }) => status)
  await club.get('/api/admin/friends/invitations', operator)
  expect(await states()).toEqual(['WAITING', 'WAITING', 'WAITING', 'WAITING'])
  const page = (dryRun: boolean) => friendsSettleJob.page({ nowMs, limit: 2, dryRun } as PageContext, club.core.pool)
  const due = (await page(true)).worked
  expect(due).toBeGreaterThanOrEqual(3)
  let worked = 0
  for (let more = true; more; ) {
    const end = await page(false)
    worked += end.worked
    more = end.cursor !== undefined
  }
  expect(worked).toBe(due)
  expect(await states()).toEqual(['EARNED', 'MISSED', 'MISSED', 'WAITING'])
})

describe('what is promised', () => {
  test('stays within the caps of a day and in all, however many sign up at once; friends get theirs', async () => {
    await setTerms({ perDay: 3, inAll: 4 })
    const inviter = await anInviter()
    await Promise.all(Array.from({ length: 6 }, () => club.signUp({ inviteCode: inviter.code })))
    const promisedOf = async () => (await mine(inviter)).invited.filter(({ coins }) => coins > 0).length
    expect(await promisedOf()).toBe(3)
    expect((await mine(inviter)).terms).toMatchObject({ inviterCoins: 0, friendCoins: 1_000 })
    await age('inviter_id', inviter.userId, 1)
    await Promise.all(Array.from({ length: 3 }, () => club.signUp({ inviteCode: inviter.code })))
    expect(await promisedOf()).toBe(4)
    const [row] = await club.sql<{ friends: number }>(
      'select count(*) as friends from friend_invitations where inviter_id = $1 and friend_coins = 1000',
      [inviter.userId],
    )
    expect(row?.friends).toBe(9)
  })

  test('is kept when the terms change, and is nothing once they are off or used up', async () => {
    await setTerms({ perDay: 100, inAll: 100, friendCoins: 500 })
    const inviter = await anInviter()
    const first = await aFriend(inviter.code)
    await setTerms({ friendCoins: 700, global: 0 })
    const second = await aFriend(inviter.code)
    expect((await mine(inviter)).terms).toBeNull()
    expect((await mine(first)).own).toMatchObject({ state: 'WAITING', coins: 500 })
    expect((await mine(second)).own).toMatchObject({ state: 'UNPAID', coins: 0 })
    await setTerms({ global: 100_000, enabled: false })
    expect((await mine(inviter)).terms).toBeNull()
    await setTerms({ enabled: true, friendCoins: 1_000 })
    expect(
      await club.put('/api/admin/friends/terms', { seenVersion: 1, terms: {}, reason: 'x' }, operator),
    ).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('is nothing to who pauses: no code, no offer, no reward until he is back', async () => {
    const inviter = await anInviter()
    const friend = await aFriend(inviter.code)
    await fulfil(friend)
    await safely(club, inviter, 'pause', { hours: 24 })
    expect(await mine(inviter)).toMatchObject({ code: null, path: null, terms: null })
    expect(await claim(inviter, friend.userId)).toMatchObject(aProblem(403, 'PAUSED'))
    const late = await aFriend(inviter.code)
    expect((await mine(late)).own).toMatchObject({ nickname: null, coins: 1_000 })
    nowMs += 25 * HOUR
    const { siteId, password } = inviter
    const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
    expect((await claim({ ...inviter, ...body }, friend.userId)).status).toBe(200)
  })
})

describe('one person with two accounts', () => {
  beforeAll(async () => {
    operator = await club.adminToken('operator')
  })

  test('on one device is looked at first, and is paid or not as somebody decides', async () => {
    const inviter = await anInviter()
    const [first, second] = [await aFriend(inviter.code), await aFriend(inviter.code)]
    await club.sql(
      'update sessions set user_agent = (select user_agent from sessions where user_id = $1 limit 1) where user_id = any($2)',
      [inviter.userId, [first.userId, second.userId]],
    )
    await fulfil(first)
    await fulfil(second)
    expect(await claim(inviter, first.userId)).toMatchObject(aProblem(409, 'INVITATION_UNFINISHED'))
    const listed = await club.get<AdminInvitation[]>('/api/admin/friends/invitations?state=REVIEW', operator)
    const byId = [...listed.body].sort((one, other) => one.id - other.id)
    expect(byId).toMatchObject([
      { id: first.userId, inviter: inviter.nickname, signals: ['SAME_DEVICE'] },
      { id: second.userId, signals: ['SAME_DEVICE'] },
    ])
    expect((await decide(first.userId, 'approve')).body).toMatchObject({ state: 'EARNED' })
    expect((await decide(second.userId, 'reject')).body).toMatchObject({ state: 'REJECTED' })
    expect(await decide(second.userId, 'approve')).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await claim(inviter, first.userId)).status).toBe(200)
    expect(await claim(inviter, second.userId)).toMatchObject(aProblem(409, 'INVITATION_UNPAID'))
    const acts = await club.sql<{ action: string }>(
      `select action from admin_audit_logs where target_type = 'invitation' order by id`,
    )
    expect(acts.map(({ action }) => action).slice(-2)).toEqual(['friends.approve', 'friends.reject'])
  })

  test('who is banned for it gives back what is still there, once', async () => {
    const inviter = await anInviter()
    const friend = await aFriend(inviter.code)
    await fulfil(friend)
    await claim(inviter, friend.userId)
    await claim(friend, friend.userId)
    expect(await decide(friend.userId, 'takeBack')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    const ban = { reason: 'two accounts of one person', until: null }
    await club.post(`/api/admin/players/${inviter.userId}/ban`, ban, operator)
    const before = (await coinsOf(inviter)) ?? 0
    expect((await decide(friend.userId, 'takeBack')).body).toMatchObject({ state: 'TAKEN_BACK' })
    expect(await coinsOf(inviter)).toBe(before - 1_000)
    expect(await decide(friend.userId, 'takeBack')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await coinsOf(inviter)).toBe(before - 1_000)
  })

  test('that are made one have invited nobody; other invitations come along, and the old code lets in nobody', async () => {
    const inviter = await anInviter()
    const [friend, other] = [await aFriend(inviter.code), await aFriend(inviter.code)]
    expect((await merge(club, operator, inviter, friend)).status).toBe(200)
    const { own, invited } = await mine(friend)
    expect([own?.state, invited.map(({ id }) => id)]).toEqual(['REJECTED', [other.userId]])
    expect((await club.post('/api/invite/validate', { code: inviter.code })).body).toMatchObject({ isValid: false })
  })
})
