import type { AdminTemplateDetail, TemplateBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { findTemplate } from '../../server/src/notify/templates/index.ts'
import { aName, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { openSmtp } from '../support/smtp.ts'

const smtp = await openSmtp()
const club = await openClub({ env: { ROLE: 'api', SMTP_URL: smtp.url } })
const token = await club.adminToken('operator')
const path = '/api/admin/message-templates'
const reason = 'for a test'

const text = { title: 'Hello {{who}}', body: 'There are {{coins}}.', html: null }
const aBody = (overrides: Partial<TemplateBody> = {}): TemplateBody => ({
  category: 'game',
  channels: ['in_app', 'email'],
  variables: [
    { name: 'who', sample: 'Haru <b>' },
    { name: 'coins', sample: '30,000' },
  ],
  texts: { ko: { ...text, title: '{{who}}님' }, en: text },
  ...overrides,
})
const draft = (name: string, seenRevision: number, body = aBody()) =>
  club.send<AdminTemplateDetail>('PUT', `${path}/${name}/draft`, {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ seenRevision, body }),
  })
const act = (name: string, what: string, seenRevision: number) =>
  club.post<AdminTemplateDetail>(`${path}/${name}/${what}`, { seenRevision, reason }, token)
const newName = () => aName('t')

describe('a template', () => {
  test('is drafted, published, corrected beside what is sent, and keeps its versions', async () => {
    const name = newName()
    expect(await draft(name, 0)).toMatchObject({ status: 200, body: { revision: 1, live: null, hasDraft: true } })
    expect(await findTemplate(club.core.pool, name)).toBeUndefined()
    expect(await act(name, 'publish', 1)).toMatchObject({ status: 200, body: { revision: 2, liveVersion: 1 } })
    const second = aBody({ category: 'transactional' })
    expect(await draft(name, 2, second)).toMatchObject({ body: { revision: 3, liveVersion: 1, hasDraft: true } })
    expect(await findTemplate(club.core.pool, name)).toEqual(aBody())
    const published = await act(name, 'publish', 3)
    expect(published.body.versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'live'],
      [1, 'past'],
    ])
    expect(await findTemplate(club.core.pool, name)).toEqual(second)
    const audits = await club.sql('select action from admin_audit_logs where target_id = $1 order by id', [name])
    expect(audits.map(({ action }) => action)).toEqual([
      'templates.draft',
      'templates.publish',
      'templates.draft',
      'templates.publish',
    ])
  })

  test('that is built in can be written anew, and is as it was when that is taken back', async () => {
    const name = 'level-up'
    const builtIn = await findTemplate(club.core.pool, name)
    const body = aBody({ variables: [{ name: 'level', sample: '7' }], texts: { ko: level, en: level } })
    await draft(name, 0, body)
    await act(name, 'publish', 1)
    expect(await findTemplate(club.core.pool, name)).toEqual(body)
    expect(await act(name, 'reset', 2)).toMatchObject({ status: 200, body: { liveVersion: null, revision: 3 } })
    expect(await findTemplate(club.core.pool, name)).toEqual(builtIn)
    expect(await act(name, 'reset', 3)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
  })
  const level = { title: 'Level {{level}}', body: 'Well done.', html: null }

  test('that is built in keeps its category, whatever its words', async () => {
    const name = 'vip-up'
    const builtIn = await findTemplate(club.core.pool, name)
    for (const category of ['transactional', 'advertising'] as const) {
      expect(await draft(name, 0, aBody({ category }))).toMatchObject(aProblem(422, 'TEMPLATE_INVALID'))
    }
    expect(await findTemplate(club.core.pool, name)).toEqual(builtIn)
  })

  test('that was thrown away before it was published can be begun again', async () => {
    const name = newName()
    await draft(name, 0)
    await club.post(`${path}/${name}/draft/discard`, { seenRevision: 1 }, token)
    expect(await club.get(`${path}/${name}`, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await draft(name, 0)).toMatchObject({ status: 200 })
  })

  test('is written by one of two at once', async () => {
    const name = newName()
    const answers = await Promise.all([draft(name, 0), draft(name, 0)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test.each([
    ['names a variable nobody declared', aBody({ variables: [] }), 422],
    ['declares what no text names', aBody({ variables: [...aBody().variables, { name: 'x', sample: 'x' }] }), 422],
    ['runs a script', aBody({ texts: { ko: text, en: { ...text, html: '<script>{{who}}{{coins}}</script>' } } }), 422],
    ['has a title of two lines', aBody({ texts: { ko: text, en: { ...text, title: 'a {{who}}\n{{coins}}' } } }), 400],
    ['knows a channel that there is not', { ...aBody(), channels: ['pigeon'] } as never, 400],
    ['says more than is asked', { ...aBody(), more: 1 } as never, 400],
  ])('is refused where it %s, and nothing is written', async (_name, body, status) => {
    const name = newName()
    expect((await draft(name, 0, body)).status).toBe(status)
    expect(await club.get(`${path}/${name}`, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('is listed with what is built in', async () => {
    const { body } = await club.get<{ id: string; builtIn: boolean }[]>(path, await club.adminToken('viewer'))
    expect(body.find(({ id }) => id === 'expiry-d2')).toMatchObject({ builtIn: true, category: 'game' })
  })
})

describe('looking at a template', () => {
  test('shows it with its samples, every value escaped in HTML', async () => {
    const html = '<p title="{{who}}">{{coins}}</p>'
    const body = aBody({ texts: { ko: text, en: { ...text, html } } })
    const { body: shown } = await club.post(`${path}/preview`, { body }, token)
    expect(shown).toMatchObject({ en: { title: 'Hello Haru <b>', body: 'There are 30,000.' } })
    const { en } = shown as { en: { html: string } }
    expect(en.html).toContain('<p title="Haru &lt;b&gt;">30,000</p>')
  })

  test('can be done in one’s own mailbox, and the address is not kept', async () => {
    const to = `${aName('me')}@example.org`
    const order = { to, language: 'ko', body: aBody({ category: 'advertising' }) }
    expect(await club.post(`${path}/test`, order, token)).toMatchObject({ status: 200, body: { ok: true } })
    const mail = await smtp.mailTo(to)
    expect(mail.subject).toBe('[test] (광고) Haru <b>님')
    expect(mail.html).toContain('lang="ko"')
    const kept = await club.sql(`select after from admin_audit_logs where action = 'templates.test'`)
    expect(JSON.stringify(kept)).not.toContain(to)
  })
})
