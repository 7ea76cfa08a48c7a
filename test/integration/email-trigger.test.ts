import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aName, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const club = await openClub({ clock, env: { ROLE: 'api', SMTP_URL: smtp.url } })
const token = await club.adminToken('operator')
const params = { subject: '<b>Notice</b>', text: 'The club is closed tonight.' }

async function aReader(email: string | null = `${aName('to')}@example.org`) {
  const player = await club.signUp()
  await club.sql('update users set email = $2 where id = $1', [player.userId, email])
  return { ...player, email: email ?? '' }
}

interface Triggered {
  ok: true
  sent: number
  targeted: number
}
const anOrder = (to: object, overrides: object = {}) => ({
  key: randomUUID(),
  to,
  template: 'service-notice',
  params,
  reason: 'for a test',
  ...overrides,
})
const trigger = (order: object) => club.post<Triggered>('/api/admin/email/trigger', order, token)

interface Raised {
  user_id: number
  id: number
  category: string
  channels: string[]
  title_en: string
}
const raisedBy = (key: string) =>
  club.sql<Raised>(
    `select n.user_id, n.id, n.category, n.title_en, array_agg(d.channel) as channels from notifications n
     join notification_deliveries d on d.notification_id = n.id where n.params ->> 'trigger' = $1
     group by n.id order by n.user_id`,
    [key],
  )

describe('letters by hand', () => {
  test('reach the players named who have an address, once, and are audited', async () => {
    const [one, other, without] = [await aReader(), await aReader(), await aReader(null)]
    const order = anOrder({ userIds: [one.userId, other.userId, without.userId] })
    expect(await trigger(order)).toMatchObject({ status: 200, body: { ok: true, sent: 2, targeted: 3 } })
    expect(await trigger(order)).toMatchObject({ body: { ok: true, sent: 2, targeted: 3, replayed: true } })
    const raised = await raisedBy(order.key)
    expect(raised).toMatchObject([
      { user_id: one.userId, category: 'transactional', channels: ['email'], title_en: '<b>Notice</b>' },
      { user_id: other.userId },
    ])
    const audits = await club.sql('select action, after from admin_audit_logs where target_id = $1', [order.key])
    expect(audits).toMatchObject([{ action: 'email.trigger', after: { sent: 2, targeted: 3 } }])
  })

  test('under one key are sent once by two at the same time, and never something else', async () => {
    const reader = await aReader()
    const order = anOrder({ userIds: [reader.userId] })
    const answers = await Promise.all([trigger(order), trigger(order), trigger(order)])
    expect(answers.map(({ body }) => body.sent)).toEqual([1, 1, 1])
    expect(await raisedBy(order.key)).toHaveLength(1)
    const another = { ...order, params: { ...params, text: 'Something else.' } }
    expect(await trigger(another)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
  })

  test('are only counted by a dry run, which uses up no key', async () => {
    const reader = await aReader()
    const order = anOrder({ userIds: [reader.userId] }, { dryRun: true })
    expect(await trigger(order)).toMatchObject({ body: { ok: true, sent: 1, targeted: 1 } })
    expect(await raisedBy(order.key)).toEqual([])
    expect(await trigger({ ...order, dryRun: false })).toMatchObject({ body: { sent: 1 } })
    expect(await raisedBy(order.key)).toHaveLength(1)
  })

  test('go to a rank, or to all; not to whoever has unsubscribed, is suppressed, or is leaving', async () => {
    const readers = await Promise.all(Array.from({ length: 4 }, () => aReader()))
    const ids = readers.map(({ userId }) => userId)
    const [vip = 0, shy = 0, blocked = 0, leaving = 0] = ids
    await club.sql(`update users set rank = 'VIP' where id = any($1)`, [ids])
    await club.sql(`insert into email_optouts (user_id, category, since) values ($1, 'advertising', now())`, [shy])
    await club.sql(
      `insert into email_suppressions (address_hash, user_id, suppressed_at, reason, changed_at)
       select sha256(convert_to('email:' || lower(email), 'UTF8')), id, now(), 'refused', now() from users where id = $1`,
      [blocked],
    )
    await club.sql('update users set deletion_requested_at = now() where id = $1', [leaving])
    const order = anOrder({ rank: 'VIP' }, { template: 'announcement' })
    expect(await trigger(order)).toMatchObject({ body: { sent: 1, targeted: 3 } })
    expect(await raisedBy(order.key)).toMatchObject([{ user_id: vip, title_en: '(Ad) <b>Notice</b>' }])
    const all = await trigger(anOrder({ all: true }, { dryRun: true }))
    expect(all.body.targeted).toBeGreaterThan(3)
  })

  test('carry the HTML of their template, every value escaped; one that it asks for in vain is never sent', async () => {
    const reader = await aReader()
    const text = { title: '{{subject}}', body: '{{text}}', html: '<p class="own">{{subject}}: {{text}}</p>' }
    const samples = ['subject', 'text'].map((name) => ({ name, sample: name }))
    const body = { category: 'transactional', channels: ['email'], variables: samples, texts: { ko: text, en: text } }
    const name = aName('t')
    const publish = async (revision: number, template: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const path = `/api/admin/message-templates/${name}`
      const draft = JSON.stringify({ seenRevision: revision, body: template })
      expect((await club.send('PUT', `${path}/draft`, { headers, body: draft })).status).toBe(200)
      const order = { seenRevision: revision + 1, reason: 'for a test' }
      expect((await club.post(`${path}/publish`, order, token)).status).toBe(200)
    }
    await publish(0, body)
    const order = anOrder({ userIds: [reader.userId] }, { template: name })
    await trigger(order)
    const [raised] = await raisedBy(order.key)
    const delivery = {
      deliveryId: '1',
      notificationId: String(raised?.id),
      userId: reader.userId,
      template: name,
      category: 'transactional',
      priority: 'normal',
      language: 'en',
      title: params.subject,
      body: params.text,
      path: null,
      target: '',
      deadlineMs: clock.nowMs() + 60_000,
      attempt: 1,
    } as const
    const { email } = club.core.letters
    const never = new AbortController().signal
    expect(await email.send(delivery, never)).toEqual({ kind: 'sent' })
    const { html } = await smtp.mailTo(reader.email)
    expect(html).toContain('<p class="own">&lt;b&gt;Notice&lt;/b&gt;: The club is closed tonight.</p>')
    const more = { ...text, html: `${text.html}{{other}}` }
    const variables = [...samples, { name: 'other', sample: 'x' }]
    await publish(2, { ...body, variables, texts: { ko: more, en: more } })
    expect(await email.send(delivery, never)).toEqual({ kind: 'poison', detail: 'no value for other' })
  })

  test.each([
    ['an unknown template', { template: 'nothing' }, 404, 'NOT_FOUND'],
    ['a value that is missing', { params: { subject: 'x' } }, 422, 'TEMPLATE_INVALID'],
    ['a value nobody asked for', { params: { ...params, more: 'x' } }, 422, 'TEMPLATE_INVALID'],
    ['a text that becomes too long', { params: { subject: 'x'.repeat(121), text: 'x' } }, 422, 'TEMPLATE_INVALID'],
    ['a message that is no e-mail', { template: 'level-up', params: { level: '1' } }, 422, 'TEMPLATE_INVALID'],
    ['nobody named', { to: {} }, 400, 'INVALID_PAYLOAD'],
    ['all and some at once', { to: { all: true, rank: 'VIP' } }, 400, 'INVALID_PAYLOAD'],
    ['no key', { key: undefined }, 400, 'INVALID_PAYLOAD'],
  ] as const)('are refused with %s, and nobody is told anything', async (_name, change, status, reason) => {
    const order = anOrder({ all: true }, change)
    expect(await trigger(order)).toMatchObject(aProblem(status, reason))
    expect(await raisedBy(order.key)).toEqual([])
  })
})
