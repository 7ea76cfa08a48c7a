import type { AdminSessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { ADMIN_PASSWORD, aName, newCommandId, openClub } from '../support/club.ts'
import { PROOF_BY_BODY, PROOF_NEEDS } from '../support/proof-needs.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const PROOF_MS = 600_000
const NEW = 'another password of an admin'
const THEIRS = 'the password of somebody else'
const reason = 'for a test of this'
const clock = aClock(Date.now())
const club = await openClub({ clock })

/** An admin of this role, logged in. */
async function anAdmin(role: string) {
  const siteId = aName(role)
  const [row] = await club.sql<{ id: number }>(
    `insert into admin_users (site_id, password_hash, role, created_at)
     select $1, password_hash, $2, now() from admin_users where site_id = 'admin' returning id`,
    [siteId, role],
  )
  return { id: Number(row?.id), siteId, token: (await logIn(siteId)).body.accessToken }
}

const logIn = (siteId: string, password = ADMIN_PASSWORD) =>
  club.post<AdminSessionReply>('/api/auth/admin/login', { siteId, password })
const change = (id: number, body: object, token: string) =>
  club.put(`/api/admin/admins/${id}`, { reason, ...body }, token)
const changeOwn = (token: string, currentPassword: string, newPassword = NEW) =>
  club.post('/api/admin/me/password', { currentPassword, newPassword }, token)
const me = (token: string) => club.get<{ role: string }>('/api/admin/me', token)

describe('an admin who is put out', () => {
  test('is out, however his log-ins fall around it', async () => {
    const owner = await anAdmin('owner')
    for (let round = 0; round < 4; round++) {
      const other = await anAdmin('owner')
      const changes = [{ disabled: true }, { role: 'viewer' }, { password: NEW }]
      const body = changes[round % changes.length] ?? {}
      const attempts = Array.from({ length: 4 }, () => logIn(other.siteId))
      const [changed, ...logIns] = await Promise.all([change(other.id, body, owner.token), ...attempts])
      expect(changed.status).toBe(200)
      for (const { status, body: session } of logIns) {
        if (status !== 200) continue
        const seen = await me(session.accessToken)
        if ('role' in body) expect([401, 200], JSON.stringify(seen.body)).toContain(seen.status)
        else expect(seen.status).toBe(401)
        if (seen.status === 200) expect(seen.body.role).toBe('viewer')
      }
    }
  })

  test('has made nobody else an owner meanwhile', async () => {
    const [owner, bad] = [await anAdmin('owner'), await anAdmin('owner')]
    const made = { siteId: aName('o'), role: 'owner', password: THEIRS, reason }
    const [creation, changed] = await Promise.all([
      club.post('/api/admin/admins', made, bad.token),
      change(bad.id, { disabled: true }, owner.token),
    ])
    expect(changed.status).toBe(200)
    expect(creation).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
    expect((await logIn(made.siteId, THEIRS)).status).toBe(401)
  })

  test('of two owners who put each other out at once one is left', async () => {
    const [one, two] = [await anAdmin('owner'), await anAdmin('owner')]
    const answers = await Promise.all([
      change(two.id, { disabled: true }, one.token),
      change(one.id, { disabled: true }, two.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })
})

describe('who has an admin’s session', () => {
  test('does not guess his password with it', async () => {
    const admin = await anAdmin('viewer')
    for (let guess = 0; guess < 5; guess++) {
      expect(await changeOwn(admin.token, `guess number ${guess}`)).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
    }
    expect(await changeOwn(admin.token, ADMIN_PASSWORD)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect(await logIn(admin.siteId)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
  })

  test('does not keep the account by a password of his own while an owner sets another', async () => {
    const owner = await anAdmin('owner')
    for (let round = 0; round < 3; round++) {
      const admin = await anAdmin('operator')
      const [, changed] = await Promise.all([
        changeOwn(admin.token, ADMIN_PASSWORD, THEIRS),
        change(admin.id, { password: NEW }, owner.token),
      ])
      expect(changed.status).toBe(200)
      expect((await logIn(admin.siteId, THEIRS)).status).toBe(401)
      expect((await logIn(admin.siteId, NEW)).status).toBe(200)
    }
  })

  test('gives nobody much without a fresh proof, by a correction or by a reward', async () => {
    const player = await club.signUp()
    const { token } = await anAdmin('operator')
    const grant = (rewards: object[]) =>
      club.post('/api/rewards', { commandId: newCommandId(), userId: player.userId, rewards, reason }, token)
    clock.advance(PROOF_MS)
    const coins = (amount: number) => ({ type: 'COIN', amount })
    const pouches = { type: 'ITEM', item: 'coin-pouch', quantity: 1_000_000 }
    for (const much of [
      [coins(100_001)],
      [coins(60_000), coins(60_000)],
      [{ type: 'GEM', amount: 1_001 }],
      [pouches],
    ]) {
      expect(await grant(much)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    }
    expect((await grant([coins(100_000)])).status).toBe(200)
    expect(await grant([coins(1)])).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    await club.post('/api/auth/step-up', { password: ADMIN_PASSWORD }, token)
    expect((await grant([coins(100_001)])).status).toBe(200)
  })

  test('gives nobody much by many small gifts at once', async () => {
    const players = await Promise.all(Array.from({ length: 8 }, () => club.signUp()))
    const { token } = await anAdmin('operator')
    clock.advance(PROOF_MS)
    const correct = ({ userId }: { userId: number }) =>
      club.post(
        `/api/admin/players/${userId}/balance-corrections`,
        { commandId: newCommandId(), currency: 'coins', amount: 40_000, reason, expectedVersion: 1 },
        token,
      )
    const answers = await Promise.all(players.map(correct))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 403, 403, 403, 403, 403, 403])
    for (const { body } of answers.filter(({ status }) => status === 403)) {
      expect(body).toMatchObject({ reason: 'STEP_UP_REQUIRED' })
    }
    await club.post('/api/auth/step-up', { password: ADMIN_PASSWORD }, token)
    const stillPoor = players.find((_, index) => answers[index]?.status === 403)
    expect((await correct(stillPoor ?? { userId: 0 })).status).toBe(200)
  })
})

describe('a session whose proof is old', () => {
  const auditRows = () => club.sql('select id from admin_audit_logs')

  test('is asked for another one by exactly these routes', async () => {
    type Responses = { responses: Record<string, { description: string }> }
    const { body } = await club.get<{ paths: Record<string, Record<string, Responses>> }>('/openapi.json')
    const asking = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => responses['403']?.description.includes('STEP_UP_REQUIRED'))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    const ofAdmins = asking.filter((route) => route.includes(' /api/admin/'))
    expect(ofAdmins.sort()).toEqual([...Object.keys(PROOF_NEEDS), ...PROOF_BY_BODY].sort())
  })

  test.each(Object.entries(PROOF_NEEDS))(
    'does nothing by %s until it has proven itself',
    async (route, { path, body }) => {
      const { token } = await anAdmin('owner')
      const send = () =>
        club.send<{ reason?: string }>(route.split(' ')[0] ?? '', path, {
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          ...(body && { body: JSON.stringify(body) }),
        })
      clock.advance(PROOF_MS)
      const before = await auditRows()
      expect(await send()).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
      expect(await auditRows()).toEqual(before)
      await club.post('/api/auth/step-up', { password: ADMIN_PASSWORD }, token)
      const { status, body: answer } = await send()
      expect(answer.reason).not.toBe('INVALID_PAYLOAD')
      expect([200, 404, 409, 422]).toContain(status)
    },
  )
})
