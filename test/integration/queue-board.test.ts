import { describe, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aChannel, aNotificationWorker, tell } from '../support/notifications.ts'
import { aProblem } from '../support/requests.ts'

const PATIENCE_MS = 30_000
const MINUTE = 60_000
let shiftMs = 0
const club = await openClub({ env: { ROLE: 'api' }, clock: { nowMs: () => Date.now() + shiftMs } })
const PATH = '/api/admin/queues/board'

interface Shown {
  readonly queues: { name: string; readOnlyMode: boolean; counts: Record<string, number> }[]
}

/** A pass, as a browser keeps it. */
async function aPass(role?: 'viewer' | 'operator') {
  const token = await club.adminToken(role)
  const answer = await club.post<{ path: string; seconds: number }>('/api/admin/queues/pass', {}, token)
  expect(answer).toMatchObject({ status: 200, body: { path: PATH, seconds: 900 } })
  const header = answer.headers.get('set-cookie') ?? ''
  return { token, header, cookie: header.split(';')[0] ?? '' }
}
const look = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(`${club.httpUrl}${PATH}${path}`, { method, headers })

describe('the board of queues', () => {
  test('shows every queue to who may read notifications, with what could not be sent', async () => {
    const push = aChannel('push')
    const { worker } = await aNotificationWorker(club, [push], { redisUrl: club.redisUrl })
    push.script.push({ kind: 'poison', detail: 'too long' })
    await tell(club, (await club.signUp()).userId)
    const { cookie } = await aPass('viewer')
    await worker.work()
    worker.start()
    const queues = async () => (await (await look('/api/queues', { cookie })).json()) as Shown
    await eventually(async () => {
      const shown = await queues()
      expect(shown.queues.map(({ name }) => name)).toEqual(['notifications', 'notifications_dlq', 'jobs'])
      expect(shown.queues[1]?.counts.waiting).toBe(1)
      expect(shown.queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true)
    }, PATIENCE_MS)
    const page = await look('/', { cookie })
    const html = await page.text()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(html).toContain('<title>Queues</title>')
    expect(html).not.toMatch(/(src|href)="https?:/)
    const [, script = ''] = /src="(static\/js\/main[^"]+)"/.exec(html) ?? []
    expect((await look(`/${script}`, { cookie })).status).toBe(200)
  })

  test('is opened by a cookie that no script reads, no other site sends and no other address gets', async () => {
    const { header, token } = await aPass()
    expect(header).toMatch(
      /^casino_queues=[^;]+; Path=\/api\/admin\/queues\/board; Max-Age=900; HttpOnly; SameSite=Strict$/,
    )
    expect(header).not.toContain(token)
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('lets nobody do anything by %s', async (method) => {
    const { cookie } = await aPass()
    for (const path of [
      '/api/queues/notifications/pause',
      '/api/queues/notifications/retry/failed',
      '/api/queues/add',
    ]) {
      expect((await look(path, { cookie }, method)).status).toBe(403)
    }
  })

  test('is closed to who has no pass, a forged one, an access token, or one whose time is over', async () => {
    const { cookie, token } = await aPass()
    const player = await club.signUp()
    expect(await club.post('/api/admin/queues/pass', {}, player.accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await club.post('/api/admin/queues/pass', {})).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    for (const headers of [
      {},
      { cookie: `${cookie}x` },
      { cookie: `casino_queues=${token}` },
      { authorization: `Bearer ${token}` },
    ]) {
      for (const path of ['', '/', '/api/queues', '/static/favicon.ico', '/nothing']) {
        const answer = await look(path, headers as Record<string, string>)
        expect(answer.status, path).toBe(401)
        expect(await answer.json()).toMatchObject({ reason: 'UNAUTHENTICATED' })
      }
    }
    expect((await look('/api/queues', { cookie })).status).toBe(200)
    shiftMs += 15 * MINUTE
    expect((await look('/api/queues', { cookie })).status).toBe(401)
  })

  test('is closed with the session of its admin, and knows nothing beside the queues', async () => {
    const { cookie } = await aPass('operator')
    expect((await look('/nothing/here', { cookie })).status).toBe(404)
    const [session] = await club.sql<{ admin_id: number }>(
      'select admin_id from sessions where admin_id is not null order by created_at desc limit 1',
    )
    await club.core.sessions.end({ adminId: session?.admin_id ?? 0 }, 'FORCED')
    expect((await look('/api/queues', { cookie })).status).toBe(401)
  })
})
