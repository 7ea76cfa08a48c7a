import { randomBytes, randomUUID } from 'node:crypto'
import { insertFirstSeeds } from '@casino-club/server/src/fairness/index.ts'
import { AccessTokens, KeyRing } from '@casino-club/server/src/identity/index.ts'
import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { systemRandom } from '@casino-club/server/src/platform/ids.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, inTransaction, type Queryable } from '@casino-club/server/src/platform/postgres/pool.ts'
import { openPlayer, WELCOME } from '@casino-club/server/src/player/index.ts'
import { openFirstVaults } from '@casino-club/server/src/vaults/index.ts'
import type { Balances } from '@casino-club/shared'

export interface TestPlayer {
  readonly userId: number
  readonly accessToken: string
}

const TOKEN_SECONDS = 86_400
const PER_TRANSACTION = 100

/**
 * Opens players straight in the database of a club of our own, without the cost of hashing a password each: what is
 * measured is play, not sign-up. Their books are complete, so that an audit of the load holds; `also` is what comes with an
 * account, its first vaults unless told otherwise.
 */
export async function openPlayers(
  databaseUrl: string,
  jwtSecret: string,
  count: number,
  welcome: Balances = WELCOME,
  also: (tx: Queryable, userId: number, nowMs: number) => Promise<void> = openFirstVaults,
): Promise<TestPlayer[]> {
  const pool = createPool({ databaseUrl, max: 2, log: createLog('error'), name: 'casino-loadtest' })
  const keys = new KeyRing({ pool, secret: jwtSecret, clock: systemClock, random: systemRandom })
  await keys.load()
  const tokens = new AccessTokens(keys, TOKEN_SECONDS, systemClock)
  const players: TestPlayer[] = []
  try {
    while (players.length < count) {
      const some = Math.min(PER_TRANSACTION, count - players.length)
      players.push(...(await inTransaction(pool, (tx) => openSome(tx, tokens, some, { welcome, also }))))
    }
    return players
  } finally {
    await pool.end()
  }
}

type Opening = {
  readonly welcome: Balances
  readonly also: (tx: Queryable, userId: number, nowMs: number) => Promise<void>
}

async function openSome(
  tx: Queryable,
  tokens: AccessTokens,
  count: number,
  { welcome, also }: Opening,
): Promise<TestPlayer[]> {
  const players: TestPlayer[] = []
  const nowMs = systemClock.nowMs()
  for (let index = 0; index < count; index++) {
    const name = `load-${randomBytes(6).toString('hex')}`
    const { rows } = await tx.query<{ id: number }>(
      `insert into users (site_id, nickname, password_hash, created_at) values ($1, $1, '!', now()) returning id`,
      [name],
    )
    const userId = rows[0]?.id ?? 0
    await insertFirstSeeds(tx, userId, name, systemRandom, nowMs)
    await openPlayer(tx, userId, systemRandom, nowMs, welcome)
    await also(tx, userId, nowMs)
    const sessionId = randomUUID()
    await tx.query(
      `insert into sessions (id, user_id, created_at, last_used_at, expires_at)
       values ($1, $2, now(), now(), now() + interval '1 day')`,
      [sessionId, userId],
    )
    players.push({ userId, accessToken: tokens.sign({ kind: 'player', userId }, sessionId) })
  }
  return players
}

const BATCH = 20

/** Signs players up through the front door of a club that is not ours to write into. */
export async function signUpPlayers(httpUrl: string, inviteCode: string, count: number): Promise<TestPlayer[]> {
  const players: TestPlayer[] = []
  while (players.length < count) {
    const some = Array.from({ length: Math.min(BATCH, count - players.length) }, () => signUp(httpUrl, inviteCode))
    players.push(...(await Promise.all(some)))
  }
  return players
}

async function signUp(httpUrl: string, inviteCode: string): Promise<TestPlayer> {
  const siteId = `load-${randomBytes(8).toString('hex')}`
  const body = { siteId, nickname: siteId.slice(0, 20), password: randomUUID(), inviteCode }
  const response = await fetch(`${httpUrl}/api/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const reply = (await response.json()) as { user?: { id: number }; accessToken?: string; reason?: string }
  if (reply.user === undefined || reply.accessToken === undefined) {
    throw new Error(`sign-up answered ${response.status} ${reply.reason ?? ''}`)
  }
  return { userId: reply.user.id, accessToken: reply.accessToken }
}
