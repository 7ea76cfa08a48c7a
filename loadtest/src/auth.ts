import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { AccessTokens, hashPassword, KeyRing, passwordFits } from '@casino-club/server/src/identity/index.ts'
import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { systemRandom } from '@casino-club/server/src/platform/ids.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import { joinAll, play } from './swarm.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    rooms: { type: 'string', default: '1000' },
  },
})
const [rounds, seconds, rooms] = [Number(values.rounds), Number(values.seconds), Number(values.rooms)]

const TOKENS = 2_000
const LOGINS_AT_ONCE = 16
const SPINNERS = 64
const LOGOUTS_AT_ONCE = 16
const INVITE = '5858'
const WIDE_LOGIN = { LOGIN_MAX_FAILED_PER_ADDRESS: '10000', MAX_SESSIONS: '1000', INVITE_CODE: INVITE }

const say = (line: string) => process.stdout.write(`${line}\n`)
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

function told(name: string, figure: string, limit: string, met: boolean): void {
  say(`${name.padEnd(58)} ${figure.padStart(12)}   ${limit.padEnd(10)} ${met ? 'met' : 'NOT met'}`)
}

async function microseconds(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return (performance.now() - startMs) * 1_000
}

/** What checking an access token costs: the first time, and once it is known. Medians in microseconds. */
async function tokenChecks(databaseUrl: string, secret: string, players: readonly TestPlayer[]) {
  const pool = createPool({ databaseUrl, max: 1, log: createLog('error'), name: 'casino-bench' })
  const keys = new KeyRing({ pool, secret, clock: systemClock, random: systemRandom })
  await keys.load()
  await pool.end()
  const tokens = new AccessTokens(keys, 86_400, systemClock)
  const [first, again]: [number[], number[]] = [[], []]
  for (const { accessToken } of players) first.push(await microseconds(() => tokens.verify(accessToken)))
  for (const { accessToken } of players) again.push(await microseconds(() => tokens.verify(accessToken)))
  return { first: median(first), again: median(again) }
}

interface Account {
  readonly siteId: string
  readonly password: string
}

async function post(url: string, body: object, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
}

async function anAccount({ httpUrl }: ClubProcess): Promise<Account> {
  const siteId = `auth${randomBytes(6).toString('hex')}`
  const account = { siteId, password: `secret of ${siteId}` }
  const answer = await post(`${httpUrl}/api/auth/signup`, { ...account, nickname: siteId, inviteCode: INVITE })
  if (!answer.ok) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`)
  return account
}

/** Does something again and again, so many at once, for so long; gives how often a second. */
async function rate(atOnce: number, work: (worker: number) => Promise<void>): Promise<number> {
  const endMs = performance.now() + seconds * 1_000
  let done = 0
  const startMs = performance.now()
  const loop = async (worker: number) => {
    while (performance.now() < endMs) {
      await work(worker)
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => loop(worker)))
  return done / ((performance.now() - startMs) / 1_000)
}

const logins = ({ httpUrl }: ClubProcess, accounts: readonly Account[]) =>
  rate(accounts.length, async (worker) => {
    const answer = await post(`${httpUrl}/api/auth/login`, accounts[worker] ?? {})
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`log-in answered ${answer.status}`)
  })

/** Bare hashes a second on all cores, nothing else running. */
async function bareHashes(): Promise<number> {
  const hash = await hashPassword('a password like any other')
  return rate(LOGINS_AT_ONCE, async () => {
    await passwordFits(hash, 'a password like any other')
  })
}

async function eventLoopP99Ms({ httpUrl }: ClubProcess): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e+-]+)$/m.exec(text)?.[1]) * 1_000
}

async function spinP99Ms(club: ClubProcess, databaseUrl: string, beside: () => Promise<unknown>): Promise<number> {
  const connections = await joinAll(club.gameUrl, await openPlayers(databaseUrl, club.jwtSecret, SPINNERS))
  // So many a second each as people play, not as fast as the server can.
  const [{ latency }] = await Promise.all([play(connections, { seconds, bet: 10, spinsPerSecond: 2 }), beside()])
  for (const connection of connections) connection.close()
  return latency.getValueAtPercentile(99) / 1_000
}

/** From the first forced log-out to the last connection that closes, with all rooms open in two processes. */
async function forcedLogouts(clubs: readonly ClubProcess[], databaseUrl: string): Promise<number> {
  const [first] = clubs
  if (first === undefined) throw new TypeError('no club')
  const players = await openPlayers(databaseUrl, first.jwtSecret, rooms)
  const half = Math.ceil(rooms / clubs.length)
  const connections = await Promise.all(
    clubs.map((club, index) => joinAll(club.gameUrl, players.slice(index * half, (index + 1) * half))),
  )
  const password = readFileSync(join(first.dataDir, 'admin-password'), 'utf8').trim()
  const session = await post(`${first.httpUrl}/api/auth/admin/login`, { siteId: 'admin', password })
  const { accessToken } = (await session.json()) as { accessToken: string }
  const queue = [...players]
  const startMs = performance.now()
  const worker = async () => {
    for (let player = queue.pop(); player; player = queue.pop()) {
      await (await post(`${first.httpUrl}/api/admin/players/${player.userId}/logout`, {}, accessToken)).arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: LOGOUTS_AT_ONCE }, worker))
  while (connections.flat().some(({ open }) => open)) await sleep(5)
  return performance.now() - startMs
}

async function oneRound(clubs: readonly ClubProcess[], databaseUrl: string) {
  const [club] = clubs
  if (club === undefined) throw new TypeError('no club')
  const players = await openPlayers(databaseUrl, club.jwtSecret, TOKENS)
  const checks = await tokenChecks(databaseUrl, club.jwtSecret, players)
  const accounts: Account[] = []
  while (accounts.length < LOGINS_AT_ONCE) accounts.push(await anAccount(club))
  const bare = await bareHashes()
  const alone = await logins(club, accounts)
  const quietMs = await spinP99Ms(club, databaseUrl, async () => undefined)
  await eventLoopP99Ms(club)
  const busyMs = await spinP99Ms(club, databaseUrl, () => logins(club, accounts))
  const loopMs = await eventLoopP99Ms(club)
  const closedMs = await forcedLogouts(clubs, databaseUrl)
  const round = { ...checks, bare, logins: alone, quietMs, busyMs, loopMs, closedMs }
  say(
    JSON.stringify(Object.fromEntries(Object.entries(round).map(([name, value]) => [name, Number(value.toFixed(1))]))),
  )
  return round
}

/** `npm run bench:auth`: what log-ins, token checks and forced log-outs cost, each beside its limit, medians of some rounds. */
async function main(): Promise<void> {
  const [data, other] = [temporaryDataDir(), temporaryDataDir()]
  const first = await startClubProcess(data.path, WIDE_LOGIN)
  const databaseUrl = databaseUrlOf(data.path)
  const redisPort = readFileSync(join(data.path, 'redis.port'), 'utf8').trim()
  writeFileSync(join(other.path, 'jwt-secret'), first.jwtSecret)
  const second = await startClubProcess(other.path, {
    ...WIDE_LOGIN,
    DATABASE_URL: databaseUrl,
    REDIS_URL: `redis://:${readFileSync(join(data.path, 'redis.password'), 'utf8').trim()}@127.0.0.1:${redisPort}`,
    ADMIN_PASSWORD: readFileSync(join(data.path, 'admin-password'), 'utf8').trim(),
  })
  try {
    const runs: Awaited<ReturnType<typeof oneRound>>[] = []
    for (let round = 0; round < rounds; round++) runs.push(await oneRound([first, second], databaseUrl))
    const of = (name: keyof (typeof runs)[number]) => median(runs.map((run) => run[name]))
    const share = median(runs.map((run) => run.logins / run.bare))
    const slower = median(runs.map((run) => run.busyMs / run.quietMs))
    told('token check, the first time, median', `${of('first').toFixed(1)} µs`, '< 50 µs', of('first') < 50)
    told('token check, known already, median', `${of('again').toFixed(1)} µs`, '< 50 µs', of('again') < 50)
    told(
      `log-ins a second (${of('logins').toFixed(0)}) against bare hashes (${of('bare').toFixed(0)})`,
      share.toFixed(2),
      '>= 0.8',
      share >= 0.8,
    )
    told('event loop delay meanwhile, p99', `${of('loopMs').toFixed(1)} ms`, '< 50 ms', of('loopMs') < 50)
    told(
      `spins meanwhile, p99 (${of('busyMs').toFixed(1)} ms) against alone (${of('quietMs').toFixed(1)} ms)`,
      slower.toFixed(2),
      '<= 2',
      slower <= 2,
    )
    told(
      `forced log-out of ${rooms} rooms in two processes`,
      `${of('closedMs').toFixed(0)} ms`,
      '< 2000 ms',
      of('closedMs') < 2_000,
    )
  } finally {
    await second.stop()
    await first.stop()
    other.remove()
    data.remove()
  }
}

await main()
