import type { AdminSessionReply, ChallengeReply } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { ADMIN_PASSWORD, aName, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { codeAt, enrol } from '../support/second-factor.ts'
import { aClock } from '../support/sources.ts'

const STEP = 30_000
const clock = aClock(Date.now())
const club = await openClub({ clock, env: { ADMIN_SECOND_FACTOR: 'required' } })

async function anAdmin(role: string): Promise<string> {
  const siteId = aName(role)
  await club.sql(
    `insert into admin_users (site_id, password_hash, role, created_at)
     select $1, password_hash, $2, now() from admin_users where site_id = 'admin'`,
    [siteId, role],
  )
  return siteId
}

const logIn = (siteId: string) =>
  club.post<AdminSessionReply & ChallengeReply>('/api/auth/admin/login', { siteId, password: ADMIN_PASSWORD })
const players = (token: string) => club.get('/api/admin/players', token)
const idOf = async (siteId: string) =>
  (await club.sql<{ id: number }>('select id from admin_users where site_id = $1', [siteId]))[0]?.id

/** Logs in as an admin who sets up his second factor at once. */
async function anEnrolledAdmin(role: string) {
  const siteId = await anAdmin(role)
  const first = (await logIn(siteId)).body
  const { secret } = await enrol(club, first.accessToken, clock.nowMs())
  clock.advance(2 * STEP)
  const { challenge } = (await logIn(siteId)).body
  const code = codeAt(secret, clock.nowMs())
  const { body } = await club.post<AdminSessionReply>('/api/auth/second-factor', { challenge, code })
  return { siteId, token: body.accessToken, secret }
}

test('an admin without a second factor may set one up, log out, and do nothing else', async () => {
  const { body } = await logIn(await anAdmin('owner'))
  const token = body.accessToken
  expect(await players(token)).toMatchObject(aProblem(403, 'SECOND_FACTOR_REQUIRED'))
  for (const path of ['/api/auth/sessions', '/api/admin/dashboard', '/api/admin/admins']) {
    expect(await club.get(path, token)).toMatchObject(aProblem(403, 'SECOND_FACTOR_REQUIRED'))
  }
  expect((await club.get('/api/admin/me', token)).body).toMatchObject({ enrolOnly: true, permissions: [] })
  expect((await club.post('/api/auth/logout', {}, token)).status).toBe(200)
})

test('once it is set up, the next token of the same session opens every door of the role', async () => {
  const { body } = await logIn(await anAdmin('viewer'))
  await enrol(club, body.accessToken, clock.nowMs())
  expect(await players(body.accessToken)).toMatchObject(aProblem(403, 'SECOND_FACTOR_REQUIRED'))
  const refreshed = await club.post<AdminSessionReply>('/api/auth/refresh', { refreshToken: body.refreshToken })
  expect((await players(refreshed.body.accessToken)).status).toBe(200)
})

test('whoever else is in by the password alone is put out when it is set up', async () => {
  const siteId = await anAdmin('owner')
  const [thief, admin] = [(await logIn(siteId)).body, (await logIn(siteId)).body]
  await enrol(club, admin.accessToken, clock.nowMs())
  expect(await club.get('/api/admin/me', thief.accessToken)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  const { refreshToken } = thief
  expect(await club.post('/api/auth/refresh', { refreshToken })).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
})

test('an admin logs in by two steps', async () => {
  const { siteId, token } = await anEnrolledAdmin('operator')
  expect((await players(token)).status).toBe(200)
  expect((await logIn(siteId)).body).not.toHaveProperty('accessToken')
})

test('an admin’s password alone sets no other one, once his proof is old', async () => {
  const { token, secret } = await anEnrolledAdmin('viewer')
  clock.advance(10 * 60_000)
  const change = () =>
    club.post('/api/admin/me/password', { currentPassword: ADMIN_PASSWORD, newPassword: 'Another-long-one-7' }, token)
  expect(await change()).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
  expect((await club.post('/api/auth/step-up', { code: codeAt(secret, clock.nowMs()) }, token)).status).toBe(200)
  expect((await change()).status).toBe(200)
})

test('what an admin does to his own second factor stands in the audit log', async () => {
  const admin = await anEnrolledAdmin('viewer')
  expect((await club.post('/api/auth/second-factor/recovery-codes', {}, admin.token)).status).toBe(200)
  clock.advance(2 * STEP)
  const off = { password: ADMIN_PASSWORD, code: codeAt(admin.secret, clock.nowMs()) }
  expect((await club.post('/api/auth/second-factor/off', off, admin.token)).status).toBe(200)
  const entries = await club.sql(
    `select action, target_type, address <> '' as "hasAddress" from admin_audit_logs
     where admin_site_id = $1 and target_id = $2 order by id`,
    [admin.siteId, String(await idOf(admin.siteId))],
  )
  const entry = (action: string) => ({ action, target_type: 'admin', hasAddress: true })
  expect(entries).toEqual([
    entry('admins.second-factor-on'),
    entry('admins.recovery-codes'),
    entry('admins.second-factor-off'),
  ])
})

test('an admin who turns his off is out, and can do nothing without another one', async () => {
  const { siteId, token, secret } = await anEnrolledAdmin('owner')
  clock.advance(2 * STEP)
  const off = { password: ADMIN_PASSWORD, code: codeAt(secret, clock.nowMs()) }
  expect((await club.post('/api/auth/second-factor/off', off, token)).status).toBe(200)
  expect(await players(token)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  const { body } = await logIn(siteId)
  expect(await players(body.accessToken)).toMatchObject(aProblem(403, 'SECOND_FACTOR_REQUIRED'))
})

test('an owner takes away the second factor of an admin who has lost it, on the record; his sessions end', async () => {
  const owner = await anEnrolledAdmin('owner')
  const other = await anEnrolledAdmin('operator')
  const id = await idOf(other.siteId)
  const reset = (target: unknown, token: string) =>
    club.post(`/api/admin/admins/${target}/second-factor/reset`, {}, token)
  expect(await reset(await idOf(owner.siteId), other.token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  expect(await reset(await idOf(owner.siteId), owner.token)).toMatchObject(aProblem(409, 'CONFLICT'))
  expect(await reset(999_999, owner.token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  expect((await reset(id, owner.token)).status).toBe(200)
  expect(await players(other.token)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  const [audit] = await club.sql('select * from admin_audit_logs where action = $1', ['admins.second-factor-reset'])
  expect(audit).toMatchObject({ admin_site_id: owner.siteId, target_id: `${id}`, after: { sessions: 2 } })
  const { body } = await logIn(other.siteId)
  expect(await players(body.accessToken)).toMatchObject(aProblem(403, 'SECOND_FACTOR_REQUIRED'))
  clock.advance(600_000)
  expect(await reset(id, owner.token)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
})

test('an owner sees who has a second factor', async () => {
  const owner = await anEnrolledAdmin('owner')
  const { body } = await club.get<object[]>('/api/admin/admins', owner.token)
  expect(body).toContainEqual(expect.objectContaining({ siteId: owner.siteId, secondFactor: true }))
  expect(body).toContainEqual(expect.objectContaining({ siteId: 'admin', secondFactor: false }))
})
