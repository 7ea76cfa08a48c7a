import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { type Answer, aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const owner = await club.adminToken()

const aCorrection = (changes: object = {}) => ({
  commandId: newCommandId(),
  currency: 'coins',
  amount: 500,
  reason: 'a goodwill present',
  expectedVersion: 1,
  ...changes,
})

const correct = (userId: number | string, body: object, token = owner): Promise<Answer<Json>> =>
  club.post(`/api/admin/players/${userId}/balance-corrections`, body, token)

/** Everything a correction may touch. */
async function all({ userId }: TestPlayer) {
  const [audit] = await club.sql<{ count: number }>(
    `select count(*) as count from admin_audit_logs where action = 'players.correct' and target_id = $1`,
    [`${userId}`],
  )
  return { ...(await booksOf(club.sql, userId)), audited: audit?.count }
}

describe('a balance correction', () => {
  test.each(['coins', 'gems', 'tickets'] as const)(
    'adds and takes %s, in ledger and audit log alike',
    async (currency) => {
      const player = await club.signUp()
      const start = (await all(player))[currency]
      const given = await correct(player.userId, aCorrection({ currency, amount: 7 }))
      expect(given).toMatchObject({
        status: 200,
        body: { ok: true, currency, amount: 7, balanceBefore: start, balanceAfter: start + 7, version: 2 },
      })
      const taken = await correct(player.userId, aCorrection({ currency, amount: -(start + 7), expectedVersion: 2 }))
      expect(taken.body).toMatchObject({ balanceAfter: 0, version: 3 })
      const ledger = await club.sql(
        `select seq, amount, balance_after, counter_account, reason from ledger_entries
       where user_id = $1 and currency = $2 and seq > 1 order by seq`,
        [player.userId, currency],
      )
      const line = { counter_account: 'house:correction', reason: 'admin.correction' }
      expect(ledger).toEqual([
        { seq: 2, amount: 7, balance_after: start + 7, ...line },
        { seq: 3, amount: -(start + 7), balance_after: 0, ...line },
      ])
      const { body } = await club.get(`/api/admin/audit-logs?targetId=${player.userId}&order=ASC`, owner)
      expect(body).toMatchObject([
        {
          adminSiteId: 'admin',
          action: 'players.correct',
          targetType: 'player',
          reason: 'a goodwill present',
          before: { [currency]: start, version: 1 },
          after: { [currency]: start + 7, version: 2 },
          requestId: given.headers.get('x-request-id'),
        },
        { before: { [currency]: start + 7 }, after: { [currency]: 0 } },
      ])
    },
  )

  test('again under its command id answers the same and changes nothing', async () => {
    const player = await club.signUp()
    const body = aCorrection()
    const first = await correct(player.userId, body)
    const before = await all(player)
    expect((await correct(player.userId, body)).body).toEqual({ ...first.body, replayed: true })
    await spinHttp(club, player)
    expect((await correct(player.userId, body)).body).toEqual({ ...first.body, replayed: true })
    expect(await all(player)).toMatchObject({
      audited: before.audited,
      net: expect.any(Number),
      events: before.events + 1,
    })
  })

  test.each([{ amount: 600 }, { currency: 'gems' }, { reason: 'another reason' }, { expectedVersion: 2 }])(
    'under a used command id with %j is refused and changes nothing',
    async (change) => {
      const player = await club.signUp()
      const body = aCorrection()
      await correct(player.userId, body)
      const before = await all(player)
      expect(await correct(player.userId, { ...body, ...change })).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
      expect(await all(player)).toEqual(before)
    },
  )

  test('against a version that is past is a conflict and changes nothing', async () => {
    const player = await club.signUp()
    await spinHttp(club, player)
    const before = await all(player)
    for (const expectedVersion of [1, 0, 3, 99]) {
      expect(await correct(player.userId, aCorrection({ expectedVersion }))).toMatchObject(aProblem(409, 'CONFLICT'))
    }
    expect(await all(player)).toEqual(before)
  })

  test('beyond what is there, or beyond what can be counted, is refused and changes nothing', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const tooMuch = aCorrection({ amount: -10_001 })
    expect(await correct(player.userId, tooMuch)).toMatchObject(aProblem(409, 'INSUFFICIENT_FUNDS'))
    const limit = aCorrection({ amount: Number.MAX_SAFE_INTEGER })
    expect(await correct(player.userId, limit)).toMatchObject(aProblem(409, 'BALANCE_LIMIT'))
    expect(await all(player)).toEqual(before)
    const rest = aCorrection({ amount: Number.MAX_SAFE_INTEGER - 10_000 })
    expect((await correct(player.userId, rest)).body).toMatchObject({ balanceAfter: Number.MAX_SAFE_INTEGER })
  })

  test('twenty at once against one version: one is made', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const answers = await Promise.all(Array.from({ length: 20 }, () => correct(player.userId, aCorrection())))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.reason === 'CONFLICT')).toHaveLength(19)
    expect(await all(player)).toMatchObject({
      coins: before.coins + 500,
      version: 2,
      lines: before.lines + 1,
      audited: 1,
    })
  })

  const malformed: Record<string, object> = {
    'an amount of zero': { amount: 0 },
    'a fractional amount': { amount: 0.5 },
    'an amount that is a text': { amount: '500' },
    'an amount that is no number': { amount: null },
    'an amount beyond whole numbers': { amount: 2 ** 53 },
    'a currency that is none': { currency: 'won' },
    'a column for a currency': { currency: 'version' },
    'no reason': { reason: undefined },
    'a reason of blanks': { reason: '          ' },
    'a reason that is too short': { reason: 'abcd' },
    'a reason that is too long': { reason: 'x'.repeat(501) },
    'no version': { expectedVersion: undefined },
    'a negative version': { expectedVersion: -1 },
    'a command id that is no UUID': { commandId: 'x' },
    'no command id': { commandId: undefined },
    'a field too many': { adminId: 1 },
  }
  test.each(Object.entries(malformed))('with %s is not understood and changes nothing', async (_, change) => {
    const player = await club.signUp()
    const before = await all(player)
    expect(await correct(player.userId, aCorrection(change))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await all(player)).toEqual(before)
  })

  test('written as NaN changes nothing', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const body = JSON.stringify(aCorrection()).replace('500', 'NaN')
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${owner}` }
    const path = `/api/admin/players/${player.userId}/balance-corrections`
    expect((await club.send('POST', path, { headers, body })).status).toBe(400)
    expect(await all(player)).toEqual(before)
  })

  test('with a reason that Postgres cannot keep is not understood and changes nothing', async () => {
    const player = await club.signUp()
    const before = await all(player)
    const { status } = await correct(player.userId, aCorrection({ reason: 'a zero byte: \0' }))
    expect(await all(player)).toEqual(before)
    expect(status).toBe(400)
  })

  test('of nobody is not found', async () => {
    expect(await correct(999_999, aCorrection())).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await correct('abc', aCorrection())).status).toBe(400)
  })

  test('stands in the ledger exactly when it stands in the audit log', async () => {
    const [differences] = await club.sql<{ count: number }>(
      `select count(*) as count from (
         select l.user_id::text, l.seq from ledger_entries l where l.reason = 'admin.correction'
       ) l full join (
         select target_id, (after ->> 'version')::bigint as seq from admin_audit_logs where action = 'players.correct'
       ) a on a.target_id = l.user_id and a.seq = l.seq where a.seq is null or l.seq is null`,
    )
    expect(differences?.count).toBe(0)
    const [lines] = await club.sql(`select count(*) as count from ledger_entries where reason = 'admin.correction'`)
    expect(lines?.count).toBeGreaterThan(5)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('that cannot be audited is not made', async () => {
    const player = await club.signUp()
    const before = await all(player)
    await club.sql(`alter table admin_audit_logs add constraint not_now check (action <> 'players.correct') not valid`)
    const { status } = await correct(player.userId, aCorrection())
    await club.sql('alter table admin_audit_logs drop constraint not_now')
    expect(status).toBeGreaterThanOrEqual(500)
    expect(await all(player)).toEqual(before)
  }, 15_000)
})
