import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type AdminSessionReply, PLAYER_ROOM, type PlayerRoomState, type SessionReply } from '@casino-club/shared'
import { Client, type Room } from '@colyseus/sdk'
import { afterAll, vi } from 'vitest'
import { bookChecks } from '../../server/src/app/book-checks.ts'
import { type Club, startClub } from '../../server/src/app/club.ts'
import type { PaymentService } from '../../server/src/app/services.ts'
import { type AuditReport, auditBooks } from '../../server/src/books/index.ts'
import { readConfig } from '../../server/src/config.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { type RandomSource, systemRandom } from '../../server/src/platform/ids.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { freshDatabase } from './databases.ts'
import { freePort } from './ports.ts'
import { freshRedisUrl } from './redis.ts'
import { type Requests, requestsTo } from './requests.ts'
import { ownerOf, type Sql } from './sql.ts'

export const ADMIN_PASSWORD = 'the-password-of-tests'
export const JWT_SECRET = 'a-secret-that-only-tests-may-know-0123456789'

// The SDK tells the console of every connection that ends.
for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockReturnValue(undefined)

export interface ClubOptions {
  readonly env?: Record<string, string>
  readonly clock?: Clock
  readonly random?: RandomSource
  readonly databaseUrl?: string
  readonly redisUrl?: string
  readonly payments?: PaymentService
}

export interface TestPlayer {
  readonly userId: number
  readonly siteId: string
  readonly nickname: string
  readonly password: string
  readonly accessToken: string
  readonly refreshToken: string
}

export type PlayerRoom = Room<unknown, PlayerRoomState>

export interface TestClub extends Requests {
  readonly core: Club['core']
  readonly transport: Club['transport']
  readonly httpUrl: string
  readonly gameUrl: string
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly sql: Sql
  signUp(overrides?: Record<string, unknown>): Promise<TestPlayer>
  /** An access token of the first admin, or of an admin of this role made for the occasion. */
  adminToken(role?: 'viewer' | 'support' | 'operator' | 'owner'): Promise<string>
  joinRoom(token: string, options?: object): Promise<PlayerRoom>
  audit(): Promise<AuditReport>
  stop(): Promise<void>
}

/** Limits out of the way; a test about a limit sets its own. */
export const WIDE_OPEN = {
  NODE_ENV: 'test',
  COMMANDS_PER_SECOND: '1000000',
  COMMAND_BURST: '1000000',
  HTTP_REQUESTS_PER_MINUTE: '10000000',
  SIGNUPS_PER_ADDRESS_PER_HOUR: '1000000',
  LOGIN_MAX_FAILED_PER_ADDRESS: '10000',
  MAX_SESSIONS: '1000',
  INVITE_CHECKS_PER_ADDRESS_PER_HOUR: '1000000',
  ACCOUNT_REQUESTS_PER_ADDRESS_PER_HOUR: '1000000',
  DATA_EXPORTS_PER_HOUR: '1000000',
  FRIEND_CHANGES_PER_HOUR: '1000000',
  ACTIVITY_REQUESTS_PER_HOUR: '1000000',
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  DATA_DIR: join(import.meta.dirname, 'there-is-none'),
  ADMIN_PASSWORD,
  JWT_SECRET,
}

/**
 * A whole club in this process, on a database and a Redis of its own. Colyseus allows one a process, so a test file opens
 * one, at its top; it is stopped when the file is over.
 */
export async function openClub(options: ClubOptions = {}): Promise<TestClub> {
  const databaseUrl = options.databaseUrl ?? (await freshDatabase())
  const redisUrl = options.redisUrl ?? (await freshRedisUrl())
  const { TRANSPORT = 'auto' } = process.env
  const ports = { GAME_PORT: `${await freePort()}`, HTTP_PORT: `${await freePort()}` }
  const config = readConfig({ ...WIDE_OPEN, TRANSPORT, ...ports, ...options.env })
  const services = {
    databaseUrl,
    redisUrl,
    jwtSecret: JWT_SECRET,
    adminPassword: ADMIN_PASSWORD,
    receiptSecrets: [`k1:${JWT_SECRET}`],
    payments: options.payments ?? null,
    stop: async () => undefined,
  }
  const sources = { clock: options.clock ?? systemClock, random: options.random ?? systemRandom }
  const opened = await startClub(config, services, createLog(config.logLevel), sources)
  const { sql, pool } = ownerOf(databaseUrl)
  const httpUrl = `http://127.0.0.1:${config.httpPort}`
  const gameUrl = `http://127.0.0.1:${config.gamePort}`
  const requests = requestsTo(httpUrl)
  const rooms: PlayerRoom[] = []
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= (async () => {
      for (const room of rooms) room.reconnection.enabled = false
      await opened.stop()
      await pool.end()
    })()
    return stopped
  }
  afterAll(stop)
  return {
    ...requests,
    core: opened.core,
    transport: opened.transport,
    httpUrl,
    gameUrl,
    databaseUrl,
    redisUrl,
    sql,
    signUp: (overrides) => signUp(requests, overrides),
    adminToken: (role) => logInAdmin(requests, sql, role),
    async joinRoom(token, joinOptions) {
      const room = await joinRoom(gameUrl, token, joinOptions)
      rooms.push(room)
      return room
    },
    audit: async () => auditBooks(opened.core.pool, await bookChecks(opened.core.pool)),
    stop,
  }
}

/** A name that nobody else has. */
export function aName(prefix = 'p'): string {
  return `${prefix}${randomBytes(6).toString('hex')}`
}

export const newCommandId = (): string => randomUUID()

/** The body of a sign-up that would be accepted. */
export function aSignup(overrides: Record<string, unknown> = {}) {
  const siteId = aName()
  return { siteId, nickname: siteId, password: `secret of ${siteId}`, inviteCode: '5858', ...overrides }
}

export async function signUp({ post }: Requests, overrides?: Record<string, unknown>): Promise<TestPlayer> {
  const body = aSignup(overrides)
  const answer = await post<SessionReply>('/api/auth/signup', body)
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  const { user, accessToken, refreshToken } = answer.body
  const { siteId, nickname, password } = body
  return { userId: user.id, siteId, nickname, password, accessToken, refreshToken }
}

async function logInAdmin({ post }: Requests, sql: Sql, role?: string): Promise<string> {
  const siteId = role === undefined ? 'admin' : aName(role)
  if (role !== undefined) {
    await sql(
      `insert into admin_users (site_id, password_hash, role, created_at)
       select $1, password_hash, $2, now() from admin_users where site_id = 'admin'`,
      [siteId, role],
    )
  }
  const answer = await post<AdminSessionReply>('/api/auth/admin/login', { siteId, password: ADMIN_PASSWORD })
  if (answer.status !== 200) throw new Error(`the admin's log-in answered ${answer.status}`)
  return answer.body.accessToken
}

/** Joins the room of a token's player with the SDK; comes back after a drop however short the visit was. */
export async function joinRoom(gameUrl: string, token: string, options: object = {}): Promise<PlayerRoom> {
  const client = new Client(gameUrl)
  client.auth.token = token
  const room = await client.joinOrCreate<PlayerRoomState>(PLAYER_ROOM, options)
  room.reconnection.minUptime = 0
  for (const type of ['notice', 'kicked', 'refused']) room.onMessage(type, () => undefined)
  return room
}
