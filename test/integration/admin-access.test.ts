import { analyseSlot, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { ROLE_PERMISSIONS } from '../../server/src/admin/permissions.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { fillInsightPath, INSIGHT_NEEDS } from '../support/insight-needs.ts'
import { fillLetterPath, LETTER_NEEDS } from '../support/letter-needs.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { PROGRESS_NEEDS } from '../support/progress-needs.ts'
import { aProblem } from '../support/requests.ts'
import { fillShopPath, SHOP_NEEDS } from '../support/shop-needs.ts'
import { badTokens, forge, keyOf } from '../support/tokens.ts'

const club = await openClub()
const player = await club.signUp()
await spinHttp(club, player)

const NO_SESSION = '7d0a3a1e-0f43-4a57-9a2c-5b7d6c1e8f90'
const NO_IMPORT = '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11'

interface Operation {
  readonly method: string
  readonly path: string
}

/** Every admin route there is, from the club's own documentation, with this player's id in its path. */
async function adminRoutes(): Promise<Operation[]> {
  const { body } = await club.get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')
  return Object.entries(body.paths)
    .filter(([path]) => path.startsWith('/api/admin/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: fillInsightPath(fillLetterPath(fillShopPath(path)))
          .replace('slot-tables/{id}', 'slot-tables/1')
          .replace('odds-tables/{id}', 'odds-tables/dice-1')
          .replace('items/{id}', 'items/golden-crown')
          .replace('jobs/{id}', 'jobs/nothing')
          .replace('missions/{id}', 'missions/nothing')
          .replace('achievements/{id}', 'achievements/nothing')
          .replace('experiments/{id}', 'experiments/nothing')
          .replace('contents/{id}', 'contents/nothing')
          .replace('battle-pass/{id}', 'battle-pass/nothing')
          .replace('definitions/{id}', 'definitions/GOLD')
          .replace('boards/{board}', 'boards/daily')
          .replace('invitations/{id}', 'invitations/999999')
          .replace('reward-imports/{id}', `reward-imports/${NO_IMPORT}`)
          .replace('invites/{id}', 'invites/5858')
          .replace('plays/{id}', `plays/${player.userId}-1`)
          .replace('age-checks/{id}', 'age-checks/999999')
          .replace('admins/{id}', 'admins/999999')
          .replace('{noteId}', '1')
          .replace('{sessionId}', NO_SESSION)
          .replace('{id}', `${player.userId}`),
      })),
    )
}
const routes = await adminRoutes()

const aCorrection = () => ({
  commandId: newCommandId(),
  currency: 'coins',
  amount: 5,
  reason: 'for a test',
  expectedVersion: 2,
})

/** Of a body every route says at least what is wrong with it. */
const bodyOf = (path: string): object => (path.includes('odds-tables') ? { game: 'none' } : aCorrection())

function call({ method, path }: Operation, token?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  return club.send(method, path, { headers, ...(method !== 'GET' && { body: JSON.stringify(bodyOf(path)) }) })
}

/** Which permission each route needs; a new route must be put here. */
const NEEDS: Record<string, string> = {
  ...SHOP_NEEDS,
  ...PROGRESS_NEEDS,
  ...LETTER_NEEDS,
  ...INSIGHT_NEEDS,
  [`GET /api/admin/players/${player.userId}/vaults`]: 'vaults:read',
  [`GET /api/admin/players/${player.userId}/notifications`]: 'notifications:read',
  [`GET /api/admin/vip/players/${player.userId}`]: 'vip:read',
  [`POST /api/admin/vip/players/${player.userId}/set`]: 'vip:set',
  [`POST /api/admin/vip/players/${player.userId}/unset`]: 'vip:set',
  'GET /api/admin/me': 'dashboard:read',
  'GET /api/admin/dashboard': 'dashboard:read',
  'GET /api/admin/audit-logs': 'audit-logs:read',
  'GET /api/admin/audit-logs/chain': 'audit-logs:read',
  'GET /api/admin/audit-logs/export': 'audit-logs:export',
  'POST /api/admin/admins': 'admins:edit',
  'PUT /api/admin/admins/999999': 'admins:edit',
  'GET /api/admin/age-checks': 'age-checks:read',
  'POST /api/admin/age-checks/999999/decide': 'age-checks:decide',
  'GET /api/admin/roles': 'admins:read',
  'POST /api/admin/me/password': 'dashboard:read',
  [`GET /api/admin/players/${player.userId}/bans`]: 'players:read',
  [`POST /api/admin/players/${player.userId}/ban`]: 'players:ban',
  [`POST /api/admin/players/${player.userId}/unban`]: 'players:ban',
  [`POST /api/admin/players/${player.userId}/rank`]: 'players:rank',
  [`GET /api/admin/players/${player.userId}/merges`]: 'players:read',
  [`POST /api/admin/players/${player.userId}/merge`]: 'players:merge',
  [`GET /api/admin/players/${player.userId}/notes`]: 'players:read',
  [`POST /api/admin/players/${player.userId}/notes`]: 'players:note',
  [`DELETE /api/admin/players/${player.userId}/notes/1`]: 'players:note',
  'GET /api/admin/slot-tables': 'slot-tables:read',
  'GET /api/admin/slot-tables/1': 'slot-tables:read',
  'GET /api/admin/odds-tables': 'odds-tables:read',
  'POST /api/admin/odds-tables': 'odds-tables:edit',
  'POST /api/admin/odds-tables/check': 'odds-tables:read',
  'GET /api/admin/odds-tables/dice-1': 'odds-tables:read',
  'GET /api/admin/odds-tables/dice-1/drift': 'odds-tables:read',
  'PUT /api/admin/odds-tables/dice-1': 'odds-tables:edit',
  'POST /api/admin/odds-tables/dice-1/publish': 'odds-tables:publish',
  'GET /api/admin/reward-imports': 'rewards:read',
  'POST /api/admin/reward-imports': 'rewards:import',
  [`GET /api/admin/reward-imports/${NO_IMPORT}`]: 'rewards:read',
  [`GET /api/admin/reward-imports/${NO_IMPORT}/lines`]: 'rewards:read',
  [`GET /api/admin/reward-imports/${NO_IMPORT}/failures.csv`]: 'rewards:read',
  [`POST /api/admin/reward-imports/${NO_IMPORT}/start`]: 'rewards:import',
  [`POST /api/admin/reward-imports/${NO_IMPORT}/cancel`]: 'rewards:import',
  'GET /api/admin/safe-play/players': 'safe-play:read',
  'GET /api/admin/safe-play/players/export.csv': 'safe-play:export',
  [`GET /api/admin/players/${player.userId}/safe-play`]: 'safe-play:read',
  [`GET /api/admin/players/${player.userId}/safe-play/changes`]: 'safe-play:read',
  [`POST /api/admin/players/${player.userId}/safe-play/limits`]: 'safe-play:restrict',
  [`POST /api/admin/players/${player.userId}/safe-play/pause`]: 'safe-play:restrict',
  'GET /api/admin/invites': 'invites:read',
  'POST /api/admin/invites': 'invites:edit',
  'GET /api/admin/invites/export.csv': 'invites:export',
  'GET /api/admin/invites/5858': 'invites:read',
  'GET /api/admin/invites/5858/uses': 'invites:read',
  'POST /api/admin/invites/5858/disable': 'invites:edit',
  'GET /api/admin/board-removals': 'boards:read',
  [`POST /api/admin/players/${player.userId}/boards`]: 'boards:remove',
  'GET /api/admin/jobs': 'jobs:read',
  'GET /api/admin/jobs/nothing': 'jobs:read',
  'GET /api/admin/jobs/nothing/runs': 'jobs:read',
  'POST /api/admin/jobs/nothing/run': 'jobs:run',
  'POST /api/admin/jobs/nothing/dry-run': 'jobs:run',
  'POST /api/admin/jobs/nothing/switch': 'jobs:edit',
  'GET /api/admin/items': 'items:read',
  'POST /api/admin/items': 'items:edit',
  'GET /api/admin/items/golden-crown': 'items:read',
  'PUT /api/admin/items/golden-crown': 'items:edit',
  'POST /api/admin/odds-tables/dice-1/retire': 'odds-tables:publish',
  'GET /api/admin/odds-tables/dice-1/schedule': 'odds-tables:read',
  'POST /api/admin/odds-tables/dice-1/schedule': 'odds-tables:publish',
  'POST /api/admin/odds-tables/dice-1/schedule/cancel': 'odds-tables:publish',
  'GET /api/admin/plays': 'plays:read',
  'GET /api/admin/plays/export.csv': 'plays:export',
  [`GET /api/admin/plays/${player.userId}-1`]: 'plays:read',
  [`GET /api/admin/plays/${player.userId}-1/verify`]: 'plays:read',
  'GET /api/admin/players': 'players:read',
  'GET /api/admin/players/export.csv': 'players:export',
  [`GET /api/admin/players/${player.userId}`]: 'players:read',
  [`GET /api/admin/players/${player.userId}/seeds`]: 'players:read',
  [`GET /api/admin/players/${player.userId}/ledger`]: 'players:read',
  [`GET /api/admin/players/${player.userId}/history`]: 'players:read',
  [`POST /api/admin/players/${player.userId}/balance-corrections`]: 'players:correct',
  [`POST /api/admin/players/${player.userId}/logout`]: 'players:logout',
  'POST /api/admin/players/logout': 'players:logout',
  [`GET /api/admin/players/${player.userId}/sessions`]: 'players:read',
  [`DELETE /api/admin/players/${player.userId}/sessions/${NO_SESSION}`]: 'players:logout',
  'GET /api/admin/sign-ins': 'sign-ins:read',
  'GET /api/admin/sign-ins/hours': 'sign-ins:read',
  'GET /api/admin/admins': 'admins:read',
  'POST /api/admin/admins/999999/second-factor/reset': 'admins:second-factor',
}

const auditRows = () => club.sql('select id from admin_audit_logs')

test('every admin route is known to this test', () => {
  expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(NEEDS).sort())
})

describe.each(routes)('$method $path', (operation) => {
  const permission = NEEDS[`${operation.method} ${operation.path}`] ?? ''

  test('is closed to who has no token, a player’s, or one that is not ours', async () => {
    const before = [await booksOf(club.sql, player.userId), await auditRows()]
    expect(await call(operation)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await call(operation, player.accessToken)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const good = await club.adminToken()
    const key = await keyOf(club.sql, good)
    for (const [what, token] of Object.entries(badTokens(good, key))) {
      expect((await call(operation, token)).status, what).toBe(401)
    }
    const raised = forge(player.accessToken, { key: 'no', claims: { kind: 'admin', name: 'admin', role: 'owner' } })
    expect((await call(operation, raised)).status).toBe(401)
    expect([await booksOf(club.sql, player.userId), await auditRows()]).toEqual(before)
  })

  test.each(['viewer', 'support', 'operator', 'owner'] as const)('is open to a %s only if he may', async (role) => {
    const token = await club.adminToken(role)
    const before = [await booksOf(club.sql, player.userId), await auditRows()]
    if (ROLE_PERMISSIONS[role].some((held) => held === permission)) {
      expect((await call(operation, token)).status).not.toBe(403)
    } else {
      expect(await call(operation, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
      expect([await booksOf(club.sql, player.userId), await auditRows()]).toEqual(before)
    }
  })
})

test('an admin who logs out is out at once', async () => {
  const token = await club.adminToken('viewer')
  expect((await club.get('/api/admin/me', token)).status).toBe(200)
  await club.post('/api/auth/logout', {}, token)
  expect(await club.get('/api/admin/me', token)).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
})

test('an admin sees who he is and what he may', async () => {
  const { body } = await club.get('/api/admin/me', await club.adminToken('support'))
  expect(body).toMatchObject({ role: 'support', permissions: ROLE_PERMISSIONS.support })
})

test('a player’s detail shows his account, and nothing secret', async () => {
  const token = await club.adminToken('viewer')
  const { body } = await club.get(`/api/admin/players/${player.userId}`, token)
  expect(body).toMatchObject({ id: player.userId, siteId: player.siteId, version: expect.any(Number), email: null })
  expect(JSON.stringify(body)).not.toMatch(/argon2|hash|password/i)
  expect(await club.get('/api/admin/players/999999', token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  for (const id of ['0', '-1', 'abc', '1e99']) {
    expect(await club.get(`/api/admin/players/${id}`, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  }
})

test('a player’s ledger adds up line by line, in pages and by currency', async () => {
  const token = await club.adminToken('viewer')
  interface Line {
    currency: string
    amount: number
    balanceAfter: number
  }
  const path = `/api/admin/players/${player.userId}/ledger`
  const { body, headers } = await club.get<Line[]>(`${path}?currency=coins&order=ASC`, token)
  let balance = 0
  for (const { amount, balanceAfter } of body) {
    balance += amount
    expect(balanceAfter).toBe(balance)
  }
  expect(headers.get('x-total-count')).toBe(`${body.length}`)
  expect(balance).toBe((await booksOf(club.sql, player.userId)).coins)
  const second = await club.get<Line[]>(`${path}?currency=coins&order=ASC&perPage=1&page=2`, token)
  expect(second.body).toEqual(body.slice(1, 2))
  expect(await club.get(`${path}?currency=won`, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
})

test('the slot tables are listed with their exact analysis', async () => {
  const token = await club.adminToken('viewer')
  const { body, headers } = await club.get<unknown[]>('/api/admin/slot-tables', token)
  expect(headers.get('x-total-count')).toBe('1')
  expect(body).toMatchObject([
    {
      id: 1,
      status: 'published',
      table: STANDARD_SLOT_TABLE,
      analysis: JSON.parse(JSON.stringify(analyseSlot(STANDARD_SLOT_TABLE))),
    },
  ])
  expect((await club.get('/api/admin/slot-tables/1', token)).body).toEqual(body[0])
  expect((await club.get('/api/admin/slot-tables/2', token)).status).toBe(404)
})
