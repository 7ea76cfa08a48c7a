import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aName, newCommandId, openClub } from '../support/club.ts'
import { type Document, type FuzzedRequest, type Operation, operationsOf, requestsTo } from '../support/fuzz.ts'
import { spinHttp } from '../support/play.ts'
import { badTokens, keyOf } from '../support/tokens.ts'

/** All routes together; a nightly run may ask for more. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 20_000)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121)
const AT_ONCE = 16
/** Each costs a password hash; the club's own limits hold them back anyway. */
const COSTLY = /^POST \/api\/auth\/|^POST \/api\/admin\/(admins|me)|^PUT \/api\/admin\/admins/
const COSTLY_SHARE = 8

const club = await openClub({ env: { HTTP_REQUESTS_PER_MINUTE: '10000000' } })
const [player, victim] = [await club.signUp(), await club.signUp()]
await spinHttp(club, victim)
const { body: document } = await club.get<Document>('/openapi.json')
const operations = operationsOf(document)
const known = [
  player.userId,
  victim.userId,
  victim.siteId,
  `${victim.userId}-1`,
  'slot-1',
  'dice-1',
  'slot',
  'golden-crown',
  'UTC',
  'Asia/Seoul',
  '5858',
  1,
  2,
]

const nameOf = ({ method, path }: Operation) => `${method} ${path}`

async function send({ method }: Operation, { path, query, body }: FuzzedRequest, token: string | undefined) {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()])
  const search = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs as [string, string][])}`
  const answer = await fetch(`${club.httpUrl}${path}${search}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && method !== 'GET' && { body: JSON.stringify(body) }),
  })
  const { status, headers } = answer
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    // It goes on for as long as somebody listens.
    await answer.body?.cancel()
    return { status, headers, text: '' }
  }
  return { status, headers, text: await answer.text() }
}

/** What an answer must never hold: where the code lies, SQL, hashes of passwords, secrets. */
const LEAKS =
  /\bat [\w.]+ \(|node_modules|\/server\/src\/|select .+ from |violates|argon2id|the-password-of-tests|a-secret-that-only-tests/i

type Answered = Awaited<ReturnType<typeof send>>

/** What is wrong with an answer; undefined for nothing. */
function complaintOf({ status, headers, text }: Answered): string | undefined {
  // An admin of the same run may have retired its table.
  if (status === 503 && text.includes('"reason":"TABLE_UNAVAILABLE"')) return undefined
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`
  if (status >= 400 && !/problem\+json/.test(headers.get('content-type') ?? '')) return `${status} without a problem`
  if (status >= 400 && !/"reason":"[A-Z_]+"/.test(text)) return `${status} without a reason`
  const leak = LEAKS.exec(text)
  if (leak) return `leaks ${leak[0]}`
  return undefined
}

/** Sends so many requests made from the documents of all routes; gives what was wrong, and counts by status. */
async function fuzz(
  routes: readonly Operation[],
  tokens: readonly (string | undefined)[],
  requests: number,
  seed: number,
) {
  const complaints: string[] = []
  const counts = new Map<number, number>()
  const share = routes.map((route) => (COSTLY.test(nameOf(route)) ? 1 : COSTLY_SHARE))
  const total = share.reduce((sum, one) => sum + one, 0)
  const jobs = routes.flatMap((route, index) => {
    const count = Math.ceil((requests * (share[index] ?? 1)) / total)
    const token = fc.constantFrom(...tokens)
    const samples = fc.sample(fc.tuple(requestsTo(route, document, known), token), {
      numRuns: count,
      seed: seed + index,
    })
    return samples.map(([request, held]) => ({ route, request, held }))
  })
  const work = async () => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
      const answer = await send(job.route, job.request, job.held)
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      const complaint = complaintOf(answer)
      if (complaint) complaints.push(`${nameOf(job.route)} ${JSON.stringify(job.request).slice(0, 500)} ${complaint}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const sent = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return { complaints, counts, sent }
}

/** Everything that could have been changed, as one line. */
async function stateOf(): Promise<string> {
  const tables = [
    'users',
    'players',
    'admin_users',
    'admin_audit_logs',
    'odds_tables',
    'items',
    'invite_codes',
    'user_bans',
  ]
  const parts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await club.sql<{ sum: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${table} t`,
      )
      return `${table} ${row?.sum}`
    }),
  )
  return parts.join('\n')
}

/** Ends one's own sessions, as it should: the tokens of the other requests must not end with it. */
const ENDS_SESSIONS =
  /logout|\/api\/auth\/sessions|\/api\/auth\/refresh|DELETE \/api\/users\/me|\/api\/auth\/password|admin\/me\/password/
const lasting = operations.filter((operation) => !ENDS_SESSIONS.test(nameOf(operation)))
const isAdmins = ({ path }: Operation) => path.startsWith('/api/admin/')
const needsRight = operations.filter(isAdmins)

describe('of all routes', () => {
  test('none of the admins’ changes anything for who has no right to it', async () => {
    const before = await stateOf()
    const good = await club.adminToken()
    const bad = Object.values(badTokens(good, await keyOf(club.sql, good)))
    const { complaints, counts } = await fuzz(
      needsRight,
      [undefined, player.accessToken, 'nonsense', ...bad],
      3_000,
      SEED,
    )
    expect(complaints.slice(0, 20)).toEqual([])
    expect([...counts.keys()].filter((status) => status < 400)).toEqual([])
    expect(await stateOf().then(withoutLogins)).toEqual(withoutLogins(before))
  }, 300_000)

  test('those that end sessions do not fail either', async () => {
    const ending = operations.filter((operation) => ENDS_SESSIONS.test(nameOf(operation)))
    const tokens = await Promise.all(Array.from({ length: 6 }, async () => (await club.signUp()).accessToken))
    const { complaints } = await fuzz(ending, [undefined, 'nonsense', ...tokens], 400, SEED)
    expect(complaints.slice(0, 20)).toEqual([])
  }, 300_000)

  test('none fails or tells what it should not, whoever asks whatever', async () => {
    const admin = await club.adminToken()
    const viewer = await club.adminToken('viewer')
    const strangers = [undefined, viewer, 'nonsense']
    const own = Array<string>(5)
    const [admins, others] = [lasting.filter(isAdmins), lasting.filter((operation) => !isAdmins(operation))]
    const share = Math.ceil((REQUESTS * admins.length) / lasting.length)
    const parts = [
      // First, since admins may ban the player.
      await fuzz(others, [...own.fill(player.accessToken), admin, ...strangers], REQUESTS - share, SEED),
      await fuzz(admins, [...own.fill(admin), player.accessToken, ...strangers], share, SEED),
    ]
    const complaints = parts.flatMap((part) => part.complaints)
    const counts = parts.map((part) => [...part.counts])
    const sent = parts.reduce((sum, part) => sum + part.sent, 0)
    process.stdout.write(
      `fuzz: ${sent} requests to ${lasting.length} routes, seed ${SEED}: ${JSON.stringify(counts)}\n`,
    )
    expect(complaints.slice(0, 20)).toEqual([])
    expect(sent).toBeGreaterThanOrEqual(REQUESTS)
    expect((await club.audit()).bad).toBeUndefined()
  }, 600_000)
})

/** The log-in of this test itself stands in the admin's row. */
const withoutLogins = (state: string) =>
  state
    .split('\n')
    .filter((line) => !line.startsWith('admin_users'))
    .join('\n')

test('a body of a hundred megabytes is refused before it is read', async () => {
  const answer = await fetch(`${club.httpUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: aName(), password: 'x'.repeat(100_000_000), commandId: newCommandId() }),
  }).then(
    ({ status }) => status,
    () => 'connection closed',
  )
  expect([413, 'connection closed']).toContain(answer)
}, 60_000)
