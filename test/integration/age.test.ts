import { describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'

// In Seoul it is the next day already.
const clock = { now: Date.UTC(2026, 10, 20, 20), nowMs: () => clock.now }
const club = await openClub({ clock, env: { AGE_RATED_GAMES: 'slot,crash', JWT_EXPIRE_MINUTES: '1440' } })
const admin = await club.adminToken()
const REASON = 'saw the identity card'

const say = ({ accessToken }: TestPlayer, birthDate: string) => club.post('/api/users/age', { birthDate }, accessToken)
const status = async ({ accessToken }: TestPlayer) => (await club.get('/api/users/age', accessToken)).body
const pendingOf = async ({ userId }: TestPlayer) => {
  const { body } = await club.get<{ id: number; userId: number }[]>(
    '/api/admin/age-checks?status=PENDING&perPage=200',
    admin,
  )
  return body.find((check) => check.userId === userId)?.id ?? 0
}
const decide = (id: number, decision: string, commandId = newCommandId(), token = admin) =>
  club.post(`/api/admin/age-checks/${id}/decide`, { commandId, decision, reason: REASON }, token)
const rows = ({ userId }: TestPlayer) =>
  club.sql('select status, birth_date, provider from age_checks where user_id = $1 order by id', [userId])

describe('what is rated for adults', () => {
  test('is closed to who is not verified, by room and HTTP, and open at once to who is', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    expect((await spinHttp(club, player)).body).toMatchObject({ reason: 'AGE_UNVERIFIED' })
    expect(await room.request('slot.spin', { commandId: newCommandId(), bet: 100 })).toMatchObject({
      ok: false,
      reason: 'AGE_UNVERIFIED',
    })
    const other = await room.request('rps.play', { commandId: newCommandId(), bet: 100, hand: 'rock' })
    expect(other).toMatchObject({ ok: true })
    await say(player, '1990-05-17')
    expect(await status(player)).toMatchObject({ status: 'PENDING', minAge: 19, ratedGames: ['slot', 'crash'] })
    expect(await decide(await pendingOf(player), 'VERIFIED')).toMatchObject({ status: 200 })
    expect(await status(player)).toMatchObject({ status: 'VERIFIED' })
    expect(await room.request('slot.spin', { commandId: newCommandId(), bet: 100 })).toMatchObject({ ok: true })
    expect(await rows(player)).toEqual([{ status: 'VERIFIED', birth_date: null, provider: 'declared' }])
    expect(await say(player, '1990-05-17')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect((await club.audit()).bad).toBeUndefined()
  })
})

describe('who says that he is too young', () => {
  test('is believed, nothing of his birth is kept, and he cannot try another day', async () => {
    const player = await club.signUp()
    expect((await say(player, '2007-11-22')).body).toMatchObject({ status: 'REJECTED', againFrom: '2026-11-22' })
    expect(await say(player, '1990-05-17')).toMatchObject(aProblem(403, 'TOO_YOUNG'))
    expect(await rows(player)).toEqual([{ status: 'REJECTED', birth_date: null, provider: 'declared' }])
  })

  test('may ask again on his birthday, which begins at midnight in the club’s zone', async () => {
    const player = await club.signUp()
    await say(player, '2007-11-22')
    clock.now = Date.UTC(2026, 10, 21, 14, 59)
    expect(await say(player, '2007-11-22')).toMatchObject(aProblem(403, 'TOO_YOUNG'))
    clock.now = Date.UTC(2026, 10, 21, 15)
    const { accessToken } = (
      await club.post<{ accessToken: string }>('/api/auth/login', { siteId: player.siteId, password: player.password })
    ).body
    expect((await say({ ...player, accessToken }, '2007-11-22')).body).toMatchObject({ status: 'PENDING' })
  })
})

describe('a check', () => {
  test('is one at a time, however often it is sent', async () => {
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 8 }, () => say(player, '1990-05-17')))
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, ...Array(7).fill(409)])
    expect(await rows(player)).toHaveLength(1)
  })

  test('is decided once: of two admins who disagree the second is told', async () => {
    const [player, token] = [await club.signUp(), await club.adminToken('support')]
    await say(player, '1990-05-17')
    const id = await pendingOf(player)
    const answers = await Promise.all([decide(id, 'VERIFIED'), decide(id, 'REJECTED', newCommandId(), token)])
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, 409])
    const audited = await club.sql(
      `select action from admin_audit_logs where target_type = 'player' and target_id = $1`,
      [`${player.userId}`],
    )
    expect(audited).toHaveLength(1)
  })

  test('that is refused by an admin may be asked again', async () => {
    const [player, token] = [await club.signUp(), await club.adminToken('support')]
    await say(player, '1990-05-17')
    expect((await decide(await pendingOf(player), 'REJECTED', newCommandId(), token)).status).toBe(200)
    expect(await status(player)).toMatchObject({ status: 'REJECTED', againFrom: null })
    expect((await say(player, '1991-05-17')).status).toBe(200)
  })

  test.each(['', 'yesterday', '2026-13-01', '2026-02-30', '1800-01-01', '2999-01-01', 19900517, null])(
    'of %j is refused, and nothing is written',
    async (birthDate) => {
      const player = await club.signUp()
      expect(await club.post('/api/users/age', { birthDate }, player.accessToken)).toMatchObject(
        aProblem(400, 'INVALID_PAYLOAD'),
      )
      expect(await rows(player)).toEqual([])
    },
  )

  test('is decided by nobody who may not, and not twice under one command', async () => {
    const [player, token] = [await club.signUp(), await club.adminToken('support')]
    await say(player, '1990-05-17')
    const id = await pendingOf(player)
    expect(await decide(id, 'VERIFIED', newCommandId(), await club.adminToken('viewer'))).toMatchObject({ status: 403 })
    const commandId = newCommandId()
    const twice = await Promise.all([
      decide(id, 'VERIFIED', commandId, token),
      decide(id, 'VERIFIED', commandId, token),
    ])
    expect(twice.map(({ status: code }) => code)).toEqual([200, 200])
    expect(await decide(987_654, 'VERIFIED', newCommandId(), token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  /** Erases an account now. */
  async function erase({ userId }: TestPlayer) {
    await club.sql('update users set deletion_requested_at = $2 where id = $1', [userId, new Date(clock.now)])
    const { pool, log } = club.core
    expect(await eraseDue({ pool, clock, log, graceMs: 0, audit: auditErasure(clock) })).toBe(1)
  }

  test('that made one too young is told by nothing once the account is erased', async () => {
    const player = await club.signUp()
    expect(await say(player, '2010-05-17')).toMatchObject({ body: { status: 'REJECTED', againFrom: '2029-05-17' } })
    const checks = 'select status, again_from, decided_at from age_checks where user_id = $1'
    const [before] = await club.sql(checks, [player.userId])
    clock.now += 1
    await erase(player)
    expect(await club.sql(checks, [player.userId])).toEqual([{ ...before, again_from: null }])
  })

  test('that nobody has looked at is forgotten when the account is erased', async () => {
    const player = await club.signUp()
    await say(player, '1990-05-17')
    await erase(player)
    expect(await rows(player)).toEqual([{ status: 'REJECTED', birth_date: null, provider: 'declared' }])
    expect(await pendingOf(player)).toBe(0)
  })
})
