import type { LogoutManyReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub()
const REASON = 'a leak of passwords'
const NOBODY = 987_654_321
const admin = await club.adminToken('support')

const logOut = (userIds: unknown, changes: object = {}, token = admin) =>
  club.post<LogoutManyReply>(
    '/api/admin/players/logout',
    { commandId: newCommandId(), userIds, reason: REASON, ...changes },
    token,
  )
const some = (count: number) => Promise.all(Array.from({ length: count }, () => club.signUp()))
const idsOf = (players: readonly TestPlayer[]) => players.map(({ userId }) => userId)
const me = ({ accessToken }: TestPlayer) => club.get('/api/auth/me', accessToken)
const logs = (where: string, values: unknown[]) =>
  club.sql(
    `select action, target_type, target_id, reason, after from admin_audit_logs where ${where} order by id`,
    values,
  )
const ofPlayer = (userId: number) => logs(`target_type = 'player' and target_id = $1`, [`${userId}`])
const ofCommand = (commandId: string) => logs(`target_type = 'command' and target_id = $1`, [commandId])

describe('a log-out of many', () => {
  test('ends every session of each, closes their rooms, and leaves the others', async () => {
    const [first, second, third, neighbour] = await some(4)
    if (!first || !second || !third || !neighbour) throw new Error('there are four')
    await club.post('/api/auth/login', { siteId: first.siteId, password: first.password })
    await club.post('/api/auth/logout', {}, third.accessToken)
    const codes: string[] = []
    const rooms = [await club.joinRoom(first.accessToken), await club.joinRoom(second.accessToken)]
    for (const room of rooms) room.onLeave((code) => codes.push(`${code}`))
    const staying = await club.joinRoom(neighbour.accessToken)
    const { status, body } = await logOut([second.userId, NOBODY, first.userId, third.userId])
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, players: 3, sessions: 3 })
    expect(body).not.toHaveProperty('replayed')
    expect(body.results).toEqual([
      { userId: second.userId, outcome: 'LOGGED_OUT', sessions: 1 },
      { userId: NOBODY, outcome: 'NOT_FOUND', sessions: 0 },
      { userId: first.userId, outcome: 'LOGGED_OUT', sessions: 2 },
      { userId: third.userId, outcome: 'LOGGED_OUT', sessions: 0 },
    ])
    await eventually(() => expect(codes).toEqual(['4101', '4101']), 1_000)
    expect(staying.connection.isOpen).toBe(true)
    expect(await me(first)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await me(neighbour)).status).toBe(200)
    const refreshed = await club.post('/api/auth/refresh', { refreshToken: first.refreshToken })
    expect(refreshed).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  })

  test('stands in the log of each player, and once for all of them', async () => {
    const players = await some(3)
    const { body } = await logOut([...idsOf(players), NOBODY])
    const { commandId } = body
    for (const { userId } of players) {
      expect(await ofPlayer(userId)).toMatchObject([
        { action: 'players.logout', reason: REASON, after: { sessions: 1, commandId } },
      ])
    }
    expect(await ofPlayer(NOBODY)).toEqual([])
    expect(await ofCommand(commandId)).toMatchObject([
      { action: 'players.logout-many', reason: REASON, after: { players: 3, sessions: 3, named: 4 } },
    ])
    const { body: chain } = await club.get('/api/admin/audit-logs/chain', admin)
    expect(chain).toMatchObject({ bad: null })
  })

  test('happens once however often it is asked, at once or later, and answers the same', async () => {
    const players = await some(2)
    const commandId = newCommandId()
    const ids = [...idsOf(players), NOBODY]
    const answers = await Promise.all(Array.from({ length: 5 }, () => logOut(ids, { commandId })))
    answers.push(await logOut(ids, { commandId }))
    expect(answers.filter(({ body }) => body.replayed)).toHaveLength(5)
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect({ ...body, replayed: true }).toEqual({ ...answers[0]?.body, replayed: true })
    }
    expect(await ofCommand(commandId)).toHaveLength(1)
    for (const { userId } of players) expect(await ofPlayer(userId)).toHaveLength(1)
  })

  test('under the id of another one is refused, and nobody is logged out', async () => {
    const [one, other] = await some(2)
    if (!one || !other) throw new Error('there are two')
    const commandId = newCommandId()
    await logOut([one.userId], { commandId })
    const refused = aProblem(422, 'COMMAND_ID_REUSED')
    expect(await logOut([other.userId], { commandId })).toMatchObject(refused)
    expect(await logOut([one.userId], { commandId, reason: 'for another reason' })).toMatchObject(refused)
    expect(await logOut([one.userId], { commandId }, await club.adminToken('operator'))).toMatchObject(refused)
    expect((await me(other)).status).toBe(200)
    expect(await ofPlayer(other.userId)).toEqual([])
  })

  test('of a thousand is one transaction, and of one more is refused', async () => {
    const { userId } = await club.signUp()
    const ids = Array.from({ length: 999 }, (_, index) => NOBODY + index)
    const { status, body } = await logOut([userId, ...ids])
    expect([status, body.players, body.results.length]).toEqual([200, 1, 1_000])
    expect(await logOut([userId, ...ids, 1])).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  const wrong: [string, unknown, object?][] = [
    ['nobody', []],
    ['a player twice', [5, 5]],
    ['no list', '5'],
    ['a text for a number', ['5']],
    ['a number that is none', [0]],
    ['a fraction', [1.5]],
    ['a number too large', [2 ** 53]],
    ['no reason', [5], { reason: undefined }],
    ['a short reason', [5], { reason: 'shrt' }],
    ['no command id', [5], { commandId: undefined }],
    ['a command id that is none', [5], { commandId: 'x' }],
    ['a field too many', [5], { all: true }],
  ]
  test.each(wrong)('with %s is not understood, and changes nothing', async (_, ids, changes) => {
    const before = await club.sql('select count(*) as logs from admin_audit_logs')
    expect(await logOut(ids, changes)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.sql('select count(*) as logs from admin_audit_logs')).toEqual(before)
  })

  test('needs the permission that one log-out needs', async () => {
    const player = await club.signUp()
    const viewer = await club.adminToken('viewer')
    expect(await logOut([player.userId], {}, viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await me(player)).status).toBe(200)
  })

  test('meets log-ins, refreshes and other log-outs of the same players without harm', async () => {
    const players = await some(4)
    const ids = idsOf(players)
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => logOut(ids)),
      ...[1, 2, 3].map(() => logOut(ids.toReversed())),
      ...players.map(({ siteId, password }) => club.post('/api/auth/login', { siteId, password })),
      ...players.map(({ refreshToken }) => club.post('/api/auth/refresh', { refreshToken })),
      ...ids.map((userId) => club.post(`/api/admin/players/${userId}/logout`, {}, admin)),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    for (const player of players) expect((await me(player)).status).toBe(401)
  })
})
