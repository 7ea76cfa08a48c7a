import type { SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, aSignup, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock })

async function anInvite(columns: { maxUses?: number; expiresInMs?: number } = {}): Promise<string> {
  const code = aName('code-')
  const { maxUses = null, expiresInMs } = columns
  const expiresAt = expiresInMs === undefined ? null : new Date(clock.nowMs() + expiresInMs)
  await club.sql('insert into invite_codes (code, max_uses, expires_at, created_at) values ($1, $2, $3, now())', [
    code,
    maxUses,
    expiresAt,
  ])
  return code
}

const signup = (overrides?: Record<string, unknown>) => club.post<SessionReply>('/api/auth/signup', aSignup(overrides))
const validate = async (code: string) => (await club.post('/api/invite/validate', { code })).body

/** How many of everything a sign-up makes there are. */
async function counts() {
  const [row] = await club.sql(
    `select (select count(*) from users) as users, (select count(*) from players) as players,
       (select count(*) from player_events) as events, (select count(*) from ledger_entries) as lines,
       (select count(*) from fairness_seeds) as seeds, (select count(*) from sessions) as sessions,
       (select count(*) from invite_uses) as uses, (select coalesce(sum(used_count), 0) from invite_codes) as used`,
  )
  return row
}

describe('an invite code', () => {
  test('that is good says until when and for how many', async () => {
    const code = await anInvite({ maxUses: 3, expiresInMs: DAY })
    expect(await validate(code)).toEqual({
      isValid: true,
      errorMessage: null,
      code,
      expiresAt: new Date(clock.nowMs() + DAY).toISOString(),
      remainingUses: 3,
    })
    expect(await validate('5858')).toMatchObject({ isValid: true, expiresAt: null, remainingUses: null })
    expect(await validate(' 5858 ')).toMatchObject({ isValid: true, code: '5858' })
  })

  test('that is unknown lets nobody in', async () => {
    for (const code of ['nobody-made-it', "5858' or '1'='1", '<script>', '초대']) {
      expect(await validate(code)).toMatchObject({ isValid: false, errorMessage: expect.any(String) })
      expect(await signup({ inviteCode: code })).toMatchObject(aProblem(422, 'INVITE_UNKNOWN'))
    }
  })

  test('lets in until its last moment', async () => {
    const code = await anInvite({ expiresInMs: DAY })
    clock.advance(DAY - 1)
    expect(await signup({ inviteCode: code })).toMatchObject({ status: 200 })
    clock.advance(1)
    expect(await validate(code)).toMatchObject({ isValid: false })
    expect(await signup({ inviteCode: code })).toMatchObject(aProblem(422, 'INVITE_EXPIRED'))
  })

  test('lets in as many as it says', async () => {
    const code = await anInvite({ maxUses: 2 })
    expect((await signup({ inviteCode: code })).status).toBe(200)
    expect(await validate(code)).toMatchObject({ isValid: true, remainingUses: 1 })
    expect((await signup({ inviteCode: code })).status).toBe(200)
    expect(await validate(code)).toMatchObject({ isValid: false })
    expect(await signup({ inviteCode: code })).toMatchObject(aProblem(422, 'INVITE_USED_UP'))
  })

  test('for one lets in one of twenty at once', async () => {
    const code = await anInvite({ maxUses: 1 })
    const before = await counts()
    const answers = await Promise.all(Array.from({ length: 20 }, () => signup({ inviteCode: code })))
    const [accepted, refused] = [answers.filter((a) => a.status === 200), answers.filter((a) => a.status !== 200)]
    expect(accepted).toHaveLength(1)
    for (const answer of refused) expect(answer).toMatchObject(aProblem(422, 'INVITE_USED_UP'))
    expect(await counts()).toMatchObject({
      users: Number(before?.users) + 1,
      players: Number(before?.players) + 1,
      sessions: Number(before?.sessions) + 1,
      uses: Number(before?.uses) + 1,
    })
  })

  test('is not used up by a sign-up that is refused', async () => {
    const code = await anInvite({ maxUses: 1 })
    const { siteId } = await club.signUp()
    expect(await signup({ inviteCode: code, siteId })).toMatchObject(aProblem(409, 'SITE_ID_TAKEN'))
    expect(await validate(code)).toMatchObject({ isValid: true, remainingUses: 1 })
  })
})

describe('a sign-up', () => {
  test('opens an account with its welcome, logged in', async () => {
    const { status, body } = await signup({
      nickname: `행운의 별 ${aName('').slice(0, 6)}`,
      email: `${aName()}@example.org`,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ user: { rank: 'STANDARD', coins: 10_000, gems: 100, tickets: 3, streak: 0 } })
    expect(JSON.stringify(body)).not.toMatch(/password|hash/i)
    expect((await club.get('/api/auth/me', body.accessToken)).body).toEqual(body.user)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('keeps no password as it was written', async () => {
    const { userId, password } = await club.signUp()
    const [row] = await club.sql<{ password_hash: string }>('select password_hash from users where id = $1', [userId])
    expect(row?.password_hash).toMatch(/^\$argon2id\$/)
    expect(row?.password_hash).not.toContain(password)
  })

  const taken = {
    siteId: { reason: 'SITE_ID_TAKEN', first: aName('Site') },
    nickname: { reason: 'NICKNAME_TAKEN', first: aName('Nick') },
    phoneNumber: { reason: 'PHONE_TAKEN', first: '+82 10-1234-5678' },
  } as const
  test.each(Object.entries(taken))(
    'with a %s that is taken is refused, in whatever case',
    async (field, { reason, first }) => {
      await club.signUp({ [field]: first })
      const before = await counts()
      for (const again of [first, first.toLowerCase(), first.toUpperCase(), ` ${first} `.trim()]) {
        expect(await signup({ [field]: again })).toMatchObject(aProblem(409, reason))
      }
      expect(await counts()).toEqual(before)
    },
  )

  test('with a nickname that looks like a taken one is refused', async () => {
    await club.signUp({ nickname: 'Ilo Modern' })
    for (const nickname of ['Ilo_Modem', 'llo Modern', '1l0modern', 'Ílö Mödèrn', 'ＩＬＯ ＭＯＤＥＲＮ']) {
      expect(await signup({ nickname })).toMatchObject(aProblem(409, 'NICKNAME_TAKEN'))
    }
  })

  test.each(['admin', 'Adm1n 7', '관리자', '운 영 자', 'Casino-Club', 'GM', 'deleted-7'])(
    'with the club’s own name %s is refused',
    async (nickname) => {
      expect(await signup({ nickname })).toMatchObject(aProblem(422, 'NAME_RESERVED'))
    },
  )

  test('with a site id of the club’s own is refused', async () => {
    for (const siteId of ['admin', 'Administrator', 'deleted-1', 's.u.p.p.o.r.t']) {
      expect(await signup({ siteId })).toMatchObject(aProblem(422, 'NAME_RESERVED'))
    }
  })

  test('of one name, ten at once, succeeds once', async () => {
    const siteId = aName()
    const answers = await Promise.all(Array.from({ length: 10 }, () => signup({ siteId })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
  })

  test.each(['password', 'PASSWORD1', '12345678', 'qwerty123'])(
    'with the common password %s is refused',
    async (password) => {
      const before = await counts()
      expect(await signup({ password })).toMatchObject(aProblem(422, 'PASSWORD_TOO_COMMON'))
      expect(await counts()).toEqual(before)
    },
  )

  const malformed: Record<string, Record<string, unknown>> = {
    'a password of 10,000 characters': { password: 'x'.repeat(10_000) },
    'a password of 129 characters': { password: 'x'.repeat(129) },
    'a password of seven characters': { password: '7letter' },
    'a password that is a number': { password: 1234567890 },
    'a password that is a list': { password: ['a long password'] },
    'no password': { password: undefined },
    'SQL in its site id': { siteId: "a'; drop table users; --" },
    'SQL in its nickname': { nickname: "x' or '1'='1" },
    'HTML in its site id': { siteId: '<b>bold</b>' },
    'HTML in its nickname': { nickname: '<img src=x onerror=alert(1)>' },
    'a script in its nickname': { nickname: '<script>' },
    'a formula for a nickname': { nickname: '=1+1' },
    'a nickname that turns the text around': { nickname: '\u202egnp.evil' },
    'a nickname of blanks': { nickname: '   ' },
    'a nickname of Cyrillic look-alikes': { nickname: 'Мinа' },
    'a nickname with an unseen letter': { nickname: 'mina\u3164' },
    'a nickname with a joiner': { nickname: 'mi\u200dna' },
    'a nickname with a zero byte': { nickname: 'ab\0cd' },
    'a nickname of one character': { nickname: 'a' },
    'a nickname of 21 characters': { nickname: 'a'.repeat(21) },
    'a site id of two characters': { siteId: 'ab' },
    'a site id of 33 characters': { siteId: 'a'.repeat(33) },
    'a site id with a blank': { siteId: 'a b c' },
    'a site id that is an object': { siteId: { $ne: null } },
    'an e-mail that is none': { email: 'not an address' },
    'an e-mail with a line break': { email: 'a@example.org\nBcc: b@example.org' },
    'a phone number that is none': { phoneNumber: 'call me' },
    'no invite code': { inviteCode: undefined },
    'an invite code that is a number': { inviteCode: 5858 },
    'a rank': { rank: 'VIP' },
    coins: { coins: 1_000_000 },
    'an id': { id: 1 },
    'a prototype': { constructor: { prototype: { rank: 'VIP' } } },
  }
  test.each(Object.entries(malformed))('with %s is not understood and changes nothing', async (_, overrides) => {
    const before = await counts()
    const answer = await signup(overrides)
    expect(answer).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(JSON.stringify(answer.body)).not.toContain('x'.repeat(129))
    expect(await counts()).toEqual(before)
  })

  test('a name that the schema lets through with every odd character is stored and shown as it is', async () => {
    for (const nickname of ['홍길동_-9', 'Zoë Müller', 'Ａ１ 하나', '_underscore_']) {
      const { body } = await signup({ nickname })
      expect(body.user?.nickname).toBe(nickname.normalize('NFKC'))
    }
  })
})
