import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DeliveryOrder } from '../../server/src/notify/channel.ts'
import { EmailChannel, REFUSALS_UNTIL_SUPPRESSED } from '../../server/src/notify/email/index.ts'
import { aName, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const env = { ROLE: 'api', SMTP_URL: smtp.url, PUBLIC_URL: 'https://club.example' }
const club = await openClub({ clock, env })
const { email: channel } = club.core.letters
const never = new AbortController().signal

async function aReader() {
  const player = await club.signUp()
  const email = `${aName('to')}@example.org`
  await club.sql('update users set email = $2 where id = $1', [player.userId, email])
  return { ...player, email }
}

const anOrder = (userId: number, overrides: Partial<DeliveryOrder> = {}): DeliveryOrder => ({
  deliveryId: randomUUID(),
  notificationId: '1',
  userId,
  template: 'expiry-d2',
  category: 'game',
  priority: 'normal',
  language: 'ko',
  title: '금고가 곧 만료됩니다',
  body: '30,000코인 <b>\n둘째 줄',
  path: '/vaults',
  target: '',
  deadlineMs: clock.nowMs() + 3_600_000,
  attempt: 1,
  ...overrides,
})

const send = (order: DeliveryOrder) => channel.send(order, never)
const suppressionOf = async (userId: number) =>
  (
    await club.sql<{ refusals: number; suppressed: boolean }>(
      'select refusals, suppressed_at is not null as suppressed from email_suppressions where user_id = $1',
      [userId],
    )
  )[0]

describe('a letter', () => {
  test('goes out as text and HTML beside each other, to the proven address, under the id of its delivery', async () => {
    const reader = await aReader()
    const order = anOrder(reader.userId)
    expect(await channel.targets(reader.userId)).toEqual([''])
    expect(await send(order)).toEqual({ kind: 'sent' })
    const mail = await smtp.mailTo(reader.email)
    expect(mail).toMatchObject({ subject: order.title, recipients: [reader.email] })
    expect(mail.text).toContain('30,000코인 <b>\n둘째 줄')
    expect(mail.text).toContain('https://club.example/vaults')
    expect(mail.html).toContain('30,000코인 &lt;b&gt;<br>둘째 줄')
    expect(mail.html).toContain('href="https://club.example/vaults"')
    expect(mail.html).not.toMatch(/<img|<script|src=/)
    expect(mail.headers.get('content-type')).toContain('multipart/alternative')
    expect(mail.headers.get('message-id')).toBe(`<delivery-${order.deliveryId}@casino-club>`)
  })

  test('of the game or an advertisement can be unsubscribed from by one click; one about the account cannot', async () => {
    const reader = await aReader()
    await send(anOrder(reader.userId, { category: 'advertising', title: '(광고) 봄' }))
    const mail = await smtp.mailTo(reader.email)
    expect(mail.subject).toBe('(광고) 봄')
    expect(mail.headers.get('list-unsubscribe')).toMatch(/^<https:\/\/club\.example\/unsubscribe\/[\w.-]+>$/)
    expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    await send(anOrder(reader.userId, { category: 'transactional', title: 'account' }))
    const other = await smtp.mailTo(reader.email, 'account')
    expect(other.headers.has('list-unsubscribe')).toBe(false)
    expect(other.text).not.toContain('/unsubscribe/')
  })

  test('has no place where no address is proven, and is gone where it was taken away meanwhile', async () => {
    const player = await club.signUp()
    expect(await channel.targets(player.userId)).toEqual([])
    expect(await send(anOrder(player.userId))).toEqual({ kind: 'gone', detail: 'no proven address' })
  })

  test('is not sent to who excludes himself, unless it is about his account', async () => {
    const reader = await aReader()
    const shy = new EmailChannel({ ...club.core, ...depsOfChannel(), mayContact: async () => new Set() })
    expect(await shy.send(anOrder(reader.userId), never)).toEqual({ kind: 'skipped', reason: 'safe_play' })
    expect(await shy.send(anOrder(reader.userId, { category: 'transactional' }), never)).toEqual({ kind: 'sent' })
    expect(smtp.countTo(reader.email)).toBe(1)
  })

  test('has no place where mail is off, and waits where it was turned off meanwhile', async () => {
    const reader = await aReader()
    const off = new EmailChannel({ ...club.core, ...depsOfChannel(), door: null })
    expect(await off.targets(reader.userId)).toEqual([])
    expect(await off.send(anOrder(reader.userId), never)).toMatchObject({ kind: 'held', origin: 'mail' })
  })
})

function depsOfChannel() {
  const { letters, config } = club.core
  const [unsubscribeKey] = letters.unsubscribeKeys
  if (unsubscribeKey === undefined) throw new Error('no key')
  const mayContact = async (ids: readonly number[]) => new Set(ids)
  return { htmlOf: async () => null, door: letters.door, publicUrl: config.publicUrl, unsubscribeKey, mayContact }
}

describe('a mail server', () => {
  test.each(['hang', 'disconnect'] as const)(
    'that does %s is tried again, and the next letter is sent',
    async (mood) => {
      const reader = await aReader()
      smtp.moods.push(mood)
      expect(await send(anOrder(reader.userId))).toMatchObject({ kind: 'again' })
      expect(await send(anOrder(reader.userId))).toEqual({ kind: 'sent' })
    },
  )

  test('that refuses for now is tried again', async () => {
    const reader = await aReader()
    for (const at of ['recipient', 'data'] as const) {
      smtp.moods.push({ refuse: 451, at })
      expect(await send(anOrder(reader.userId))).toEqual({ kind: 'again', detail: 'answered 451' })
    }
    expect(await suppressionOf(reader.userId)).toBeUndefined()
  })

  test('that refuses the letter for good is not asked again, and the address stays', async () => {
    const reader = await aReader()
    smtp.moods.push({ refuse: 554, at: 'data' })
    expect(await send(anOrder(reader.userId))).toEqual({ kind: 'poison', detail: 'answered 554' })
    expect(await suppressionOf(reader.userId)).toBeUndefined()
  })

  test('that refuses an address too often gets no more letters for it; one that is taken counts them anew', async () => {
    const reader = await aReader()
    const refused = async () => {
      smtp.moods.push({ refuse: 550, at: 'recipient' })
      expect(await send(anOrder(reader.userId))).toEqual({ kind: 'gone', detail: 'answered 550' })
    }
    for (let time = 1; time < REFUSALS_UNTIL_SUPPRESSED; time++) await refused()
    expect(await suppressionOf(reader.userId)).toEqual({ refusals: REFUSALS_UNTIL_SUPPRESSED - 1, suppressed: false })
    await send(anOrder(reader.userId))
    expect(await suppressionOf(reader.userId)).toBeUndefined()
    for (let time = 1; time <= REFUSALS_UNTIL_SUPPRESSED; time++) await refused()
    expect(await suppressionOf(reader.userId)).toMatchObject({ suppressed: true })
    expect(await channel.targets(reader.userId)).toEqual([])
    expect(await send(anOrder(reader.userId))).toEqual({ kind: 'skipped', reason: 'suppressed' })
    expect(smtp.countTo(reader.email)).toBe(1)
  })

  test('is not waited for by who is told to stop', async () => {
    const reader = await aReader()
    smtp.moods.push('hang')
    const stop = new AbortController()
    const sending = channel.send(anOrder(reader.userId), stop.signal)
    stop.abort()
    expect(await sending).toEqual({ kind: 'again', detail: 'interrupted' })
    expect(await channel.send(anOrder(reader.userId), stop.signal)).toEqual({ kind: 'again', detail: 'interrupted' })
    // A letter that was under way took the mood with it, or left it to the next one.
    smtp.moods.length = 0
  })
})

describe('unsubscribing', () => {
  async function aLetterOf(category: 'game' | 'advertising') {
    const reader = await aReader()
    await send(anOrder(reader.userId, { category }))
    const mail = await smtp.mailTo(reader.email)
    const link = /<https:\/\/club\.example(.+)>/.exec(mail.headers.get('list-unsubscribe') ?? '')?.[1] ?? ''
    return { reader, link }
  }
  const optouts = (userId: number) => club.sql('select category from email_optouts where user_id = $1', [userId])
  const post = (link: string, body = 'List-Unsubscribe=One-Click') =>
    fetch(`${club.httpUrl}${link}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      redirect: 'error',
    })

  test('is asked for by opening the link, in one’s language, and done by no scanner', async () => {
    const { reader, link } = await aLetterOf('game')
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${club.httpUrl}${link}`, { method, headers: { 'accept-language': 'ko' } })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      if (method === 'GET') expect(await answer.text()).toContain('더 이상 받지 않으시겠습니까?')
    }
    expect(await optouts(reader.userId)).toEqual([])
  })

  test('by one click needs no log-in, answers at once, and holds for its category alone', async () => {
    const { reader, link } = await aLetterOf('game')
    for (const time of [1, 2]) expect((await post(link)).status, String(time)).toBe(200)
    expect(await optouts(reader.userId)).toEqual([{ category: 'game' }])
    expect(await send(anOrder(reader.userId))).toEqual({ kind: 'skipped', reason: 'unsubscribed' })
    expect(await send(anOrder(reader.userId, { category: 'advertising' }))).toEqual({ kind: 'sent' })
    expect(await send(anOrder(reader.userId, { category: 'transactional' }))).toEqual({ kind: 'sent' })
  })

  test('works with an old letter, years later', async () => {
    const { reader, link } = await aLetterOf('advertising')
    clock.advance(3 * 365 * 86_400_000)
    expect((await post(link)).status).toBe(200)
    expect(await optouts(reader.userId)).toEqual([{ category: 'advertising' }])
  })

  test('by a forged link is refused, and nobody is unsubscribed', async () => {
    const [{ link }, other] = [await aLetterOf('game'), await aReader()]
    const forged = link.replace(/\/\d+\./, `/${other.userId}.`)
    for (const method of ['GET', 'POST'] as const) {
      const answer = await fetch(`${club.httpUrl}${forged}`, { method })
      expect({ status: answer.status, body: await answer.json() }).toMatchObject({
        status: 422,
        body: { reason: 'LINK_INVALID' },
      })
    }
    expect(await optouts(other.userId)).toEqual([])
  })
})

describe('the list of addresses that get no letters', () => {
  const path = '/api/admin/email/suppressions'
  const reason = 'asked for on the phone'

  test('is kept by hand too: by the hash alone, audited without the address, and lifted again', async () => {
    const reader = await aReader()
    const token = await club.adminToken('support')
    const made = await club.post<{ id: number }>(path, { address: reader.email.toUpperCase(), reason }, token)
    expect(made).toMatchObject({ status: 200, body: { suppressed: true, siteId: reader.siteId, reason } })
    expect(await channel.targets(reader.userId)).toEqual([])
    expect(await club.post(path, { address: reader.email, reason }, token)).toMatchObject(
      aProblem(422, 'NOTHING_TO_CHANGE'),
    )
    const listed = await club.get(`${path}?userId=${reader.userId}`, token)
    expect(listed.body).toMatchObject([{ id: made.body.id, suppressed: true }])
    expect(JSON.stringify(listed.body)).not.toContain('example.org')
    expect(await club.post(`${path}/${made.body.id}/lift`, { reason }, token)).toMatchObject({
      status: 200,
      body: { suppressed: false },
    })
    expect(await channel.targets(reader.userId)).toEqual([''])
    const audits = await club.sql(
      `select action, before, after from admin_audit_logs where target_id = $1
      and target_type = 'email_suppression' order by id`,
      [String(made.body.id)],
    )
    expect(audits).toMatchObject([{ action: 'email.suppress' }, { action: 'email.unsuppress' }])
    expect(JSON.stringify(audits)).not.toContain('example.org')
  })

  test('refuses what it cannot do, and what it does not know', async () => {
    const token = await club.adminToken('support')
    expect(await club.post(`${path}/999999/lift`, { reason }, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    for (const body of [{ address: 'nobody', reason }, { address: 'a@example.org', reason, more: 1 }, { reason }]) {
      expect(await club.post(path, body, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
  })
})
