import { type ImportLineReply, MAX_IMPORT_LINES, type RewardImport } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'
import { type Answer, aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const operator = await club.adminToken('operator')
const PATH = '/api/admin/reward-imports'
const PATIENCE_MS = 15_000

const aFile = (csv: string, changes: object = {}) => ({
  commandId: newCommandId(),
  fileName: 'event.csv',
  reason: 'prizes of the autumn event',
  csv,
  ...changes,
})
const upload = (body: object, token = operator): Promise<Answer<RewardImport & Json>> => club.post(PATH, body, token)
const start = ({ id, hash }: RewardImport, token = operator): Promise<Answer<RewardImport & Json>> =>
  club.post(`${PATH}/${id}/start`, { seenHash: hash }, token)
const find = async (id: string) => (await club.get<RewardImport>(`${PATH}/${id}`, operator)).body
const linesOf = async (id: string, query = '') =>
  (await club.get<ImportLineReply[]>(`${PATH}/${id}/lines${query}`, operator)).body
const done = (id: string) =>
  eventually(async () => expect(await find(id)).toMatchObject({ status: 'done' }), PATIENCE_MS)
const stocksOf = ({ userId }: TestPlayer) =>
  club.sql('select item, quantity from inventory where user_id = $1', [userId])

describe('a file of grants', () => {
  test('is checked, looked at, started and granted, each line once', async () => {
    const [mina, juno] = [await club.signUp(), await club.signUp()]
    const csv = [
      'userId,nickname,type,amount,item,quantity,content,note',
      `${mina.userId},,COIN,500,,,,"First, Mina!"`,
      `,${juno.nickname.toUpperCase()},GEM,7,,,,`,
      `${mina.userId},,ITEM,,streak-shield,2,,`,
      `${mina.userId},,CONTENT_UNLOCK,,,,gold-room,`,
    ].join('\r\n')
    const looked = await upload(aFile(csv))
    expect(looked).toMatchObject({
      status: 200,
      body: {
        status: 'checked',
        lines: 4,
        reach: { players: 2, coins: 500, gems: 7, tickets: 0, xp: 0, items: 2, unlocks: 1 },
        problems: [],
        progress: { waiting: 4, granted: 0 },
      },
    })
    expect(await booksOf(club.sql, mina.userId)).toMatchObject({ events: 1 })
    expect(await start(looked.body)).toMatchObject({ status: 200, body: { status: 'running' } })
    await done(looked.body.id)
    expect(await find(looked.body.id)).toMatchObject({ progress: { waiting: 0, granted: 4, failed: 0 } })
    expect(await booksOf(club.sql, mina.userId)).toMatchObject({ coins: 10_500, events: 4 })
    expect(await booksOf(club.sql, juno.userId)).toMatchObject({ gems: 107, events: 2 })
    expect(await stocksOf(mina)).toEqual([{ item: 'streak-shield', quantity: 2 }])
    const rewards = await club.get<Json[]>(`/api/rewards/users/${mina.userId}/rewards?type=COIN`, mina.accessToken)
    expect(rewards.body).toMatchObject([{ note: 'First, Mina!', importId: looked.body.id }])
    const [first] = await linesOf(looked.body.id)
    expect(first).toMatchObject({ id: 2, status: 'granted', eventId: rewards.body[0]?.id, nickname: mina.nickname })
  })

  test('is audited when it is kept, started and cancelled, with what it reaches', async () => {
    const player = await club.signUp()
    const { body } = await upload(aFile(`userId,type,amount\n${player.userId},COIN,5`))
    expect((await club.post(`${PATH}/${body.id}/cancel`, {}, operator)).status).toBe(200)
    const audit = await club.get(`/api/admin/audit-logs?targetId=${body.id}&order=ASC`, operator)
    expect(audit.body).toMatchObject([
      { action: 'reward-imports.upload', reason: 'prizes of the autumn event', after: { coins: 5, players: 1 } },
      { action: 'reward-imports.cancel', before: { status: 'checked' }, after: { cancelled: 1 } },
    ])
    expect(await start(body)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ events: 1 })
  })

  test('with a broken line names it and grants nothing', async () => {
    const player = await club.signUp()
    const csv = `userId,type,amount,item,quantity\n${player.userId},COIN,5,,\n999999,COIN,5,,\n${player.userId},ITEM,,no-such-thing,1`
    const { body } = await upload(aFile(csv))
    expect(body).toMatchObject({
      status: 'broken',
      problems: [
        { line: 3, problem: 'PLAYER_UNKNOWN' },
        { line: 4, problem: 'ITEM_UNKNOWN' },
      ],
    })
    expect(await start(body)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await linesOf(body.id)).toEqual([])
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ events: 1 })
  })

  test('again under its command id is the same file; another one is refused', async () => {
    const player = await club.signUp()
    const body = aFile(`userId,type,amount\n${player.userId},COIN,5`)
    const answers = await Promise.all([upload(body), upload(body)])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    const other = { ...body, csv: `userId,type,amount\n${player.userId},COIN,6` }
    expect(await upload(other)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
  })

  test('is started once, by two admins at once, and only as it was looked at', async () => {
    const player = await club.signUp()
    const { body } = await upload(aFile(`userId,type,amount\n${player.userId},COIN,5`))
    const unseen = { ...body, hash: '0'.repeat(64) }
    expect(await start(unseen)).toMatchObject(aProblem(409, 'CONFLICT'))
    const answers = await Promise.all([start(body), start(body)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await done(body.id)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_005, events: 2 })
  })

  test('lists the lines that fail, as CSV too, and grants the others', async () => {
    const [rich, player] = [await club.signUp(), await club.signUp()]
    const csv = `userId,type,amount,note\n${rich.userId},COIN,9007199254740990,=1+1\n${player.userId},COIN,1,`
    const { body } = await upload(aFile(csv))
    await start(body)
    await done(body.id)
    expect(await find(body.id)).toMatchObject({ progress: { granted: 1, failed: 1 } })
    expect(await linesOf(body.id, '?status=failed')).toMatchObject([
      { id: 2, userId: rich.userId, reason: 'BALANCE_LIMIT', eventId: null },
    ])
    const file = await club.get<string>(`${PATH}/${body.id}/failures.csv`, operator)
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.body).toContain(`2,${rich.userId},${rich.nickname},`)
    expect(file.body).toContain(`,'=1+1,BALANCE_LIMIT`)
  })

  test('of many lines can be cancelled in the middle: what is granted stays, the rest never is', async () => {
    const players = await Promise.all(Array.from({ length: 4 }, () => club.signUp()))
    const lines = Array.from({ length: 4_000 }, (_, index) => `${players[index % 4]?.userId},COIN,1`)
    const { body } = await upload(aFile(`userId,type,amount\n${lines.join('\n')}`))
    expect(body).toMatchObject({ lines: 4_000, reach: { players: 4, coins: 4_000 } })
    await start(body)
    await eventually(async () => expect((await find(body.id)).progress?.granted).toBeGreaterThan(20), PATIENCE_MS)
    const { body: cancelled } = await club.post<RewardImport>(`${PATH}/${body.id}/cancel`, {}, operator)
    const { progress } = cancelled
    expect(cancelled).toMatchObject({ status: 'cancelled', progress: { waiting: 0 } })
    expect(progress?.cancelled).toBeGreaterThan(0)
    await club.core.journal.drain()
    expect((await find(body.id)).progress).toEqual(progress)
    const coins = await Promise.all(players.map(async ({ userId }) => (await booksOf(club.sql, userId)).coins))
    expect(coins.reduce((sum, each) => sum + each, 0)).toBe(40_000 + (progress?.granted ?? 0))
  }, 30_000)

  test('of the largest size is taken, and one line more is not', async () => {
    const { userId } = await club.signUp()
    const lines = Array(MAX_IMPORT_LINES).fill(`${userId},XP,1,"이 줄의 메모는 꽤 깁니다. 잘 지내세요!"`).join('\n')
    const most = await upload(aFile(`userId,type,amount,note\n${lines}`))
    expect(most.body).toMatchObject({ status: 'checked', lines: MAX_IMPORT_LINES, reach: { xp: MAX_IMPORT_LINES } })
    const more = await upload(aFile(`userId,type,amount,note\n${lines}\n${userId},XP,1,`))
    expect(more.body).toMatchObject({ status: 'broken', problems: [{ problem: 'TOO_MANY_LINES' }] })
    expect(await upload(aFile('x'.repeat(2_000_001)))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    await club.post(`${PATH}/${most.body.id}/cancel`, {}, operator)
  }, 30_000)

  test('is read for those who may only', async () => {
    const player = await club.signUp()
    const long = aFile(`userId,type,amount\n${player.userId},COIN,5\n`.padEnd(1_000_000))
    for (const token of [await club.adminToken('viewer'), await club.adminToken('support'), player.accessToken]) {
      expect(await upload(long, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
    expect((await club.post(PATH, long)).status).toBe(401)
    expect((await club.post('/api/rewards', long, operator)).status).toBe(413)
  })

  test.each<[string, object]>([
    ['a field nobody knows', { start: true }],
    ['no name', { fileName: ' ' }],
    ['no reason', { reason: 'ok' }],
    ['a file that is no text', { csv: 5 }],
    ['an id that is none', { commandId: '../1' }],
  ])('is not understood with %s', async (_, change) => {
    expect(await upload(aFile('userId,type,amount\n1,COIN,5', change))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('of nobody is not found', async () => {
    const id = newCommandId()
    expect((await club.get(`${PATH}/${id}`, operator)).status).toBe(404)
    expect((await club.post(`${PATH}/${id}/start`, { seenHash: '0'.repeat(64) }, operator)).status).toBe(404)
    expect((await club.post(`${PATH}/${id}/cancel`, {}, operator)).status).toBe(404)
  })
})

test('all of it is proved by the audit', async () => {
  expect((await club.audit()).bad).toBeUndefined()
})
