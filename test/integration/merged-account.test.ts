import type { AccountMerge, Reward, SessionReply } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { findExcludedIdentity, mayContact } from '../../server/src/safe-play/index.ts'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { merge } from '../support/merges.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const club = await openClub()
const [operator, support] = [await club.adminToken('operator'), await club.adminToken('support')]
const COINS: Reward[] = [{ type: 'COIN', amount: 5 }]

let from: TestPlayer
let into: TestPlayer
beforeEach(async () => {
  from = await club.signUp()
  into = await club.signUp()
})

const logIn = ({ siteId }: TestPlayer, password: string) =>
  club.post<SessionReply>('/api/auth/login', { siteId, password })

describe('an account that was merged away', () => {
  test('tells who knows its password so, and strangers nothing', async () => {
    const unknown = await logIn({ ...from, siteId: aName() }, 'a wrong password')
    await merge(club, operator, from, into)
    expect(await logIn(from, from.password)).toMatchObject(aProblem(409, 'ACCOUNT_MERGED'))
    const anonymous = ({ body, status }: typeof unknown) => ({ status, body: { ...body, requestId: '' } })
    expect(anonymous(await logIn(from, 'a wrong password'))).toEqual(anonymous(unknown))
    expect((await logIn(into, into.password)).status).toBe(200)
  })

  test('is out at once, and its refresh token opens nothing', async () => {
    await merge(club, operator, from, into)
    expect(await spinHttp(club, from)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    const refreshed = await club.post('/api/auth/refresh', { refreshToken: from.refreshToken })
    expect(refreshed).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })

  test('is given nothing more', async () => {
    await merge(club, operator, from, into)
    const before = await booksOf(club.sql, from.userId)
    const reward = { commandId: newCommandId(), userId: from.userId, rewards: COINS, reason: 'for a test', note: '' }
    expect(await club.post('/api/rewards', reward, operator)).toMatchObject(aProblem(409, 'ACCOUNT_MERGED'))
    const correction = { commandId: newCommandId(), currency: 'coins', amount: 5, reason: 'for a test' }
    const path = `/api/admin/players/${from.userId}/balance-corrections`
    const corrected = await club.post(path, { ...correction, expectedVersion: before.version }, operator)
    expect(corrected).toMatchObject(aProblem(409, 'ACCOUNT_MERGED'))
    expect(await booksOf(club.sql, from.userId)).toEqual(before)
  })

  test('stands in the list as such, and in the history of both', async () => {
    await merge(club, operator, from, into)
    const { body } = await club.get(`/api/admin/players/${from.userId}`, operator)
    expect(body).toMatchObject({ state: 'MERGED', mergedInto: into.userId })
    const found = await club.get<object[]>(`/api/admin/players?state=MERGED&q=${from.siteId}`, operator)
    expect(found.body).toMatchObject([{ id: from.userId }])
    expect((await club.get(`/api/admin/players?state=ACTIVE&q=${from.siteId}`, operator)).body).toEqual([])
    for (const { userId } of [from, into]) {
      const merges = await club.get<AccountMerge[]>(`/api/admin/players/${userId}/merges`, support)
      expect(merges.headers.get('x-total-count')).toBe('1')
      expect(merges.body).toMatchObject([{ from: { id: from.userId }, into: { id: into.userId } }])
    }
    expect((await club.get(`/api/admin/players/${into.userId}/merges`, into.accessToken)).status).toBe(403)
  })

  test('stands in its owner’s own data', async () => {
    await merge(club, operator, from, into)
    const { body } = await club.get<{ merges: object[]; events: object[] }>('/api/users/export', into.accessToken)
    expect(body.merges).toMatchObject([
      { from: from.userId, into: into.userId, reason: 'one person, two accounts', mergedAt: expect.any(String) },
    ])
    expect(body.events.at(-1)).toMatchObject({ type: 'account.mergedIn', payload: { fromUserId: from.userId } })
  })

  test('is erased with the one it went to, and those that went to it', async () => {
    const first = await club.signUp()
    await merge(club, operator, first, from)
    await merge(club, operator, from, into)
    await club.sql(`update users set deletion_requested_at = now() - interval '15 days' where id = $1`, [into.userId])
    const { pool, clock, log } = club.core
    const graceMs = 14 * 86_400_000
    expect(await eraseDue({ pool, clock, log, graceMs, audit: auditErasure(clock) })).toBe(3)
    for (const { userId } of [first, from, into]) {
      const [row] = await club.sql('select site_id from users where id = $1', [userId])
      expect(row).toEqual({ site_id: `deleted-${userId}` })
    }
  })

  test('is written nothing of the club’s own accord', async () => {
    await merge(club, operator, from, into)
    const { pool, policy, clock } = club.core
    const may = await mayContact(pool, policy)([from.userId, into.userId], clock.nowMs())
    expect([...may]).toEqual([into.userId])
  })

  test('that went into one of somebody who has excluded himself: he does not come back by its e-mail address either', async () => {
    const email = `${aName('mail')}@example.org`
    await club.sql('update users set email = $2 where id = $1', [from.userId, email])
    await safely(club, into, 'exclusion', { months: 6 })
    expect((await merge(club, operator, from, into)).status).toBe(200)
    expect(await findExcludedIdentity(club.core.pool, { email: email.toUpperCase() })).toBe('email')
  })
})
