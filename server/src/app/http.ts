import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type AdminRole, accept, higherRank, type Refusal } from '@casino-club/shared'
import type { Redis } from 'ioredis'
import type { DataSource } from 'typeorm'
import { z } from 'zod'
import { achievementAdminRoutes, achievementRoutes } from '../achievements/index.ts'
import {
  accountStateRoutes,
  adminAccessRoutes,
  adminRoutes,
  adminSafePlayRoutes,
  adminsRoutes,
  auditLogRoutes,
  Dashboard,
  inviteRoutes,
  noteRoutes,
  oddsRoutes,
  playerRoutes,
  playsRoutes,
  roleMay,
  scheduleRoutes,
} from '../admin/index.ts'
import { ageReviewRoutes, ageRoutes } from '../age/index.ts'
import { alertReportRoutes } from '../alerts/index.ts'
import { battlePassAdminRoutes, battlePassRoutes, findPassItems } from '../battlepass/index.ts'
import { adminBoardRoutes, Boards, boardRoutes, Cohorts, cohortRoutes, Ranks } from '../boards/index.ts'
import {
  clubStatsRoutes,
  disclosureRoutes,
  fairnessRoutes,
  feedbackRoutes,
  gameRoutes,
  playRoutes,
} from '../games/index.ts'
import {
  accountRoutes,
  findRank,
  identityRoutes,
  providerRoutes,
  rbacRoutes,
  type TokenClaims,
} from '../identity/index.ts'
import { adminInvitationRoutes, Invitations, invitationRoutes } from '../invitations/index.ts'
import { inventoryRoutes, itemRoutes } from '../items/index.ts'
import { jobRoutes } from '../jobs/index.ts'
import { Merges, mergeRoutes } from '../merges/index.ts'
import { findMissionItems, missionAdminRoutes, missionRoutes } from '../missions/index.ts'
import { moodRoutes } from '../mood/index.ts'
import { unsubscribePages } from '../notify/email/index.ts'
import { ownDataRoutes } from '../own-data/index.ts'
import { createApp } from '../platform/http/app.ts'
import { rateLimiter } from '../platform/http/rate-limit.ts'
import { type AnyRoute, type Principal, route } from '../platform/http/route.ts'
import { StartError } from '../platform/start-error.ts'
import { Imports, importRoutes, rewardRoutes } from '../rewards/index.ts'
import { lotteryRoutes, roundRoutes } from '../rounds/index.ts'
import { refillBelow, safePlayRoutes } from '../safe-play/index.ts'
import { sharePages, shareRoutes } from '../shares/index.ts'
import {
  adminPurchaseRoutes,
  blockRoutes,
  findSoldItems,
  productRoutes,
  promoBatchRoutes,
  promoRoutes,
  refundRoutes,
  reportRoutes,
  shopRoutes,
  stockRoutes,
  webhookRoutes,
} from '../shop/index.ts'
import { findFollowedIds, findUnseen, Social, socialRoutes } from '../social/index.ts'
import { streakRoutes } from '../streaks/index.ts'
import { tutorialRoutes } from '../tutorial/index.ts'
import { adminUnlockRoutes, unlockRoutes } from '../unlock/index.ts'
import { adminVaultRoutes, vaultReportRoutes, vaultRoutes } from '../vaults/index.ts'
import { adminVipRoutes, benefitsFor, vipRoutes } from '../vip/index.ts'
import type { Core } from './core.ts'
import { insightRoutes } from './insight-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { countersReader } from './stream.ts'
import { triedRoutes } from './tried-routes.ts'

const PROJECT = join(import.meta.dirname, '../../..')
const VERSION = '0.1.0'
const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600

/** What every slice answers over HTTP; a new slice is one line here. */
export function allRoutes(core: Core, orm: DataSource, redis: Redis): AnyRoute[] {
  const { pool, actors, players, tables, sessions, accounts, bus, clock, rules, catalogue, lottery, rounds } = core
  const below = () => refillBelow({ ...core, smallestStake: core.leastStake })
  const { logins, factors, oidc, log } = core
  const dashboard = new Dashboard(pool, tables, clock, countersReader(core.config))
  return [
    clientConfigRoute(core),
    ...clubStatsRoutes({ pool, players, clock }),
    ...disclosureRoutes(tables, clock),
    ...feedbackRoutes(),
    ...gameRoutes({ pool, clock, findPlayer: (id) => accounts.profile(id) }),
    ...playRoutes({ actors, tables, rules: rules.games }),
    ...lotteryRoutes({ pool, lottery, rounds, players }),
    ...roundRoutes(pool),
    ...safePlayRoutes({ ...core, rules: rules.safe, refillBelow: below }),
    ...adminSafePlayRoutes({ ...core, refillBelow: below }),
    ...progressRoutes(core, redis),
    ...tutorialRoutes({ ...core, rules: rules.tutorial, rewardCoins: core.config.tutorialRewardCoins }),
    // Before /api/users/:id.
    ...ageRoutes(core.age),
    ...ownDataRoutes({ pool, clock }),
    ...identityRoutes({ accounts, sessions, logins, factors, devices: core.devices, pool, clock }),
    ...providerRoutes(
      oidc && { oidc: oidc.logins, publicUrl: oidc.publicUrl, accounts, devices: core.devices, pool, clock, log },
    ),
    ...accountRoutes(core),
    ...fairnessRoutes({ pool, players, actors, tables, rotate: rules.rotate as never }),
    ...adminAccessRoutes({ pool, clock, sessions, factors }),
    ...adminRoutes({ pool, tables, dashboard }),
    ...inviteRoutes(core),
    ...oddsRoutes({ tables, clock, pool }),
    ...rewardRoutes({ pool, actors, catalogue, bus, factors }),
    ...importRoutes({ pool, clock, imports: new Imports({ pool, bus, clock, catalogue }) }),
    ...inventoryRoutes({ actors, use: rules.useItem }),
    ...itemRoutes({ pool, clock, catalogue, granted: grantedNow(core) }),
    ...scheduleRoutes({ schedule: core.schedule, tables, clock }),
    ...playsRoutes({ tables, clock, pool }),
    ...accountStateRoutes({ pool, actors, sessions, bus, clock }),
    ...jobRoutes(core.jobs),
    ...mergeRoutes(new Merges(core)),
    ...noteRoutes({ pool, clock }),
    ...messageRoutes(core),
    ...adminsRoutes({ pool, sessions, guard: core.guard, clock }),
    ...auditLogRoutes({ pool, orm, clock }),
    ...ageReviewRoutes({ pool, actors, bus, clock }),
    ...shopRoutes(core.shopping),
    ...productRoutes(core.shopping),
    ...promoRoutes(core),
    ...promoBatchRoutes(core),
    ...stockRoutes(core),
    ...adminPurchaseRoutes(core.shopping),
    ...refundRoutes(core.shopping),
    ...blockRoutes(core),
    ...reportRoutes({ ...core.shopping, zone: core.policy.zone }),
    ...webhookRoutes(core.shopping),
    ...rbacRoutes((userId) => rankThatCounts(core, userId)),
    ...playerRoutes({ pool, orm, actors, players, sessions, factors, bus, clock }),
  ]
}

/** What players are to do, and what they get for it. */
function progressRoutes(core: Core, redis: Redis): AnyRoute[] {
  const { pool } = core
  const friends = {
    followedBy: (userId: number) => findFollowedIds(pool, userId),
    unseenBy: (userId: number, ids: readonly number[]) => findUnseen(pool, userId, ids),
  }
  const boards = new Boards({ ...core, ranks: new Ranks(redis), friends })
  const invitations = new Invitations(core)
  const social = new Social({ ...core, ranksOf: (ids) => boards.ranksOf(ids) })
  return [
    ...missionRoutes(core),
    ...missionAdminRoutes(core),
    ...achievementRoutes(core),
    ...achievementAdminRoutes(core),
    ...battlePassRoutes(core.passes),
    ...battlePassAdminRoutes(core),
    ...vaultRoutes(core),
    ...adminVaultRoutes(core.vaults, core.pool),
    ...vaultReportRoutes(core.pool, core.clock),
    ...alertReportRoutes(core),
    ...streakRoutes(core),
    ...boardRoutes({ ...core, boards }),
    ...adminBoardRoutes({ ...core, boards }),
    ...cohortRoutes(new Cohorts({ ...core, friends })),
    ...socialRoutes({ pool, social }),
    ...vipRoutes(core),
    ...adminVipRoutes(core),
    ...unlockRoutes(core),
    ...adminUnlockRoutes(core),
    ...moodRoutes(core),
    ...insightRoutes(core),
    ...triedRoutes(core),
    ...invitationRoutes(invitations),
    ...shareRoutes({ ...core, rankOf: (userId, board) => boards.rankOf(userId, board) }),
    ...adminInvitationRoutes({ ...core, invitations }),
  ]
}

/** Items that are granted by what is in force or owed: games, products, missions, achievements, the battle pass. */
const grantedNow =
  ({ tables, clock }: Core): Parameters<typeof itemRoutes>[0]['granted'] =>
  async (tx) =>
    new Set([
      ...(await tables.granted(tx)),
      ...(await findSoldItems(tx)),
      ...(await findMissionItems(tx, clock.nowMs())),
      ...(await findPassItems(tx)),
    ])

/** A player's own rank, or that of his tier where it is higher. */
async function rankThatCounts({ pool }: Core, userId: number) {
  const rank = await findRank(pool, userId)
  return rank && higherRank(rank, (await benefitsFor(pool, userId)).rank)
}

/** Where the web app opens its sockets: beside this host unless the operator says otherwise. */
function clientConfigRoute({ config }: Core): AnyRoute {
  return route({
    method: 'get',
    path: '/api/client-config',
    summary: 'Where the game port is',
    tag: 'operation',
    access: 'none',
    reply: z.object({ gameUrl: z.string() }),
    handle: async ({ request }) => {
      const host = request.header('host') ?? `localhost:${config.httpPort}`
      const address = `http://${host}`
      const hostname = URL.canParse(address) ? new URL(address).hostname : 'localhost'
      return accept({ gameUrl: config.publicGameUrl ?? `http://${hostname}:${config.gamePort}` })
    },
  })
}

function principalOf(claims: TokenClaims): Principal {
  if (claims.kind === 'player') return { kind: 'player', userId: claims.userId, sessionId: claims.sessionId }
  const { adminId, siteId, role, sessionId, enrolOnly } = claims
  return { kind: 'admin', adminId, siteId, role, sessionId, ...(enrolOnly && { enrolOnly }) }
}

function gameOrigins({ config }: Core): string[] {
  if (config.publicGameUrl === null) return [`http://*:${config.gamePort}`, `ws://*:${config.gamePort}`]
  const { origin } = new URL(config.publicGameUrl)
  return [origin, origin.replace(/^http/, 'ws')]
}

/** Opens the HTTP port; resolves when it listens. `warnings` is what readiness tells beside yes or no. */
export async function startHttp(
  core: Core,
  orm: DataSource,
  redis: Redis,
  warnings: () => readonly string[],
): Promise<Server> {
  const { config, log, metrics, sessions } = core
  const authenticate = async (token: string): Promise<Principal | Refusal> => {
    const claims = await sessions.authenticate(token)
    return 'reason' in claims ? claims : principalOf(claims)
  }
  const app = createApp({
    routes: allRoutes(core, orm, redis),
    handlers: {
      authenticate,
      may: (principal, permission) =>
        principal.kind === 'admin' && roleMay(principal.role satisfies AdminRole, permission),
      proven: (principal, whose) => core.factors.isProven(principal, whose),
      rankOf: (userId) => rankThatCounts(core, userId),
      limiters: {
        general: rateLimiter(redis, 'http', config.limits.requestsPerMinute, MINUTE_SECONDS),
        signup: rateLimiter(redis, 'signup', config.limits.signupsPerHour, HOUR_SECONDS),
        invite: rateLimiter(redis, 'invite', config.limits.inviteChecksPerHour, HOUR_SECONDS),
        account: rateLimiter(redis, 'account', config.limits.accountRequestsPerHour, HOUR_SECONDS),
        social: rateLimiter(redis, 'social', config.limits.friendChangesPerHour, HOUR_SECONDS),
        activity: rateLimiter(redis, 'activity', config.limits.activityRequestsPerHour, HOUR_SECONDS),
        visit: rateLimiter(redis, 'visit', config.limits.activityRequestsPerHour, HOUR_SECONDS),
        export: rateLimiter(redis, 'export', config.limits.exportsPerHour, HOUR_SECONDS),
      },
    },
    log,
    metrics,
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    gameOrigins: gameOrigins(core),
    metricsToken: config.metricsToken,
    ready: async () => {
      await core.pool.query('select 1')
      if (!core.bus.connected) throw new Error('the bus is not connected')
      return warnings()
    },
    clientDir: join(PROJECT, 'client/dist'),
    adminDir: join(PROJECT, 'admin/dist'),
    version: VERSION,
    pages: [sharePages(core), ...unsubscribePages({ ...core, ...core.letters })],
    mounts: [core.queueBoard],
  })
  const server = createServer(app)
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  await listen(server, config.host, config.httpPort)
  return server
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken; set HTTP_PORT to a free one or stop what listens there.`
      reject(error.code === 'EADDRINUSE' ? new StartError(taken) : error)
    })
    server.listen(port, host, resolve)
  })
}
