import { describe, expect, test } from 'vitest'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { MailSender, openMail, Post } from '../../server/src/post/index.ts'
import { aName, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const MINUTE = 60_000
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3))
// Without a worker of its own: each test says when a round is worked.
const club = await openClub({ clock, env: { ROLE: 'api', SMTP_URL: smtp.url } })
const sender = club.core.mailSender
if (sender === null) throw new Error('the club has no way out for mails')

const anAddress = () => `${aName('to')}@example.org`

async function aReader(locale = 'en') {
  const player = await club.signUp()
  const email = anAddress()
  await club.sql('update users set email = $2, locale = $3 where id = $1', [player.userId, email, locale])
  return { ...player, email }
}

const { pool, post } = club.core
const queue = ({ userId, email }: { userId: number; email: string }) =>
  inTransaction(pool, (tx) => post.queue(tx, { kind: 'password-changed', userId, recipient: email, locale: 'en' }))

async function letterOf(email: string) {
  const [row] = await club.sql<{
    status: string
    attempts: number
    failure: string | null
    params: unknown
    next: Date
  }>(
    'select status, attempts, failure, params, next_at as next from mail_outbox where recipient = $1 order by id desc',
    [email],
  )
  return row
}

describe('a letter', () => {
  test('goes out once, in the reader’s language, and nothing of what filled it is kept', async () => {
    const [english, korean] = [await aReader(), await aReader('ko')]
    await Promise.all([queue(english), queue(korean)])
    await sender.work()
    await sender.work()
    expect(await smtp.mailTo(english.email)).toMatchObject({
      subject: 'Your password was changed',
      recipients: [english.email],
      text: expect.stringContaining(english.siteId),
    })
    expect(await smtp.mailTo(korean.email)).toMatchObject({ subject: '비밀번호가 변경되었습니다' })
    expect([smtp.countTo(english.email), smtp.countTo(korean.email)]).toEqual([1, 1])
    expect(await letterOf(english.email)).toMatchObject({ status: 'sent', attempts: 1, params: null })
  })

  test('is not queued by a transaction that is taken back', async () => {
    const reader = await aReader()
    const failing = inTransaction(pool, async (tx) => {
      await post.queue(tx, { kind: 'password-changed', userId: reader.userId, recipient: reader.email, locale: 'en' })
      throw new Error('something else went wrong')
    })
    await expect(failing).rejects.toThrow()
    await sender.work()
    expect(await letterOf(reader.email)).toBeUndefined()
  })

  test('that is refused for good is not tried again', async () => {
    for (const at of ['recipient', 'data'] as const) {
      const reader = await aReader()
      await queue(reader)
      smtp.moods.push({ refuse: 550, at })
      await sender.work()
      expect(await letterOf(reader.email)).toMatchObject({
        status: 'failed',
        attempts: 1,
        failure: 'answered 550',
        params: null,
      })
      clock.advance(10 * MINUTE)
      await sender.work()
      expect(smtp.countTo(reader.email)).toBe(0)
    }
  })

  test('that fails is tried after 1 s, 5 s, 30 s and 5 min, then given up', async () => {
    const reader = await aReader()
    await queue(reader)
    for (const [index, delayMs] of [1_000, 5_000, 30_000, 300_000].entries()) {
      smtp.moods.push({ refuse: 451, at: 'data' })
      await sender.work()
      expect(await letterOf(reader.email)).toMatchObject({
        status: 'waiting',
        attempts: index + 1,
        failure: 'answered 451',
      })
      clock.advance(delayMs - 1)
      expect(await sender.work()).toBe(0)
      clock.advance(1)
    }
    smtp.moods.push({ refuse: 451, at: 'data' })
    await sender.work()
    expect(await letterOf(reader.email)).toMatchObject({ status: 'failed', attempts: 5 })
    clock.advance(60 * MINUTE)
    await sender.work()
    expect(smtp.countTo(reader.email)).toBe(0)
  })

  test.each(['hang', 'disconnect'] as const)('to a server that does %s is sent when it recovers', async (mood) => {
    const reader = await aReader()
    await queue(reader)
    smtp.moods.push(mood)
    await sender.work()
    expect(await letterOf(reader.email)).toMatchObject({ status: 'waiting', attempts: 1 })
    clock.advance(1_000)
    await sender.work()
    await smtp.mailTo(reader.email)
    expect(await letterOf(reader.email)).toMatchObject({ status: 'sent', attempts: 2, failure: null })
  })

  test('is taken by one of several workers', async () => {
    const readers = await Promise.all(Array.from({ length: 30 }, () => aReader()))
    for (const reader of readers) await queue(reader)
    const untilNothingIsDue = async () => {
      while ((await sender.work()) > 0);
    }
    await Promise.all(Array.from({ length: 4 }, untilNothingIsDue))
    for (const { email } of readers) await smtp.mailTo(email)
    expect(readers.map(({ email }) => smtp.countTo(email))).toEqual(readers.map(() => 1))
  })

  test('whose worker died is sent by another, and at last given up', async () => {
    const reader = await aReader()
    await queue(reader)
    const claimed = `update mail_outbox set attempts = $2, next_at = $3 where recipient = $1`
    await club.sql(claimed, [reader.email, 1, new Date(clock.nowMs() + 3 * MINUTE)])
    expect(await sender.work()).toBe(0)
    clock.advance(3 * MINUTE)
    await sender.work()
    await smtp.mailTo(reader.email)
    const second = await aReader()
    await queue(second)
    await club.sql(claimed, [second.email, 5, new Date(clock.nowMs())])
    await sender.work()
    expect(await letterOf(second.email)).toMatchObject({ status: 'failed', failure: 'interrupted' })
  })

  test('that nobody sent for a day is not sent at all', async () => {
    const reader = await aReader()
    await queue(reader)
    clock.advance(24 * 60 * MINUTE + 1)
    await sender.work()
    expect(await letterOf(reader.email)).toMatchObject({ status: 'failed', failure: 'too old' })
    expect(smtp.countTo(reader.email)).toBe(0)
  })

  test('about an account that is erased meanwhile is dropped', async () => {
    const reader = await aReader()
    await queue(reader)
    await club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [reader.userId])
    await sender.work()
    expect(await letterOf(reader.email)).toMatchObject({ status: 'failed', failure: 'not wanted any more' })
  })

  test('is counted by what came of it', async () => {
    const metrics = String((await club.get('/metrics')).body)
    for (const outcome of ['sent', 'postponed', 'failed', 'dropped']) {
      expect(metrics).toMatch(new RegExp(`casino_mails_total\\{kind="password-changed",outcome="${outcome}"\\} [1-9]`))
    }
    expect(metrics).toMatch(/casino_mails_waiting 0/)
  })
})

describe('an advertisement', () => {
  const willing = new Set<number>()
  const asked: number[][] = []
  const mayContact = async (userIds: readonly number[]) => {
    asked.push([...userIds])
    return new Set(userIds.filter((id) => willing.has(id)))
  }
  const { bus } = club.core
  const guarded = new Post({ bus, clock, mayContact })
  const transport = openMail(club.core.config)
  if (transport === null) throw new Error('no transport')
  const prepare = async ({
    userId,
    recipient: to,
    kind,
    locale,
    params,
  }: Parameters<ConstructorParameters<typeof MailSender>[0]['prepare']>[0]) =>
    ({ userId, to, kind, locale, params }) as const
  const own = new MailSender({ ...club.core, transport, mayContact, prepare })
  const params = { subject: 'Spring\r\nBcc: everybody@example.org', text: 'Come and see.' }
  const advertise = ({ userId, email }: { userId: number; email: string }, by = guarded) =>
    inTransaction(pool, (tx) =>
      by.advertise(tx, { purpose: 'marketing', kind: 'announcement', userId, recipient: email, locale: 'ko', params }),
    )

  test('reaches who may be advertised to, marked as one, with no header smuggled in', async () => {
    const reader = await aReader()
    willing.add(reader.userId)
    expect(await advertise(reader)).toBe(true)
    await own.work()
    const mail = await smtp.mailTo(reader.email)
    expect(mail).toMatchObject({ subject: '(광고) Spring Bcc: everybody@example.org', recipients: [reader.email] })
    expect(mail.raw).not.toMatch(/^bcc:/im)
    expect(asked.filter(([id]) => id === reader.userId)).toHaveLength(2)
  })

  test('is not queued for anybody else', async () => {
    const reader = await aReader()
    expect(await advertise(reader)).toBe(false)
    expect(await letterOf(reader.email)).toBeUndefined()
  })

  test('is not sent to who has withdrawn since it was queued', async () => {
    const reader = await aReader()
    willing.add(reader.userId)
    await advertise(reader)
    willing.delete(reader.userId)
    await own.work()
    expect(await letterOf(reader.email)).toMatchObject({ status: 'failed', failure: 'not wanted any more' })
    expect(smtp.countTo(reader.email)).toBe(0)
  })
})

test('a club that sends wakes up when a letter is queued', async () => {
  const reader = await aReader()
  sender.start()
  await queue(reader)
  await smtp.mailTo(reader.email)
  await eventually(async () => expect(await letterOf(reader.email)).toMatchObject({ status: 'sent' }))
})
