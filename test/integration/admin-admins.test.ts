import { describe, expect, test } from 'vitest'
import { aName, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub()
const owner = await club.adminToken()
const REASON = 'for a test of this'
const PASSWORD = 'a long password of an admin'

const idOf = async (siteId: string) => {
  const [row] = await club.sql<{ id: number }>('select id from admin_users where site_id = $1', [siteId])
  return row?.id ?? 0
}
const create = (body: object, token = owner) =>
  club.post<{ id: number }>(
    '/api/admin/admins',
    { role: 'support', password: PASSWORD, reason: REASON, ...body },
    token,
  )
const change = (id: number, body: object, token = owner) =>
  club.put(`/api/admin/admins/${id}`, { reason: REASON, ...body }, token)
const logIn = (siteId: string, password = PASSWORD) =>
  club.post<{ accessToken: string }>('/api/auth/admin/login', { siteId, password })

describe('an owner', () => {
  test('makes an admin, who can log in and do what his role may', async () => {
    const siteId = aName('s')
    expect((await create({ siteId })).status).toBe(200)
    const { accessToken } = (await logIn(siteId)).body
    const { body } = await club.get<{ permissions: string[] }>('/api/admin/me', accessToken)
    expect(body).toMatchObject({ siteId, role: 'support' })
    expect(body.permissions).toContain('players:ban')
    expect(await club.get('/api/admin/admins', accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const { body: roles } = await club.get<Record<string, string[]>>('/api/admin/roles', owner)
    expect(roles.support).toEqual(body.permissions)
  })

  test('changes a role, a state and a password; the sessions of that admin end each time', async () => {
    const siteId = aName('s')
    const { id } = (await create({ siteId })).body
    const { accessToken } = (await logIn(siteId)).body
    expect((await change(id, { role: 'viewer' })).body).toMatchObject({ changed: true, sessions: 1 })
    expect(await club.get('/api/admin/me', accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await logIn(siteId)).body).toMatchObject({ user: { role: 'viewer' } })
    expect((await change(id, { disabled: true })).status).toBe(200)
    expect(await logIn(siteId)).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
    expect((await change(id, { disabled: false, password: 'another long password' })).status).toBe(200)
    expect(await logIn(siteId)).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
    expect((await logIn(siteId, 'another long password')).status).toBe(200)
    const rows = await club.sql(
      `select before, after from admin_audit_logs where action = 'admins.update' and target_id = $1 order by id`,
      [`${id}`],
    )
    expect(rows).toEqual([
      { before: { role: 'support', disabled: false }, after: { role: 'viewer', disabled: false } },
      { before: { role: 'viewer', disabled: false }, after: { role: 'viewer', disabled: true } },
      { before: { role: 'viewer', disabled: true }, after: { role: 'viewer', disabled: false, password: 'changed' } },
    ])
  })

  test('is never the last to go, and does not change himself', async () => {
    const siteId = aName('o')
    const { id } = (await create({ siteId, role: 'owner' })).body
    const second = (await logIn(siteId)).body.accessToken
    const first = await idOf('admin')
    expect(await change(first, { role: 'viewer' })).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const answers = await Promise.all([change(first, { disabled: true }, second), change(id, { disabled: true })])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const [{ count } = { count: 0 }] = await club.sql<{ count: number }>(
      `select count(*)::integer as count from admin_users where role = 'owner' and disabled_at is null`,
    )
    expect(count).toBe(1)
    await club.sql(`update admin_users set disabled_at = null where site_id = 'admin'`)
    await club.sql('update admin_users set disabled_at = now() where id = $1', [id])
  })

  test('is refused what is wrong, and nothing changes', async () => {
    const token = await club.adminToken()
    const siteId = aName('s')
    const before = await club.sql('select count(*) from admin_users')
    for (const body of [
      { siteId, password: 'short' },
      { siteId, role: 'emperor' },
      { siteId: 'a b' },
      { siteId: 'x' },
      { siteId, disabledAt: null },
      { siteId, reason: 'no' },
    ]) {
      expect(await create(body, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await create({ siteId: 'ADMIN' }, token)).toMatchObject(aProblem(409, 'SITE_ID_TAKEN'))
    expect(await create({ siteId, password: 'administrator' }, token)).toMatchObject(
      aProblem(422, 'PASSWORD_TOO_COMMON'),
    )
    expect(await club.sql('select count(*) from admin_users')).toEqual(before)
    expect(await change(987_654, { role: 'viewer' }, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await change(1, {}, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})

test('an admin changes his own password with the current one, and is logged out everywhere', async () => {
  const siteId = aName('s')
  await create({ siteId }, await club.adminToken())
  const { accessToken } = (await logIn(siteId)).body
  const post = (currentPassword: string, newPassword: string) =>
    club.post('/api/admin/me/password', { currentPassword, newPassword }, accessToken)
  expect(await post('wrong password', 'a new long password')).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  expect((await post(PASSWORD, 'a new long password')).body).toMatchObject({ changed: true, sessions: 1 })
  expect(await club.get('/api/admin/me', accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  expect((await logIn(siteId, 'a new long password')).status).toBe(200)
})

describe('the audit log', () => {
  test('is a chain that grows with every entry, in the order of their commits', async () => {
    const token = await club.adminToken()
    const { userId } = await club.signUp()
    await Promise.all(
      Array.from({ length: 20 }, (_, each) =>
        club.post(`/api/admin/players/${userId}/notes`, { body: `note ${each}` }, token),
      ),
    )
    const { body } = await club.get<{ links: number; head: string }>('/api/admin/audit-logs/chain', token)
    const [{ count } = { count: 0 }] = await club.sql<{ count: number }>(
      'select count(*)::integer as count from admin_audit_logs',
    )
    expect(body).toMatchObject({ links: count, bad: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('is exported, filtered, as CSV and as lines of JSON; the export stands in it', async () => {
    const token = await club.adminToken()
    const csv = (await club.get<string>('/api/admin/audit-logs/export?action=players.note', token)).body
    expect(csv.split('\r\n')[0]).toContain('id,occurredAt,adminId')
    expect(csv.trim().split('\r\n')).toHaveLength(21)
    const path = '/api/admin/audit-logs/export?format=jsonl&action=audit-logs.export'
    const lines = (await club.get<string>(path, token)).body
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { action: 'audit-logs.export', after: { format: 'csv', action: 'players.note' } },
      { action: 'audit-logs.export', after: { format: 'jsonl' } },
    ])
  })
})
