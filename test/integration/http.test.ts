import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { spinHttp } from '../support/play.ts'

const club = await openClub({ env: { CORS_ORIGINS: 'https://play.example.org' } })
const player = await club.signUp()
await spinHttp(club, player)

const JSON_TYPE = { 'content-type': 'application/json' }
const logIn = (init: RequestInit) => club.send('POST', '/api/auth/login', init)

describe('every refusal is a problem with a request id', () => {
  const cases: Record<string, { status: number; reason: string; ask: () => ReturnType<typeof logIn> }> = {
    'an invalid body': { status: 400, reason: 'INVALID_PAYLOAD', ask: () => logIn({ headers: JSON_TYPE, body: '{}' }) },
    'a body that is no JSON': {
      status: 400,
      reason: 'INVALID_PAYLOAD',
      ask: () => logIn({ headers: JSON_TYPE, body: '{"siteId":' }),
    },
    'a body that is a bare text': {
      status: 400,
      reason: 'INVALID_PAYLOAD',
      ask: () => logIn({ headers: JSON_TYPE, body: '"text"' }),
    },
    'a body in another encoding': {
      status: 415,
      reason: 'UNSUPPORTED_MEDIA_TYPE',
      ask: () => logIn({ headers: { 'content-type': 'application/json; charset=latin1' }, body: '{}' }),
    },
    'a body that is not packed as it says': {
      status: 400,
      reason: 'INVALID_PAYLOAD',
      ask: () => logIn({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: 'not gzip' }),
    },
    'no token': { status: 401, reason: 'UNAUTHENTICATED', ask: () => club.get('/api/auth/me') },
    'the wrong token': { status: 403, reason: 'FORBIDDEN', ask: () => club.get('/api/admin/me', player.accessToken) },
    'no such path': { status: 404, reason: 'NOT_FOUND', ask: () => club.get('/api/nothing') },
    'no such method': { status: 404, reason: 'NOT_FOUND', ask: () => club.send('DELETE', '/api/auth/me') },
    'a path that cannot be read': {
      status: 400,
      reason: 'INVALID_PAYLOAD',
      ask: () => club.get('/api/users/%E0%A4%A'),
    },
    'a body that is too long': {
      status: 413,
      reason: 'PAYLOAD_TOO_LARGE',
      ask: () => logIn({ headers: JSON_TYPE, body: JSON.stringify({ siteId: 'x'.repeat(70_000) }) }),
    },
    'a form': {
      status: 415,
      reason: 'UNSUPPORTED_MEDIA_TYPE',
      ask: () => logIn({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'siteId=a' }),
    },
    'a text': { status: 415, reason: 'UNSUPPORTED_MEDIA_TYPE', ask: () => logIn({ body: '{"siteId":"a"}' }) },
  }
  test.each(Object.entries(cases))('%s', async (_, { status, reason, ask }) => {
    const { body, headers, status: answered } = await ask()
    expect(answered).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body).toMatchObject({ status, reason, type: `urn:casino-club:${reason}`, title: expect.any(String) })
    expect(body.requestId).toBe(headers.get('x-request-id'))
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts|at |select |postgres/i)
  })

  test('an invalid body names its fields', async () => {
    const { body } = await logIn({ headers: JSON_TYPE, body: '{"siteId":7}' })
    const paths = (body.errors as { path: string }[]).map(({ path }) => path)
    expect(paths.sort()).toEqual(['body.password', 'body.siteId'])
  })

  test('a body nested without end is refused', async () => {
    const body = `{"siteId":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    expect((await logIn({ headers: JSON_TYPE, body })).status).toBe(400)
  })

  test('a body that tries to change all objects changes none', async () => {
    const body =
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"siteId":"a","password":"b"}'
    expect((await logIn({ headers: JSON_TYPE, body })).status).toBe(400)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('a head of great size, or of another method, ends its connection only', async () => {
    for (const init of [
      { headers: { 'x-long': 'x'.repeat(30_000) } },
      { method: 'TRACE' },
      { path: `/${'x'.repeat(20_000)}` },
    ]) {
      const { hostname, port } = new URL(club.httpUrl)
      await new Promise((resolve) => {
        const outgoing = request({ hostname, port, path: '/api/auth/me', ...init }, (answer) => {
          expect(answer.statusCode).toBeGreaterThanOrEqual(400)
          answer.resume().once('close', resolve)
        })
        outgoing.once('error', resolve)
        outgoing.end()
      })
    }
    expect((await club.get('/healthz')).status).toBe(200)
  })
})

describe('the documentation', () => {
  interface OpenApi {
    openapi: string
    info: { title: string; version: string }
    paths: Record<
      string,
      Record<
        string,
        { operationId: string; responses: Record<string, unknown>; parameters?: { name: string; in: string }[] }
      >
    >
    components: Record<string, Record<string, unknown>>
  }
  const read = async () => (await club.get<OpenApi>('/openapi.json')).body

  function refsIn(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap(refsIn)
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : refsIn(child)))
  }

  const paths = [
    '/api/client-config',
    '/api/invite/validate',
    '/api/auth/signup',
    '/api/auth/login',
    '/api/auth/admin/login',
    '/api/auth/refresh',
    '/api/auth/logout',
    '/api/auth/logout-all',
    '/api/auth/me',
    '/api/users/profile',
    '/api/users/stats',
    '/api/users/{id}',
    '/api/actions/SLOT_SPIN',
    '/api/games/{game}/config',
    '/api/games/{game}/tables/{version}',
    '/api/games/history',
    '/api/games/profile/stats',
    '/api/games/{type}/stats',
    '/api/fairness/seeds',
    '/api/fairness/rotate',
    '/api/fairness/verify',
  ]

  test('is OpenAPI 3.1 with every route, whose references all lead somewhere', async () => {
    const document = await read()
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(paths))
    const refs = refsIn(document)
    expect(refs.length).toBeGreaterThan(10)
    for (const ref of refs) {
      const found = ref
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
      expect(found, ref).toBeTypeOf('object')
    }
  })

  test('gives each operation an id of its own, its path’s parameters and a success', async () => {
    const { paths: documented } = await read()
    const operations = Object.entries(documented).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
    for (const { path, operation } of operations) {
      expect(operation.responses, path).toHaveProperty('200')
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(declared.map(({ name }) => name).sort(), path).toEqual(named.sort())
    }
  })

  test('is shown by a page whose files all load', async () => {
    const { body, headers } = await club.get<string>('/docs')
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    const files = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
    expect(files.length).toBeGreaterThanOrEqual(3)
    for (const path of files) expect((await club.get(path)).status, path).toBe(200)
  })
})

describe('operation', () => {
  test('health, readiness and metrics answer', async () => {
    expect(await club.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await club.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
    const { body, headers } = await club.get<string>('/metrics')
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    expect(body).toMatch(/^casino_spins_total\{game="slot"\} 1$/m)
    expect(body).toMatch(/casino_http_request_seconds_count\{[^}]*route="\/api\/auth\/signup"/)
    expect(body).not.toContain(player.siteId)
  })

  test.each(['/metrics', '/metrics/', '/METRICS'])(
    '%s is for nobody whom a proxy of this machine lets in',
    async (path) => {
      const proxied = await club.get(path, undefined, { 'x-forwarded-for': '203.0.113.7' })
      expect([proxied.status, proxied.body]).toMatchObject([401, { reason: 'UNAUTHENTICATED' }])
    },
  )

  test('every answer carries the headers of a careful server', async () => {
    for (const path of ['/healthz', '/api/auth/me', '/docs', '/', '/nothing.js']) {
      const { headers } = await club.get(path)
      expect(headers.get('content-security-policy'), path).toContain("script-src 'self'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
      expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })

  test('only pages of ours may ask from a browser', async () => {
    const allowed = async (origin: string) =>
      (await club.get('/api/games/slot/config', undefined, { origin })).headers.get('access-control-allow-origin')
    expect(await allowed('https://play.example.org')).toBe('https://play.example.org')
    expect(await allowed('https://evil.example.org')).toBeNull()
    expect(await allowed('null')).toBeNull()
  })

  const outside = [
    '/../package.json',
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/../../../package.json',
    '/admin/..%2f..%2f..%2fpackage.json',
    '/docs/assets/../../../package.json',
    '/docs/assets/..%2fpackage.json',
    '/.env',
    '/..\\..\\package.json',
    '/%00',
  ]
  test.each(outside)('the web apps’ folders cannot be left by %s', async (path) => {
    const { hostname, port } = new URL(club.httpUrl)
    const text = await new Promise<string>((resolve, reject) => {
      const outgoing = request({ hostname, port, path }, async (answer) => resolve(`${await answer.toArray()}`))
      outgoing.once('error', reject)
      outgoing.end()
    })
    expect(text).not.toMatch(/"(private|dependencies|devDependencies)"/)
  })

  test('the game port is told to web apps', async () => {
    const { body } = await club.get('/api/client-config')
    expect(body).toEqual({ gameUrl: club.gameUrl })
  })

  test('a Postgres that is away is said by readiness, and not by health', async () => {
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'casino-bus'`
    await club.sql(end)
    await expect.poll(async () => (await club.get('/readyz')).status, { interval: 5 }).toBe(503)
    expect((await club.get('/healthz')).status).toBe(200)
    await expect.poll(async () => (await club.get('/readyz')).status, { timeout: 5_000 }).toBe(200)
  })
})

test.each([
  ['GET', '/api/auth/me', 200],
  ['HEAD', '/api/auth/me', 200],
  ['GET', '/api/auth/me/', 200],
  ['GET', '/API/Auth/ME', 200],
  ['GET', '/api/auth/%6de', 404],
  ['GET', '/api/auth//me', 404],
])('%s %s is found as a route is found elsewhere, or not', async (method, path, status) => {
  const headers = { authorization: `Bearer ${player.accessToken}` }
  const answer = await fetch(`${club.httpUrl}${path}`, { method, headers })
  expect(answer.status).toBe(status)
  const text = await answer.text()
  expect(text.includes(player.siteId)).toBe(status === 200 && method === 'GET')
})
