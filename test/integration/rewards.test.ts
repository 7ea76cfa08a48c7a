import type { AdminItem, GrantedReward, Reward, RewardReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const operator = await club.adminToken('operator')

const COINS: Reward[] = [{ type: 'COIN', amount: 500 }]
const EVERYTHING: Reward[] = [
  { type: 'COIN', amount: 500 },
  { type: 'GEM', amount: 5 },
  { type: 'TICKET', amount: 1 },
  { type: 'XP', amount: 40 },
  { type: 'ITEM', item: 'streak-shield', quantity: 2 },
  { type: 'ITEM', item: 'streak-shield', quantity: 1 },
  { type: 'CONTENT_UNLOCK', content: 'gold-room' },
]

const aReward = ({ userId }: { userId: number }, changes: object = {}) => ({
  commandId: newCommandId(),
  userId,
  rewards: COINS,
  reason: 'a goodwill present',
  note: 'Enjoy!',
  ...changes,
})
const grant = (body: object, token = operator) => club.post<RewardReply & Json>('/api/rewards', body, token)
const rewardsOf = (userId: number, token: string, query = '') =>
  club.get<GrantedReward[]>(`/api/rewards/users/${userId}/rewards${query}`, token)

/** Everything a reward may touch. */
async function all({ userId }: TestPlayer) {
  const [rest] = await club.sql(
    `select (select count(*) from admin_audit_logs where action = 'rewards.grant' and target_id = $2) as audited,
       (select count(*) from content_unlocks where user_id = $1) as unlocks,
       (select count(*) from reward_commands where user_id = $1) as commands,
       (select coalesce(sum(quantity), 0)::integer from inventory where user_id = $1) as items,
       (select state ->> 'xp' from players where user_id = $1) as xp`,
    [userId, `${userId}`],
  )
  return { ...(await booksOf(club.sql, userId)), ...rest }
}

describe('a reward', () => {
  test('grants money, items, experience and content in one event, audited', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const { status, body, headers } = await grant(aReward(player, { rewards: EVERYTHING }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, coins: 10_500, gems: 105, tickets: 4, xp: 40, note: 'Enjoy!' })
    expect(body.items).toEqual([{ item: 'streak-shield', quantity: 3, expiresAtMs: null }])
    expect(await all(player)).toMatchObject({
      events: before.events + 1,
      lines: before.lines + 3,
      audited: 1,
      unlocks: 1,
      items: 3,
      xp: '40',
    })
    const ledger = await club.sql(
      `select currency, amount, counter_account from ledger_entries where user_id = $1 and seq = 2 order by line`,
      [player.userId],
    )
    const counter_account = 'house:rewards'
    expect(ledger).toEqual([
      { currency: 'coins', amount: 500, counter_account },
      { currency: 'gems', amount: 5, counter_account },
      { currency: 'tickets', amount: 1, counter_account },
    ])
    const audit = await club.get(`/api/admin/audit-logs?targetId=${player.userId}`, operator)
    expect(audit.body).toMatchObject([
      {
        reason: 'a goodwill present',
        before: { coins: 10_000, xp: 0, version: 1 },
        after: { coins: 10_500, xp: 40, version: 2, rewards: EVERYTHING },
        requestId: headers.get('x-request-id'),
      },
    ])
    await spinHttp(club, player)
    expect(await all(player)).toMatchObject({ xp: '40' })
  })

  test('again under its command id answers the same and changes nothing', async () => {
    const player = await club.signUp()
    const { commandId, ...body } = aReward(player, { rewards: EVERYTHING })
    const first = await grant({ ...body, commandId })
    const before = await all(player)
    const again = await club.post('/api/rewards', body, operator, { 'idempotency-key': commandId })
    expect(again.body).toEqual({ ...first.body, replayed: true })
    expect(await all(player)).toEqual(before)
  })

  test.each([{ rewards: [{ type: 'COIN', amount: 501 }] }, { note: 'other' }, { reason: 'another reason' }])(
    'under a used command id with %j is refused and changes nothing',
    async (change) => {
      const player = await club.signUp()
      const body = aReward(player)
      await grant(body)
      const before = await all(player)
      expect(await grant({ ...body, ...change })).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
      expect(await all(player)).toEqual(before)
    },
  )

  test('under the command id of another player’s is refused and changes nothing, also at the same moment', async () => {
    const players = await Promise.all([club.signUp(), club.signUp()])
    const commandId = newCommandId()
    const answers = await Promise.all(players.map((player) => grant(aReward(player, { commandId }))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    const events = await Promise.all(players.map(async (player) => (await all(player)).events))
    expect(events.sort()).toEqual([1, 2])
  })

  test('fifty at once to one player are all made, each once', async () => {
    const player = await club.signUp()
    const bodies = Array.from({ length: 25 }, () => aReward(player, { rewards: EVERYTHING }))
    const answers = await Promise.all([...bodies, ...bodies].map((body) => grant(body)))
    expect(answers.filter(({ body }) => body.ok && body.replayed !== true)).toHaveLength(25)
    expect(answers.filter(({ body }) => body.replayed === true)).toHaveLength(25)
    expect(await all(player)).toMatchObject({
      coins: 10_000 + 25 * 500,
      items: 75,
      xp: '1000',
      unlocks: 1,
      audited: 25,
      events: 26,
    })
  })

  test('of an unknown or inactive item is refused whole', async () => {
    const player = await club.signUp()
    const { body: item } = await club.get<AdminItem>('/api/admin/items/ticket-booklet', operator)
    const { id, version, createdAt: _created, updatedAt: _updated, ...fields } = item
    await club.put(`/api/admin/items/${id}`, { ...fields, active: false, seenVersion: version }, operator)
    const before = await all(player)
    for (const unknown of ['nothing-at-all', id]) {
      const rewards = [...COINS, { type: 'ITEM', item: unknown, quantity: 1 }]
      expect(await grant(aReward(player, { rewards }))).toMatchObject(aProblem(422, 'ITEM_UNKNOWN'))
    }
    expect(await all(player)).toEqual(before)
  })

  test('beyond what can be counted is refused whole', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const rewards = [
      { type: 'GEM', amount: 1 },
      { type: 'COIN', amount: Number.MAX_SAFE_INTEGER },
    ]
    expect(await grant(aReward(player, { rewards }))).toMatchObject(aProblem(409, 'BALANCE_LIMIT'))
    expect(await all(player)).toEqual(before)
  })

  const malformed: Record<string, object> = {
    'nothing to give': { rewards: [] },
    'too many at once': { rewards: Array(21).fill(COINS[0]) },
    'a negative amount': { rewards: [{ type: 'COIN', amount: -1 }] },
    'an amount of a text': { rewards: [{ type: 'COIN', amount: '5' }] },
    'an amount beyond whole numbers': { rewards: [{ type: 'COIN', amount: 2 ** 53 }] },
    'a type nobody knows': { rewards: [{ type: 'CASH', amount: 1 }] },
    'a field too many in a reward': { rewards: [{ type: 'COIN', amount: 1, from: 'house' }] },
    'a field too many': { seq: 3 },
    'hardly a reason': { reason: 'ok' },
    'a zero byte': { note: 'a\0b' },
    'a player that is a text': { userId: '1' },
    'a command id that is none': { commandId: 'x' },
    'no command id anywhere': { commandId: undefined },
  }
  test.each(Object.entries(malformed))('with %s is not understood and changes nothing', async (_, change) => {
    const player = await club.signUp()
    const before = await all(player)
    expect(await grant(aReward(player, change))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await all(player)).toEqual(before)
  })

  test('written as NaN changes nothing', async () => {
    const player = await club.signUp()
    const body = JSON.stringify(aReward(player)).replace('500', 'NaN')
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${operator}` }
    expect((await club.send('POST', '/api/rewards', { headers, body })).status).toBe(400)
    expect(await all(player)).toMatchObject({ coins: 10_000, audited: 0 })
  })

  test('is for operators to give, and to a player there is', async () => {
    const player = await club.signUp()
    for (const token of [await club.adminToken('viewer'), await club.adminToken('support'), player.accessToken]) {
      expect(await grant(aReward(player), token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
    expect((await club.post('/api/rewards', aReward(player))).status).toBe(401)
    expect(await grant(aReward({ userId: 999_999 }))).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await all(player)).toMatchObject({ events: 1, audited: 0 })
  })

  test('that cannot be audited is not made', async () => {
    const player = await club.signUp()
    const before = await all(player)
    await club.sql(`alter table admin_audit_logs add constraint not_now check (action <> 'rewards.grant') not valid`)
    const { status } = await grant(aReward(player, { rewards: EVERYTHING }))
    await club.sql('alter table admin_audit_logs drop constraint not_now')
    expect(status).toBeGreaterThanOrEqual(500)
    expect(await all(player)).toEqual(before)
  }, 15_000)

  test('stands in the open room of every device, with its notice', async () => {
    const player = await club.signUp()
    const rooms = [await club.joinRoom(player.accessToken), await club.joinRoom(player.accessToken)]
    const notices: unknown[] = []
    for (const room of rooms) room.onMessage('notice', (notice) => notices.push(notice))
    await grant(aReward(player))
    const notice = { kind: 'reward', rewards: COINS, note: 'Enjoy!' }
    await eventually(() => {
      expect(rooms.map((room) => room.state.coins)).toEqual([10_500, 10_500])
      expect(notices).toEqual([notice, notice])
    })
  })
})

describe('the rewards of a player', () => {
  test('are his to read and the admins’, by page, type and time', async () => {
    const player = await club.signUp()
    const kinds: Reward[][] = [COINS, [{ type: 'XP', amount: 1 }], EVERYTHING, [{ type: 'GEM', amount: 1 }]]
    for (const rewards of kinds) await grant(aReward(player, { rewards }))
    const { body, headers } = await rewardsOf(player.userId, player.accessToken, '?perPage=2')
    expect([body.map(({ rewards }) => rewards), headers.get('x-total-count')]).toEqual([[kinds[3], kinds[2]], '4'])
    expect(body[0]).toMatchObject({ id: `${player.userId}-5`, note: 'Enjoy!', importId: null })
    const xp = await rewardsOf(player.userId, await club.adminToken('viewer'), '?type=XP&order=ASC')
    expect(xp.body.map(({ rewards }) => rewards)).toEqual([kinds[1], kinds[2]])
    const none = await rewardsOf(player.userId, player.accessToken, '?from=2090-01-01T00:00:00Z')
    expect([none.body, none.headers.get('x-total-count')]).toEqual([[], '0'])
  })

  test('are nobody else’s, and asked for in whole words', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    expect(await rewardsOf(player.userId, other.accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await club.get(`/api/rewards/users/${player.userId}/rewards`)).status).toBe(401)
    expect((await rewardsOf(player.userId, player.accessToken, '?type=CASH')).status).toBe(400)
  })
})

test('all of it is proved by the audit', async () => {
  const report = await club.audit()
  expect(report.bad).toBeUndefined()
  expect(report.accounts.find(({ account }) => account === 'house:rewards')).toBeDefined()
})

test('a text that is no Unicode is refused before it is kept', async () => {
  const { userId } = await club.signUp()
  const body = { userId, rewards: [{ type: 'COIN', amount: 1 }], reason: 'for a test', note: 'half \ud800' }
  const answer = await club.post('/api/rewards', { ...body, commandId: crypto.randomUUID() }, await club.adminToken())
  expect([answer.status, answer.body]).toMatchObject([400, { reason: 'INVALID_PAYLOAD' }])
})
