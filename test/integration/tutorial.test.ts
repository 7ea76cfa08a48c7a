import { TUTORIAL_STEPS, type TutorialReply } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const DAY_MS = 86_400_000
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { TUTORIAL_REWARD_COINS: '700', JWT_EXPIRE_MINUTES: '1440' } })

let player: TestPlayer
beforeEach(async () => {
  player = await club.signUp()
})

const standing = async () => (await club.get<TutorialReply>('/api/tutorial', player.accessToken)).body
const ask = (path: string, body: object = {}, commandId = newCommandId()) =>
  club.post(`/api/tutorial/${path}`, { commandId, ...body }, player.accessToken)
const take = (step: string) => ask('steps', { step })
async function takeAll() {
  for (const step of TUTORIAL_STEPS) expect((await take(step)).status).toBe(200)
}

describe('the first steps', () => {
  test('are kept by the server, so that any device goes on', async () => {
    expect(await standing()).toEqual({ status: 'open', steps: [], rewardCoins: 700, closed: null })
    await take('fairness')
    expect((await take('balances')).body).toMatchObject({ ok: true, status: 'open', steps: ['balances', 'fairness'] })
    const { siteId, password } = player
    const other = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
    const there = await club.get<TutorialReply>('/api/tutorial', other.body.accessToken)
    expect(there.body).toMatchObject({ status: 'open', steps: ['balances', 'fairness'] })
  })

  test('end with the first reward, in the ledger and once', async () => {
    await takeAll()
    const commandId = newCommandId()
    const first = await ask('complete', {}, commandId)
    expect(first).toMatchObject({ status: 200, body: { amount: 700, coins: 10_700 } })
    const before = await booksOf(club.sql, player.userId)
    expect((await ask('complete', {}, commandId)).body).toEqual({ ...first.body, replayed: true })
    expect(await ask('complete')).toMatchObject(aProblem(409, 'TUTORIAL_DONE'))
    expect(await take('limits')).toMatchObject(aProblem(409, 'TUTORIAL_DONE'))
    expect(await ask('skip')).toMatchObject(aProblem(409, 'TUTORIAL_DONE'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    const lines = await club.sql(
      `select currency, amount, counter_account, reason from ledger_entries where user_id = $1 and seq > 1`,
      [player.userId],
    )
    expect(lines).toEqual([
      { currency: 'coins', amount: 700, counter_account: 'house:tutorial', reason: 'tutorial.reward' },
    ])
    expect(await standing()).toMatchObject({ status: 'done' })
  })

  test('finished in twenty tabs at once are rewarded once', async () => {
    await takeAll()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('complete')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.reason === 'TUTORIAL_DONE')).toHaveLength(19)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_700 })
  })

  test('unfinished are not rewarded', async () => {
    await take('balances')
    const before = await booksOf(club.sql, player.userId)
    expect(await ask('complete')).toMatchObject(aProblem(409, 'TUTORIAL_UNFINISHED'))
    expect(await take('balances')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
  })

  test('put aside wait, and go on with the next step', async () => {
    await take('balances')
    expect((await ask('skip')).body).toMatchObject({ status: 'skipped', steps: ['balances'] })
    expect(await ask('skip')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await standing()).toMatchObject({ status: 'skipped' })
    await take('firstPlay')
    expect(await standing()).toMatchObject({ status: 'open', steps: ['balances', 'firstPlay'] })
  })

  test('can be taken on a pause, and the reward waits until it is over', async () => {
    await safely(club, player, 'pause', { hours: 24 })
    await takeAll()
    const before = await booksOf(club.sql, player.userId)
    expect(await standing()).toMatchObject({ closed: 'PAUSED', steps: [...TUTORIAL_STEPS] })
    expect(await ask('complete')).toMatchObject(aProblem(403, 'PAUSED'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    clock.advance(DAY_MS)
    const { siteId, password } = player
    const again = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
    player = { ...player, accessToken: again.body.accessToken }
    expect(await ask('complete')).toMatchObject({ status: 200, body: { coins: 10_700 } })
  })

  test('of who has excluded himself are not rewarded either', async () => {
    await takeAll()
    await safely(club, player, 'exclusion', { months: 6 })
    expect(await standing()).toMatchObject({ closed: 'SELF_EXCLUDED' })
    expect(await ask('complete')).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
  })

  test('are commands of the room too, and the reward is shown in it', async () => {
    const room = await club.joinRoom(player.accessToken)
    for (const step of TUTORIAL_STEPS) {
      expect(await room.request('tutorial.step', { commandId: newCommandId(), step })).toMatchObject({ ok: true })
    }
    const answer = await room.request('tutorial.complete', { commandId: newCommandId() })
    expect(answer).toMatchObject({ ok: true, amount: 700 })
    await eventually(() => expect(room.state.coins).toBe(10_700))
    expect(await room.request('tutorial.skip', { commandId: newCommandId() })).toMatchObject({
      ok: false,
      reason: 'TUTORIAL_DONE',
    })
  })

  test.each<[string, string, object]>([
    ['a step nobody knows', 'steps', { step: 'gamble' }],
    ['no step', 'steps', {}],
    ['a field too many', 'complete', { amount: 9_999 }],
    ['a command id that is none', 'skip', { commandId: 'x' }],
  ])('with %s are not understood and change nothing', async (_, path, body) => {
    const before = await booksOf(club.sql, player.userId)
    expect(await ask(path, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
  })

  test('are for players who are logged in', async () => {
    expect((await club.get('/api/tutorial')).status).toBe(401)
    expect((await club.post('/api/tutorial/complete', {})).status).toBe(401)
    expect((await club.get('/api/tutorial', await club.adminToken())).status).toBe(403)
  })
})

test('all of it is proved by the audit, and a reward given twice is found', async () => {
  const report = await club.audit()
  expect(report.bad).toBeUndefined()
  expect(report.accounts.find(({ account }) => account === 'house:tutorial')).toBeDefined()
  await takeAll()
  await ask('complete')
  await club.sql(`update players set state = (state::jsonb - 'tutorial')::json where user_id = $1`, [player.userId])
  await club.core.actors.attach(player.userId).refresh()
  expect((await club.audit()).bad).toEqual({
    where: `players user ${player.userId}`,
    why: 'its tutorial is not what its events made of it',
  })
  await takeAll()
  await ask('complete')
  expect((await club.audit()).bad).toEqual({
    where: `players user ${player.userId}`,
    why: 'the first reward was given twice',
  })
})
