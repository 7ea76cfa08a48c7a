import type { Profile, SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, aSignup, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp, tokenIn } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { SMTP_URL: smtp.url, PUBLIC_URL: 'https://play.example.org/' } })

const VERIFY = 'Confirm your e-mail'
const anAddress = () => `${aName('mail')}@example.org`
const verify = (token: string) => club.post('/api/auth/email/verify', { token })
const profileOf = async ({ accessToken }: { accessToken: string }) =>
  (await club.get<Profile>('/api/users/profile', accessToken)).body
const logIn = (siteId: string, password: string) => club.post<SessionReply>('/api/auth/login', { siteId, password })
const change = ({ accessToken, password }: TestPlayer, email: string) =>
  club.post('/api/auth/email/change', { email, password }, accessToken)
const nothingValid = aProblem(422, 'LINK_INVALID')

/** A player whose address is proven by the link that came to it. */
async function aProven(email = anAddress()) {
  const player = await club.signUp({ email })
  expect(await verify(tokenIn(await smtp.mailTo(email, VERIFY)))).toMatchObject({ status: 200 })
  return { ...player, email }
}

describe('a proof of an address', () => {
  test('is asked for after the sign-up, by a link to the public address, and proves it once', async () => {
    const email = anAddress()
    const player = await club.signUp({ email })
    expect(await profileOf(player)).toMatchObject({ email, emailVerified: false, pendingEmail: email })
    const mail = await smtp.mailTo(email, VERIFY)
    expect(mail.text).toContain('https://play.example.org/verify-email#')
    expect(mail.text).toContain(player.siteId)
    const token = tokenIn(mail)
    expect(await verify(token)).toMatchObject({ status: 200, body: { verified: true } })
    expect(await profileOf(player)).toMatchObject({ email, emailVerified: true, pendingEmail: null })
    expect(await verify(token)).toMatchObject(nothingValid)
  })

  test('of ten uses at once counts one', async () => {
    const email = anAddress()
    await club.signUp({ email })
    const token = tokenIn(await smtp.mailTo(email, VERIFY))
    const answers = await Promise.all(Array.from({ length: 10 }, () => verify(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('is possible for a day', async () => {
    const [early, late] = [anAddress(), anAddress()]
    for (const email of [early, late]) await club.signUp({ email })
    const tokens = [tokenIn(await smtp.mailTo(early, VERIFY)), tokenIn(await smtp.mailTo(late, VERIFY))] as const
    clock.advance(24 * HOUR - 1)
    expect((await verify(tokens[0])).status).toBe(200)
    clock.advance(1)
    expect(await verify(tokens[1])).toMatchObject(nothingValid)
  })

  test('works with the newest link only', async () => {
    const email = anAddress()
    const player = await club.signUp({ email })
    const first = tokenIn(await smtp.mailTo(email, VERIFY))
    expect((await club.post('/api/auth/email/resend', {}, player.accessToken)).status).toBe(200)
    await expect.poll(() => smtp.countTo(email)).toBe(2)
    const second = tokenIn(await smtp.mailTo(email, VERIFY))
    expect(await verify(first)).toMatchObject(nothingValid)
    expect((await verify(second)).status).toBe(200)
    expect(await club.post('/api/auth/email/resend', {}, player.accessToken)).toMatchObject(
      aProblem(409, 'EMAIL_UNCHANGED'),
    )
  })

  test('is sent to one mailbox three times an hour at most, under however many plus-addresses', async () => {
    const [name, host] = [aName('plus').toLowerCase(), 'example.org']
    const addresses = [`${name}@${host}`, `${name}+a@${host}`, `${name}+b+c@${host}`, `${name.toUpperCase()}+d@${host}`]
    for (const email of addresses) await club.signUp({ email })
    await club.signUp({ email: `${name}x@${host}` })
    const queued = await club.sql('select recipient from mail_outbox where lower(recipient) like $1 order by id', [
      `${name}%`,
    ])
    expect(queued).toEqual([...addresses.slice(0, 3), `${name}x@${host}`].map((recipient) => ({ recipient })))
  })

  test('is asked for three times an hour at most', async () => {
    const player = await club.signUp({ email: anAddress() })
    const resend = () => club.post('/api/auth/email/resend', {}, player.accessToken)
    expect([(await resend()).status, (await resend()).status]).toEqual([200, 200])
    const refused = await resend()
    expect(refused).toMatchObject(aProblem(429, 'RATE_LIMITED'))
    expect(refused.headers.get('retry-after')).toBe('3600')
    clock.advance(HOUR)
    const { accessToken } = (await logIn(player.siteId, player.password)).body
    expect((await club.post('/api/auth/email/resend', {}, accessToken)).status).toBe(200)
  })

  test('leaves no secret in the database, before or after it is sent', async () => {
    const email = anAddress()
    await club.signUp({ email })
    const token = tokenIn(await smtp.mailTo(email, VERIFY))
    const rows = await club.sql('select m::text from mail_outbox m union all select t::text from account_tokens t')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}'`, '../../../etc/passwd', { $ne: null }])(
    'fails with the token %j',
    async (token) => {
      const answer = await club.post('/api/auth/email/verify', { token })
      expect(answer.body).toMatchObject({ reason: token === 'A'.repeat(43) ? 'LINK_INVALID' : 'INVALID_PAYLOAD' })
    },
  )
})

describe('an address that is not proven', () => {
  test('does not keep its owner out, and gives nothing to who typed it first', async () => {
    const email = anAddress()
    const thief = await club.signUp({ email })
    await smtp.mailTo(email, VERIFY)
    const owner = await club.signUp({ email: email.toUpperCase() })
    await expect.poll(() => smtp.countTo(email)).toBe(2)
    const ofOwner = smtp.mails
      .filter(({ to }) => to.toLowerCase() === email)
      .find(({ text }) => text.includes(owner.siteId))
    if (ofOwner === undefined) throw new Error('no mail to the owner')
    expect((await verify(tokenIn(ofOwner))).status).toBe(200)
    expect((await logIn(email, thief.password)).status).toBe(401)
    expect((await logIn(email, owner.password)).body.user.id).toBe(owner.userId)
  })

  test('cannot be given for a second account once it is proven', async () => {
    const owner = await aProven()
    for (const email of [owner.email, owner.email.toUpperCase()]) {
      expect(await club.post('/api/auth/signup', aSignup({ email }))).toMatchObject(aProblem(409, 'EMAIL_TAKEN'))
    }
  })

  test('with a link for each of two accounts becomes that of the first', async () => {
    const email = anAddress()
    const [one, two] = [await club.signUp({ email }), await club.signUp({ email })]
    await expect.poll(() => smtp.countTo(email)).toBe(2)
    const [first, second] = smtp.mails.filter(({ to }) => to === email).map(tokenIn)
    expect((await verify(first ?? '')).status).toBe(200)
    expect(await verify(second ?? '')).toMatchObject(aProblem(409, 'EMAIL_TAKEN'))
    const proven = [await profileOf(one), await profileOf(two)].filter(({ emailVerified }) => emailVerified)
    expect(proven).toHaveLength(1)
  })

  test('is no name to log in by', async () => {
    const email = anAddress()
    const player = await club.signUp({ email })
    expect(await logIn(email, player.password)).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  })
})

describe('a proven address', () => {
  test('is a name to log in by, in whatever case, beside the site id', async () => {
    const player = await aProven()
    for (const name of [player.email, player.email.toUpperCase(), player.siteId]) {
      expect((await logIn(name, player.password)).body).toMatchObject({ user: { id: player.userId } })
    }
    expect(await logIn(player.email, 'a wrong password')).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  })

  test('is locked out by five failures, known or not', async () => {
    const player = await aProven()
    for (const name of [player.email, anAddress()]) {
      for (let time = 0; time < 5; time++) await logIn(name, 'a wrong password')
      expect(await logIn(name, player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    }
  })

  test('stays until the next one is proven, and then hears of it', async () => {
    const player = await aProven()
    const next = anAddress()
    expect(await change(player, next)).toMatchObject({ status: 200, body: { pendingEmail: next } })
    expect(await profileOf(player)).toMatchObject({ email: player.email, emailVerified: true, pendingEmail: next })
    expect((await logIn(player.email, player.password)).status).toBe(200)
    expect((await verify(tokenIn(await smtp.mailTo(next, VERIFY)))).status).toBe(200)
    expect(await profileOf(player)).toMatchObject({ email: next, emailVerified: true, pendingEmail: null })
    expect((await smtp.mailTo(player.email, 'was changed')).text).not.toContain(next)
    expect((await logIn(player.email, player.password)).status).toBe(401)
    expect((await logIn(next, player.password)).status).toBe(200)
  })

  test('is changed with the password only, and guesses are failed log-ins', async () => {
    const player = await aProven()
    for (let time = 0; time < 5; time++) {
      expect(await change({ ...player, password: 'a wrong password' }, anAddress())).toMatchObject(
        aProblem(403, 'WRONG_PASSWORD'),
      )
    }
    expect(await change(player, anAddress())).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect(await logIn(player.siteId, player.password)).toMatchObject(aProblem(429, 'LOCKED_OUT'))
    expect(await profileOf(player)).toMatchObject({ pendingEmail: null })
  })

  test('is not changed to itself', async () => {
    const player = await aProven()
    expect(await change(player, player.email.toUpperCase())).toMatchObject(aProblem(409, 'EMAIL_UNCHANGED'))
  })

  test('of another account is answered like any other, and told to its owner', async () => {
    const [player, owner] = [await aProven(), await aProven()]
    expect(await change(player, owner.email)).toMatchObject({ status: 200, body: { pendingEmail: owner.email } })
    const told = await smtp.mailTo(owner.email, 'You already have an account')
    expect(told.text).toContain(owner.siteId)
    expect(told.text).not.toContain(player.siteId)
    expect(told.text).not.toMatch(/#[A-Za-z0-9_-]{43}/)
    expect(await profileOf(owner)).toMatchObject({ email: owner.email, emailVerified: true })
  })

  test('asked for and replaced leaves the link of the one before without effect', async () => {
    const player = await aProven()
    const [first, second] = [anAddress(), anAddress()]
    await change(player, first)
    const token = tokenIn(await smtp.mailTo(first, VERIFY))
    await change(player, second)
    expect(await verify(token)).toMatchObject(nothingValid)
    await smtp.mailTo(second, VERIFY)
    expect(await profileOf(player)).toMatchObject({ email: player.email, pendingEmail: second })
  })
})

describe('an address in a request', () => {
  const hostile = [
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\nSubject: hello',
    'a@example.org, b@example.org',
    'a@example.org;b@example.org',
    '<a@example.org>',
    '"a b"@example.org',
    'Somebody <a@example.org>',
    'a@example.org%0aBcc:b@example.org',
    "a'; drop table users; --@example.org'",
    `${'a'.repeat(250)}@example.org`,
    ['a@example.org', 'b@example.org'],
    { address: 'a@example.org' },
    '',
  ]
  test.each(hostile)('is refused, and nothing is sent: %j', async (email) => {
    const player = await club.signUp()
    const before = await club.sql('select count(*) from mail_outbox')
    const answers = [
      await club.post('/api/auth/signup', aSignup({ email })),
      await club.post('/api/auth/email/change', { email, password: player.password }, player.accessToken),
      await club.post('/api/auth/password/forgot', { email }),
    ]
    for (const answer of answers) expect(answer).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.sql('select count(*) from mail_outbox')).toEqual(before)
  })
})

test('letters are in the language of the sign-up’s browser', async () => {
  const email = anAddress()
  const headers = { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.5' }
  const { body } = await club.post<SessionReply>('/api/auth/signup', aSignup({ email }), undefined, headers)
  expect(body.user.locale).toBe('ko')
  expect((await smtp.mailTo(email)).subject).toBe('이메일 주소를 확인해 주세요')
})
