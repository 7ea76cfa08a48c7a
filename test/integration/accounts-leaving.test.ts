import type { Profile, SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { aName, aSignup, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { SMTP_URL: smtp.url, DATA_EXPORTS_PER_HOUR: '3' } })
const { pool, log } = club.core

const erase = (audit = auditErasure(clock)) => eraseDue({ pool, clock, log, graceMs: 14 * DAY, audit })
const json = { 'content-type': 'application/json' }
const leave = ({ accessToken, password }: TestPlayer, body: object = { password }) =>
  club.send<{ deletionAt: string; sessionsEnded: number }>('DELETE', '/api/users/me', {
    headers: { ...json, authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(body),
  })
const logIn = (siteId: string, password: string, more: object = {}) =>
  club.post<SessionReply>('/api/auth/login', { siteId, password, ...more })
const patch = (token: string, body: object) =>
  club.send<Profile>('PATCH', '/api/users/profile', {
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })

/** A player with everything in it that could say who he is. */
async function aPerson() {
  const email = `${aName('mail')}@example.org`
  const phoneNumber = `010${String(Math.abs(Number.parseInt(aName('').slice(0, 7), 16)))
    .padStart(8, '0')
    .slice(0, 8)}`
  const player = await club.signUp({ phoneNumber, nickname: aName('Nick').slice(0, 18) })
  await club.sql('update users set email = $2 where id = $1', [player.userId, email])
  await spinHttp(club, player)
  return { ...player, email, phoneNumber }
}

/** Every text in the database, as rows of JSON, but for hashes of books. */
async function wholeDatabase(): Promise<string> {
  const tables = await club.sql<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  const texts = []
  for (const { name } of tables) {
    const [row] = await club.sql<{ text: string }>(`select coalesce(json_agg(t)::text, '') as text from ${name} t`)
    texts.push(row?.text ?? '')
  }
  return texts.join('\n')
}

describe('a deletion', () => {
  test('logs out everywhere, tells when, and can be taken back by a log-in that says so', async () => {
    const player = await aPerson()
    const room = await club.joinRoom(player.accessToken)
    const left = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)))
    const { status, body } = await leave(player)
    expect({ status, body }).toEqual({
      status: 200,
      body: { deletionAt: new Date(clock.nowMs() + 14 * DAY).toISOString(), sessionsEnded: 1 },
    })
    await left
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(401)
    expect((await smtp.mailTo(player.email, 'will be deleted')).text).toContain('2026-03-17')
    expect(await logIn(player.siteId, player.password)).toMatchObject(aProblem(409, 'DELETION_PENDING'))
    expect(await logIn(player.siteId, 'a wrong password', { restore: true })).toMatchObject(
      aProblem(401, 'BAD_CREDENTIALS'),
    )
    expect((await logIn(player.email, player.password, { restore: true })).status).toBe(200)
    await smtp.mailTo(player.email, 'Your account stays')
    clock.advance(30 * DAY)
    await erase()
    expect((await logIn(player.siteId, player.password)).status).toBe(200)
  })

  test('needs the password, and nothing else', async () => {
    const player = await aPerson()
    expect(await leave(player, { password: 'a wrong password' })).toMatchObject(aProblem(403, 'WRONG_PASSWORD'))
    expect(await leave(player, {})).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await leave(player, { password: player.password, userId: 1 })).toMatchObject(
      aProblem(400, 'INVALID_PAYLOAD'),
    )
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(200)
  })

  test('happens after the time of grace and not before, leaves nothing that names the player, and keeps the books', async () => {
    const player = await aPerson()
    await club.post('/api/auth/password/forgot', { email: player.email })
    await smtp.mailTo(player.email, 'Set a new password')
    await logIn(player.email, 'a wrong password')
    await leave(player)
    clock.advance(14 * DAY - 1)
    expect(await erase()).toBe(0)
    clock.advance(1)
    await eventually(async () => expect(await erase()).toBe(1))
    expect(await erase()).toBe(0)
    const database = await wholeDatabase()
    for (const trace of [player.siteId, player.nickname, player.email, player.phoneNumber]) {
      expect(database.toLowerCase()).not.toContain(trace.toLowerCase())
    }
    const [user] = await club.sql('select site_id, nickname, password_hash from users where id = $1', [player.userId])
    expect(user).toEqual({
      site_id: `deleted-${player.userId}`,
      nickname: `deleted-${player.userId}`,
      password_hash: '!',
    })
    const [books] = await club.sql('select count(*) as events from player_events where user_id = $1', [player.userId])
    expect(Number(books?.events)).toBeGreaterThan(1)
    expect((await club.audit()).bad).toBeUndefined()
    expect(
      await club.sql(
        `select admin_site_id, admin_id from admin_audit_logs where action = 'players.erase' and target_id = $1`,
        [String(player.userId)],
      ),
    ).toEqual([{ admin_site_id: 'system', admin_id: null }])
  })

  test('frees no name for another person, and the address for the same one', async () => {
    const player = await aPerson()
    await leave(player)
    clock.advance(14 * DAY)
    await eventually(async () => expect(await erase()).toBe(1))
    const signUp = (overrides: Record<string, unknown>) => club.post('/api/auth/signup', aSignup(overrides))
    expect(await signUp({ siteId: player.siteId.toUpperCase() })).toMatchObject(aProblem(409, 'SITE_ID_TAKEN'))
    expect(await signUp({ nickname: `${player.nickname}_` })).toMatchObject(aProblem(409, 'NICKNAME_TAKEN'))
    const other = await club.signUp()
    expect(await patch(other.accessToken, { nickname: player.nickname })).toMatchObject(aProblem(409, 'NICKNAME_TAKEN'))
    expect(await signUp({ email: player.email, phoneNumber: player.phoneNumber })).toMatchObject({ status: 200 })
    for (const restore of [true, false]) {
      for (const name of [player.siteId, player.email, `deleted-${player.userId}`]) {
        expect((await logIn(name, player.password, { restore })).status).toBe(401)
      }
    }
    expect(await club.get(`/api/users/${player.userId}`, other.accessToken)).toMatchObject({
      body: { nickname: `deleted-${player.userId}` },
    })
  })

  test('that fails in the middle leaves the account whole, keeps nobody else waiting, and is done later', async () => {
    const [first, second] = [await aPerson(), await aPerson()]
    await leave(first)
    clock.advance(1)
    await leave(second)
    clock.advance(14 * DAY)
    const audit = auditErasure(clock)
    const failing = () =>
      erase((tx, who) => (who.userId === first.userId ? Promise.reject(new Error('away')) : audit(tx, who)))
    // An account that somebody is writing at that moment is left to the next round.
    await eventually(async () => expect(await failing()).toBe(1))
    expect(await club.sql('select site_id, email from users where id = $1', [first.userId])).toEqual([
      { site_id: first.siteId, email: first.email },
    ])
    await eventually(async () => expect(await erase()).toBe(1))
  })

  test('asked for twice counts from the first time', async () => {
    const player = await aPerson()
    const again = { ...player, accessToken: (await logIn(player.siteId, player.password)).body.accessToken }
    const [one, two] = await Promise.all([leave(player), leave(again)])
    expect([one.status, two.status]).toContain(200)
    const [row] = await club.sql<{ at: Date }>('select deletion_requested_at as at from users where id = $1', [
      player.userId,
    ])
    expect(row?.at.getTime()).toBe(clock.nowMs())
  })
})

describe('one’s own data', () => {
  const exportOf = (token: string) => club.get<Record<string, unknown>>('/api/users/export', token)

  test('comes whole as one JSON file, with nothing of anybody else and no secret', async () => {
    const [player, other] = [await aPerson(), await aPerson()]
    const admin = await club.adminToken('operator')
    await club.post(`/api/admin/players/${player.userId}/logout`, {}, admin)
    const { accessToken } = (await logIn(player.siteId, player.password)).body
    await club.post(
      '/api/auth/password/change',
      { currentPassword: player.password, newPassword: 'quite another one' },
      accessToken,
    )
    await smtp.mailTo(player.email, 'Your password was changed')
    const { status, headers, body } = await exportOf(accessToken)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain(`casino-club-${player.userId}.json`)
    expect(body).toMatchObject({
      account: {
        id: player.userId,
        siteId: player.siteId,
        email: player.email,
        phoneNumber: player.phoneNumber,
        inviteCode: '5858',
      },
      balances: { coins: expect.any(Number), version: 2 },
      mails: [{ kind: 'password-changed', recipient: player.email, status: 'sent' }],
      actsOfTheClub: [{ action: 'players.logout', after: { sessions: 1 } }],
    })
    expect(body.sessions).toHaveLength(2)
    expect(body.events).toHaveLength(2)
    expect((body.ledger as unknown[]).length).toBeGreaterThan(3)
    const text = JSON.stringify(body)
    for (const foreign of [other.siteId, other.email, 'operator', 'argon2', 'password_hash', 'passwordHash']) {
      expect(text).not.toContain(foreign)
    }
    expect(text).not.toMatch(/"serverSeed":"[0-9a-f]/)
  })

  test('of thousands of events comes in full, in order', async () => {
    const player = await club.signUp()
    const events = 2_500
    await club.sql(
      `insert into ledger_entries (user_id, seq, line, currency, amount, balance_after, counter_account, reason, command_id,
         occurred_at, hash)
       select $1, seq, 0, 'gems', 1, seq, 'house:test', 'test', gen_random_uuid(), now(), sha256('x') from generate_series(2, $2::int) seq`,
      [player.userId, events],
    )
    await club.sql('update players set version = $2 where user_id = $1', [player.userId, events])
    const { body } = await exportOf(player.accessToken)
    const seqs = (body.ledger as { seq: number }[]).map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(events)
    expect(seqs).toEqual(seqs.toSorted((one, two) => one - two))
  })

  test('is given to its player only, so often an hour', async () => {
    expect(await exportOf('')).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await exportOf(await club.adminToken('operator'))).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const [player, other] = [await club.signUp(), await club.signUp()]
    const answers = []
    for (let time = 0; time < 4; time++) answers.push((await exportOf(player.accessToken)).status)
    expect(answers).toEqual([200, 200, 200, 429])
    expect((await exportOf(other.accessToken)).status).toBe(200)
  })
})

describe('a profile', () => {
  test('takes a nickname, a phone number and a language, and only what is given', async () => {
    const player = await club.signUp()
    const nickname = aName('새 별 ').slice(0, 12)
    expect(
      (await patch(player.accessToken, { nickname, phoneNumber: '+82 10-7777-0001', locale: 'ko' })).body,
    ).toMatchObject({
      nickname,
      phoneNumber: '+82 10-7777-0001',
      locale: 'ko',
      siteId: player.siteId,
    })
    expect((await patch(player.accessToken, { phoneNumber: null })).body).toMatchObject({
      nickname,
      phoneNumber: null,
      locale: 'ko',
    })
  })

  test('takes another nickname once in thirty days', async () => {
    const player = await club.signUp()
    const rename = async (token: string) => patch(token, { nickname: aName('n') })
    expect((await rename(player.accessToken)).status).toBe(200)
    const refused = await rename(player.accessToken)
    expect(refused).toMatchObject(aProblem(409, 'NICKNAME_CHANGED_RECENTLY'))
    expect(refused.headers.get('retry-after')).toBe(String(30 * 86_400))
    clock.advance(30 * DAY)
    expect((await rename((await logIn(player.siteId, player.password)).body.accessToken)).status).toBe(200)
  })

  test('takes no name that is taken, looks like it, or is the club’s', async () => {
    const [player, other] = [await club.signUp(), await club.signUp({ nickname: `Ilo${aName('').slice(0, 6)}` })]
    const rename = (nickname: string) => patch(player.accessToken, { nickname })
    expect(await rename(other.nickname.toUpperCase())).toMatchObject(aProblem(409, 'NICKNAME_TAKEN'))
    expect(await rename(other.nickname.replace('Il', 'l1'))).toMatchObject(aProblem(409, 'NICKNAME_TAKEN'))
    expect(await rename('운영자')).toMatchObject(aProblem(422, 'NAME_RESERVED'))
    expect((await patch(player.accessToken, { nickname: player.nickname })).status).toBe(200)
  })

  const wrong: Record<string, object> = {
    nothing: {},
    'a rank': { rank: 'VIP' },
    coins: { coins: 1_000_000, locale: 'ko' },
    'an address': { email: 'me@example.org' },
    'a site id': { siteId: 'another' },
    'an id': { id: 1, locale: 'ko' },
    'a deletion': { deletedAt: null, locale: 'en' },
    'a prototype': { constructor: { prototype: {} } },
    'a language the club does not speak': { locale: 'fr' },
    'SQL in the nickname': { nickname: "x'; update users set rank='VIP" },
    'mark-up in the nickname': { nickname: '<img src=x>' },
    'SQL in the phone number': { phoneNumber: "010' or '1'='1" },
    'a line break in the phone number': { phoneNumber: '010-1234\n5678' },
  }
  test.each(Object.entries(wrong))('with %s is not understood and changes nothing', async (_, body) => {
    const player = await club.signUp()
    const before = (await club.get('/api/users/profile', player.accessToken)).body
    expect(await patch(player.accessToken, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await club.get('/api/users/profile', player.accessToken)).body).toEqual(before)
  })
})
