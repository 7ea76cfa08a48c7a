import { STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { HELD_ACCOUNT, whileHeld } from '../support/while-held.ts'

const START_MS = Date.UTC(2026, 4, 1, 12)
const clock = { now: START_MS, nowMs: () => clock.now }
// Days pass in here; the tokens shall outlast them.
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const REASON = 'for a test of this'
let adminToken = await club.adminToken()
const logInAdmin = async () => {
  adminToken = await club.adminToken()
}
beforeEach(logInAdmin)

const path = (userId: number, what: string) => `/api/admin/players/${userId}/${what}`
const ban = (userId: number, until: string | null = null, token = adminToken) =>
  club.post(path(userId, 'ban'), { reason: REASON, until }, token)
const logIn = ({ siteId, password }: { siteId: string; password: string }) =>
  club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
const inMs = (ms: number) => new Date(clock.now + ms).toISOString()
const DAY_MS = 86_400_000
const auditOf = (userId: number) =>
  club.sql(
    `select action, reason, before, after from admin_audit_logs where target_type = 'player' and target_id = $1 order by id`,
    [`${userId}`],
  )

describe('a ban', () => {
  test('closes the open room, ends the sessions and refuses the log-in, until it is lifted', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const left = new Promise((resolve) => room.onLeave(resolve))
    room.reconnection.enabled = false
    expect((await ban(player.userId)).body).toMatchObject({ banned: true, sessions: 1 })
    await left
    expect(await club.get('/api/auth/me', player.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect(await club.post('/api/auth/refresh', { refreshToken: player.refreshToken })).toMatchObject({ status: 401 })
    const refused = await logIn(player)
    expect(refused).toMatchObject(aProblem(403, 'BANNED'))
    expect(refused.body).not.toHaveProperty('retryAfterSeconds')
    expect((await club.post(path(player.userId, 'unban'), { reason: REASON }, adminToken)).status).toBe(200)
    expect((await logIn(player)).status).toBe(200)
    expect(await auditOf(player.userId)).toMatchObject([
      { action: 'players.ban', reason: REASON, before: { banned: false }, after: { banned: true, until: null } },
      { action: 'players.unban', before: { banned: true }, after: { banned: false } },
    ])
  })

  test('with an end tells when to come back, and ends by itself', async () => {
    const player = await club.signUp()
    expect((await ban(player.userId, inMs(DAY_MS / 2))).status).toBe(200)
    expect((await logIn(player)).body).toMatchObject({ reason: 'BANNED', retryAfterSeconds: 43_200 })
    clock.now += DAY_MS / 2
    expect((await logIn(player)).status).toBe(200)
    expect(await club.post(path(player.userId, 'unban'), { reason: REASON }, adminToken)).toMatchObject(
      aProblem(422, 'NOTHING_TO_CHANGE'),
    )
    const { body } = await club.get<object[]>(path(player.userId, 'bans'), adminToken)
    expect(body).toMatchObject([{ inForce: false, bannedBy: 'admin', liftedAt: null, reason: REASON }])
  })

  test('of ten admins at once is one', async () => {
    const { userId } = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 10 }, () => ban(userId)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
  })

  test('leaves no session behind, however the log-ins fall around it', async () => {
    const player = await club.signUp()
    await Promise.all([...Array.from({ length: 4 }, () => logIn(player)), ban(player.userId)])
    const open = await club.sql('select id from sessions where user_id = $1 and revoked_at is null', [player.userId])
    expect(open).toEqual([])
  })

  test('needs a reason, an end to come, and a player', async () => {
    const { userId } = await club.signUp()
    for (const body of [
      { until: null },
      { reason: 'shrt', until: null },
      { reason: REASON },
      { reason: REASON, until: inMs(-1) },
      { reason: REASON, until: 'tomorrow' },
      { reason: REASON, until: null, more: 1 },
      { reason: 'a zero \0 byte', until: null },
    ]) {
      expect(await club.post(path(userId, 'ban'), body, adminToken)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await ban(987_654_321)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await auditOf(userId)).toEqual([])
  })
})

describe('a rank', () => {
  const change = (userId: number, rank: string, commandId = newCommandId()) =>
    club.post(path(userId, 'rank'), { commandId, rank, reason: REASON }, adminToken)
  const door = (name: string, token: string) => club.get(`/api/rbac/${name}`, token)

  test('opens its doors and those below, and closes them when it is taken away', async () => {
    const { userId, accessToken } = await club.signUp()
    expect(await door('premium', accessToken)).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
    expect((await change(userId, 'PREMIUM')).body).toMatchObject({ ok: true, from: 'STANDARD', to: 'PREMIUM' })
    expect((await door('premium', accessToken)).body).toMatchObject({ rank: 'PREMIUM' })
    expect(await door('vip', accessToken)).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
    await change(userId, 'VIP')
    expect([(await door('premium', accessToken)).status, (await door('vip', accessToken)).status]).toEqual([200, 200])
    await change(userId, 'STANDARD')
    expect(await door('premium', accessToken)).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
    expect(await club.get('/api/rbac/vip')).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await auditOf(userId)).toMatchObject([
      { action: 'players.rank', before: { rank: 'STANDARD' }, after: { rank: 'PREMIUM' } },
      { action: 'players.rank' },
      { action: 'players.rank', after: { rank: 'STANDARD' } },
    ])
  })

  test('is live in the open room: limits and state', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    expect((await spinHttp(club, player, STANDARD_SLOT_TABLE.maxBet.STANDARD + 1)).body).toMatchObject({
      reason: 'BET_ABOVE_LIMIT',
    })
    await change(player.userId, 'VIP')
    await eventually(async () => expect(room.state.rank).toBe('VIP'))
    expect((await spinHttp(club, player, STANDARD_SLOT_TABLE.maxBet.STANDARD + 1)).status).toBe(200)
  })

  test('changes once however often it is asked', async () => {
    const { userId } = await club.signUp()
    const commandId = newCommandId()
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(userId, 'PREMIUM', commandId)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await auditOf(userId)).toHaveLength(1)
    expect(await change(userId, 'VIP', commandId)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    expect(await change(userId, 'EMPEROR')).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})

describe('notes', () => {
  test('are written, read and struck out, each audited; another’s only by an owner', async () => {
    const { userId, accessToken } = await club.signUp()
    const support = await club.adminToken('support')
    const note = await club.post<{ id: number }>(path(userId, 'notes'), { body: ' called, was friendly ' }, support)
    const other = await club.adminToken('operator')
    expect((await club.send('DELETE', path(userId, `notes/${note.body.id}`), auth(other))).status).toBe(404)
    expect((await club.get(path(userId, 'notes'), other)).body).toMatchObject([
      { body: 'called, was friendly', struckAt: null },
    ])
    expect((await club.send('DELETE', path(userId, `notes/${note.body.id}`), auth(adminToken))).status).toBe(200)
    expect((await club.get(path(userId, 'notes'), other)).body).toMatchObject([{ struckBy: 'admin' }])
    expect((await auditOf(userId)).map(({ action }) => action)).toEqual(['players.note', 'players.note-strike'])
    expect((await club.get(path(userId, 'notes'), accessToken)).status).toBe(403)
    expect(await club.post(path(987_654_321, 'notes'), { body: 'nobody' }, support)).toMatchObject({ status: 404 })
  })

  test('are not written about an account that is being erased', async () => {
    const { userId } = await club.signUp()
    const meanwhile = 'update users set deletion_requested_at = now(), deleted_at = now() where id = $1'
    const written = await whileHeld(club, userId, { lock: HELD_ACCOUNT, meanwhile }, () =>
      club.post(path(userId, 'notes'), { body: 'was known by sight' }, adminToken),
    )
    expect(written).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await club.sql('select from player_notes where user_id = $1', [userId])).toEqual([])
  })
})

const auth = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('the list of players', () => {
  test('is filtered by state and by when they were here', async () => {
    const [here, gone] = [await club.signUp(), await club.signUp()]
    await ban(gone.userId)
    const ids = async (query: string) =>
      (await club.get<{ id: number }[]>(`/api/admin/players?perPage=200&${query}`, adminToken)).body.map(({ id }) => id)
    expect(await ids('state=BANNED')).toContain(gone.userId)
    expect(await ids('state=BANNED')).not.toContain(here.userId)
    expect(await ids('state=ACTIVE')).toContain(here.userId)
    clock.now += 10 * DAY_MS
    await logInAdmin()
    await logIn(here)
    const dayAgo = encodeURIComponent(inMs(-DAY_MS))
    expect(await ids(`seenFrom=${dayAgo}`)).toEqual([here.userId])
    expect(await ids(`seenTo=${dayAgo}`)).toContain(gone.userId)
    expect(await ids(`seenTo=${dayAgo}`)).not.toContain(here.userId)
    const { body } = await club.get(`/api/admin/players/${gone.userId}`, adminToken)
    expect(body).toMatchObject({ state: 'BANNED', lastSeenAt: expect.any(String) })
  })
})
