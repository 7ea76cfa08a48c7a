import { GAME_DEFINITIONS } from '@casino-club/shared'
import { auditDriftStop, auditSchedule } from '../admin/index.ts'
import type { Config } from '../config.ts'
import { fairnessRotateRule, nodeHmac } from '../fairness/index.ts'
import { DriftWatch, OddsSchedule, OddsTables, playRule } from '../games/index.ts'
import {
  AccessTokens,
  Accounts,
  deriveKey,
  KeyRing,
  Logins,
  OidcLogins,
  OpenIdProvider,
  SecondFactors,
  SecretBox,
  SessionRegistry,
  Sessions,
} from '../identity/index.ts'
import { Catalogue, useItemRule } from '../items/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import { Bus } from '../platform/postgres/bus.ts'
import { createPool, type Pool } from '../platform/postgres/pool.ts'
import { Journal, journalStore, PlayerActors, playerStore, type RecordedPlay, Together } from '../player/index.ts'
import { Lottery, Rounds, StakeDesk } from '../rounds/index.ts'
import type { Services } from './services.ts'

/** Batches under way at once; two keep Postgres busy while the next one is put together. */
const JOURNAL_LANES = 2
/** Enough to share a commit; small, so that one batch is sent while another is written. */
const MAX_BATCH = 64
const POOL_SIZE = 12

/** Time and chance come from outside, so that tests can bring their own. */
export interface Sources {
  readonly clock: Clock
  readonly random: RandomSource
}

/** Everything that rooms, HTTP and jobs of one process are made of. */
export type Core = Awaited<ReturnType<typeof buildCore>>

/** Builds the process's parts from the bottom up and reads what they cache; nothing is open to the outside yet. */
export async function buildCore(config: Config, services: Services, log: Log, { clock, random }: Sources) {
  const metrics = createMetrics()
  const pool = createPool({ databaseUrl: services.databaseUrl, max: POOL_SIZE, log, name: 'casino-club' })
  const journalPool = createPool({
    databaseUrl: services.databaseUrl,
    max: JOURNAL_LANES + 2,
    log,
    name: 'casino-journal',
  })
  const bus = new Bus(services.databaseUrl, log)
  await bus.start()
  const catalogue = new Catalogue({ pool, bus, clock, log })
  const tables = new OddsTables(pool, bus, clock, log, (via, items) => catalogue.refuseGrants(via, items))
  const drift = new DriftWatch({ pool, tables, clock, log, metrics, stopped: auditDriftStop(clock) })
  const schedule = new OddsSchedule({ pool, bus, tables, clock, log, audit: auditSchedule(clock) })
  const play = buildPlay({ drift, pool, journalPool, bus, metrics, log, clock, random, tables, catalogue })
  const identity = await buildIdentity(config, services, { pool, bus, log, clock, random })
  await catalogue.load()
  await tables.loadAll()
  drift.start()
  return {
    config,
    services,
    log,
    clock,
    random,
    metrics,
    pool,
    bus,
    catalogue,
    tables,
    drift,
    schedule,
    ...play,
    ...identity,
    async close() {
      await play.journal.drain()
      await drift.stop()
      await bus.stop()
      await Promise.all([pool.end(), journalPool.end()])
    },
  }
}

interface PlayParts extends Sources {
  readonly pool: Pool
  readonly journalPool: Pool
  readonly bus: Bus
  readonly metrics: Metrics
  readonly log: Log
  readonly tables: OddsTables
  readonly catalogue: Catalogue
  readonly drift: DriftWatch
}

function buildPlay({ pool, journalPool, bus, metrics, log, clock, random, tables, drift, catalogue }: PlayParts) {
  const journal = new Journal(journalStore(journalPool), metrics, { lanes: JOURNAL_LANES, maxBatch: MAX_BATCH })
  const players = playerStore(pool)
  const played = (play: RecordedPlay) => {
    metrics.spins.inc({ game: play.game })
    drift.counts.add(play)
  }
  const actors = new PlayerActors({ journal, store: players, clock, hmac: nodeHmac, log, metrics, played }, bus, pool)
  const expiryOf = (item: string, nowMs: number) => catalogue.expiryOf(item, nowMs)
  const useItem = useItemRule((id) => catalogue.find(id))
  const games = Object.fromEntries(
    Object.values(GAME_DEFINITIONS).map((game) => [game.id, playRule(game, () => tables.current(game.id), expiryOf)]),
  )
  const desk = new StakeDesk(new Together(actors, journal, log), log)
  const rounds = new Rounds({ pool, tables, desk, clock, random, log })
  const lottery = new Lottery({ pool, rounds, actors, bus, clock, log })
  return { journal, players, actors, rounds, lottery, rules: { games, rotate: fairnessRotateRule(random), useItem } }
}

async function buildIdentity(
  config: Config,
  services: Services,
  { pool, bus, log, clock, random }: Sources & { pool: Pool; bus: Bus; log: Log },
) {
  const keys = new KeyRing({ pool, secret: services.jwtSecret, clock, random })
  keys.follow(bus, log)
  await keys.load()
  const tokens = new AccessTokens(keys, config.accessTokenSeconds, clock)
  const registry = new SessionRegistry(pool, bus, clock, config.accessTokenSeconds, log)
  await registry.load()
  const { refreshTokenSeconds, login } = config
  const sessions = new Sessions({
    pool,
    bus,
    tokens,
    registry,
    clock,
    random,
    refreshTokenSeconds,
    maxSessions: config.limits.maxSessions,
    successorKey: deriveKey(services.jwtSecret, 'refresh-successor'),
  })
  const previous = config.jwtSecretPrevious === null ? [] : [config.jwtSecretPrevious]
  const box = new SecretBox(services.jwtSecret, previous, random)
  const factors = new SecondFactors({ pool, box, clock, random, lockoutSeconds: login.lockoutSeconds })
  const { adminSecondFactorRequired } = config
  const logins = new Logins({ pool, sessions, factors, clock, random, adminSecondFactorRequired })
  const accounts = new Accounts({ pool, sessions, logins, clock, random, login })
  const oidc = config.oidc && {
    logins: new OidcLogins({
      pool,
      provider: new OpenIdProvider({
        ...config.oidc,
        redirectUri: new URL('/api/auth/oidc/callback', config.oidc.publicUrl).href,
      }),
      accounts,
      logins,
      clock,
      random,
    }),
    publicUrl: config.oidc.publicUrl,
  }
  return { keys, tokens, registry, sessions, factors, logins, accounts, oidc }
}
