import type { InviteBatch, InviteRecord, InviteUse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, newCommandId, openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const PATH = '/api/admin/invites'
const clock = aClock(Date.UTC(2026, 2, 3))
const club = await openClub({ clock, env: { INVITE_CHECKS_PER_ADDRESS_PER_HOUR: '40' } })
const tokens = {
  viewer: await club.adminToken('viewer'),
  support: await club.adminToken('support'),
  operator: await club.adminToken('operator'),
}

const aBatch = (overrides: object = {}) => ({
  commandId: newCommandId(),
  count: 3,
  maxUses: 1,
  expiresAt: new Date(clock.nowMs() + DAY).toISOString(),
  note: 'for the opening',
  ...overrides,
})
const make = (body: object, token = tokens.operator) => club.post<InviteBatch>(PATH, body, token)
const list = (query: string) => club.get<InviteRecord[]>(`${PATH}?${query}`, tokens.viewer)
const disable = (code: string, reason = 'given to the wrong people', token = tokens.operator) =>
  club.post<InviteRecord>(`${PATH}/${encodeURIComponent(code)}/disable`, { reason }, token)
const audit = (action: string, targetId: string) =>
  club.sql<{ after: unknown; reason: string | null; admin: string }>(
    'select after, reason, admin_site_id as admin from admin_audit_logs where action = $1 and target_id = $2',
    [action, targetId],
  )
const codeCount = async () => (await club.sql<{ n: number }>('select count(*) as n from invite_codes'))[0]?.n ?? 0

describe('a batch of codes', () => {
  test('is made as asked, each code good for a sign-up, and audited', async () => {
    const body = aBatch({ maxUses: 2 })
    const { status, body: made } = await make(body)
    expect(status).toBe(200)
    expect(new Set(made.codes).size).toBe(3)
    for (const code of made.codes) expect(code).toMatch(/^[B-Z]{12}$/)
    const { body: rows } = await list(`batchId=${made.batchId}&sort=code&order=ASC`)
    expect(rows.map(({ id }) => id)).toEqual(made.codes)
    expect(rows[0]).toMatchObject({
      state: 'open',
      maxUses: 2,
      usedCount: 0,
      expiresAt: body.expiresAt,
      note: 'for the opening',
      createdBy: expect.stringMatching(/^operator/),
    })
    await club.signUp({ inviteCode: made.codes[0] })
    expect(await audit('invites.create', made.batchId)).toMatchObject([{ after: { count: 3, maxUses: 2 } }])
  })

  test('asked for again is the same batch, ten times at once too', async () => {
    const body = aBatch({ count: 50 })
    const before = await codeCount()
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(body)))
    expect(new Set(answers.map(({ body: { codes } }) => JSON.stringify(codes))).size).toBe(1)
    expect(answers.filter(({ body: { replayed } }) => !replayed)).toHaveLength(1)
    expect(await codeCount()).toBe(before + 50)
    expect(await audit('invites.create', body.commandId)).toHaveLength(1)
  })

  test('of another content under the same id is refused', async () => {
    const body = aBatch()
    await make(body)
    for (const change of [{ count: 4 }, { maxUses: null }, { note: 'other' }, { expiresAt: null }]) {
      expect(await make({ ...body, ...change })).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    }
  })

  test('may have a thousand codes', async () => {
    const { body } = await make(aBatch({ count: 1_000, maxUses: null, expiresAt: null, note: '' }))
    expect(new Set(body.codes).size).toBe(1_000)
  })

  const wrong: Record<string, object> = {
    'no codes': { count: 0 },
    'too many codes': { count: 1_001 },
    'half a code': { count: 1.5 },
    'no uses': { maxUses: 0 },
    'uses below zero': { maxUses: -1 },
    'a note too long': { note: 'x'.repeat(201) },
    'an end that is none': { expiresAt: 'tomorrow' },
    'codes of one’s own': { codes: ['EASY'] },
    'an id that is none': { commandId: '1' },
  }
  test.each(Object.entries(wrong))('with %s is not understood', async (_, change) => {
    const before = await codeCount()
    expect(await make(aBatch(change))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await codeCount()).toBe(before)
  })
})

describe('a code', () => {
  test('that is withdrawn lets nobody in, once and for all', async () => {
    const [code = ''] = (await make(aBatch({ maxUses: 5 }))).body.codes
    await club.signUp({ inviteCode: code })
    expect(await disable(code)).toMatchObject({ status: 200, body: { id: code, state: 'disabled', usedCount: 1 } })
    expect((await club.post('/api/invite/validate', { code })).body).toMatchObject({ isValid: false })
    await expect(club.signUp({ inviteCode: code })).rejects.toThrow('INVITE_DISABLED')
    expect(await disable(code)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await disable('nobody-made-it')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await audit('invites.disable', code)).toMatchObject([{ reason: 'given to the wrong people' }])
  })

  test('tells who came in by it', async () => {
    const [code = ''] = (await make(aBatch({ maxUses: 5 }))).body.codes
    const players = [await club.signUp({ inviteCode: code }), await club.signUp({ inviteCode: code })]
    const uses = await club.get<InviteUse[]>(`${PATH}/${code}/uses?order=ASC`, tokens.viewer)
    expect(uses.headers.get('x-total-count')).toBe('2')
    expect(uses.body.map(({ id, nickname }) => [id, nickname])).toEqual(players.map((p) => [p.userId, p.nickname]))
  })

  test('is named by any letters it may have', async () => {
    const code = `a/b?c#${aName()} %41`
    await club.sql('insert into invite_codes (code, created_at) values ($1, now())', [code])
    expect((await club.get(`${PATH}/${encodeURIComponent(code)}`, tokens.viewer)).body).toMatchObject({ id: code })
    expect((await disable(code)).status).toBe(200)
  })
})

describe('the list of codes', () => {
  test('is filtered by state, words, maker and batch, and sorted', async () => {
    const note = aName('note ')
    const { body: made } = await make(
      aBatch({ count: 4, note, expiresAt: new Date(clock.nowMs() + MINUTE).toISOString() }),
    )
    const [used = '', withdrawn = ''] = made.codes
    await club.signUp({ inviteCode: used })
    await disable(withdrawn)
    const found = async (query: string) =>
      (await list(`q=${encodeURIComponent(note)}&${query}`)).body.map(({ id }) => id)
    expect(await found('state=used-up')).toEqual([used])
    expect(await found('state=disabled')).toEqual([withdrawn])
    expect((await found('state=open')).length).toBe(2)
    expect(await found('sort=usedCount&order=DESC&perPage=1')).toEqual([used])
    expect((await found('sort=code&order=ASC&perPage=2&page=2')).length).toBe(2)
    expect(await found('createdBy=nobody')).toEqual([])
    clock.advance(MINUTE)
    expect((await found('state=expired')).length).toBe(3)
  })

  test.each(['%_%', '_%', '\\', "' or 1=1 --", '"; drop table invite_codes'])('takes %j for words', async (q) => {
    expect(await list(`q=${encodeURIComponent(q)}`)).toMatchObject({ status: 200, body: [] })
  })

  test('is saved whole as CSV, with nothing a spreadsheet would run, and audited', async () => {
    const note = `=cmd()${aName()}`
    await make(aBatch({ count: 5, note }))
    const path = `${PATH}/export.csv?q=${encodeURIComponent(note)}`
    const { body, headers } = await club.get<string>(path, tokens.operator)
    expect(headers.get('content-disposition')).toContain('invites.csv')
    expect(body.trim().split('\r\n')).toHaveLength(6)
    expect(body).toContain(`'${note}`)
    expect((await audit('invites.export', 'all')).at(-1)).toMatchObject({ after: { q: note } })
  })
})

test('a role does what it may and no more', async () => {
  const [code = ''] = (await make(aBatch())).body.codes
  for (const role of ['viewer', 'support'] as const) {
    expect((await club.get(PATH, tokens[role])).status).toBe(200)
    expect(await make(aBatch(), tokens[role])).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await disable(code, undefined, tokens[role])).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await club.get(`${PATH}/export.csv`, tokens[role])).toMatchObject(aProblem(403, 'FORBIDDEN'))
  }
  const player = await club.signUp()
  expect(await club.get(PATH, player.accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  expect(await club.get(PATH)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
})

test('guessing codes is stopped after so many an hour', async () => {
  const answers = []
  for (let time = 0; time < 45; time++) answers.push(await club.post('/api/invite/validate', { code: aName() }))
  const stopped = answers.filter(({ status }) => status === 429)
  expect(stopped.length).toBeGreaterThanOrEqual(5)
  expect(stopped[0]).toMatchObject(aProblem(429, 'RATE_LIMITED'))
  expect(Number(stopped[0]?.headers.get('retry-after'))).toBeGreaterThan(60)
})
