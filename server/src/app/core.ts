import { GAME_DEFINITIONS } from '@casino-club/shared'
import { auditDriftStop, auditSchedule } from '../admin/index.ts'
import { AgeChecks, ageGuard, declaredAge } from '../age/index.ts'
import { Passes } from '../battlepass/index.ts'
import type { Config } from '../config.ts'
import { Experiments } from '../experiments/index.ts'
import { fairnessRotateRule, nodeHmac } from '../fairness/index.ts'
import { DriftWatch, OddsSchedule, OddsTables, playRule } from '../games/index.ts'
import { Catalogue, useItemRule } from '../items/index.ts'
import { Centre, LiveFeeds, spreadArrivals } from '../notify/index.ts'
import { type Clock, systemStopwatch } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import { Bus } from '../platform/postgres/bus.ts'
import { createPool, type Pool } from '../platform/postgres/pool.ts'
import { dayNumberIn } from '../platform/time/calendar.ts'
import {
  Journal,
  journalStore,
  PlayerActors,
  PlayPace,
  playerStore,
  type RecordedPlay,
  Together,
} from '../player/index.ts'
import { hasOpenStakes, Lottery, Rounds, StakeDesk } from '../rounds/index.ts'
import {
  mayContact,
  mayOffer,
  type Policy,
  policyOf,
  safePlayGuard,
  safeRules,
  smallestStake,
} from '../safe-play/index.ts'
import { segmentSource } from '../segments/index.ts'
import { Streaks } from '../streaks/index.ts'
import { tutorialRules } from '../tutorial/index.ts'
import { claimRule, VaultKeeper, Vaults } from '../vaults/index.ts'
import { buildIdentity } from './identity.ts'
import { buildJobs } from './jobs.ts'
import { buildPush } from './push.ts'
import { buildQueueBoard } from './queue-board.ts'
import type { Services } from './services.ts'
import { buildShop } from './shop.ts'

/** Batches under way at once; two keep Postgres busy while the next one is put together. */
const JOURNAL_LANES = 2
/** Transactions with rows of their own under way at once, beside the batches; some of them wait for a row that many want. */
const JOURNAL_HANDS = 6
/** Enough to share a commit; small, so that one batch is sent while another is written. */
const MAX_BATCH = 64
const POOL_SIZE = 12

/** Time and chance come from outside, so that tests can bring their own. */
export interface Sources {
  readonly clock: Clock
  readonly random: RandomSource
  /** Told between two steps of a purchase; where tests stop the world. */
  readonly reached?: (point: string) => Promise<void>
}

/** Everything that rooms, HTTP and jobs of one process are made of. */
export type Core = Awaited<ReturnType<typeof buildCore>>

/** Builds the process's parts from the bottom up and reads what they cache; nothing is open to the outside yet. */
export async function buildCore(config: Config, services: Services, log: Log, sources: Sources) {
  const { clock, random } = sources
  const metrics = createMetrics()
  const pool = createPool({ databaseUrl: services.databaseUrl, max: POOL_SIZE, log, name: 'casino-club' })
  const { databaseUrl } = services
  const journalPool = createPool({ databaseUrl, max: JOURNAL_LANES + JOURNAL_HANDS, log, name: 'casino-journal' })
  const bus = await openBus(databaseUrl, log)
  const policy = policyOf(config.safePlayPolicy)
  const age = new AgeChecks({ pool, clock, provider: declaredAge, ...config.age, zone: policy.zone })
  const parts = { pool, bus, log, clock, random, metrics, policy }
  const odds = buildOdds(parts)
  const { catalogue, tables, drift } = odds
  const coming = { ratedGames: config.age.ratedGames, tutorialRewardCoins: config.tutorialRewardCoins }
  const play = buildPlay({ ...parts, ...coming, drift, journalPool, tables, catalogue })
  const { actors, together, plays } = play
  const shopping = await buildShop(config, services, { ...sources, ...parts, catalogue, actors, together, plays })
  const identityParts = { ...parts, plays, mayContact: mayContact(pool, policy) }
  const identity = await buildIdentity(config, services, identityParts)
  const push = await buildPush(config, services, { ...identityParts, sessions: identity.sessions })
  const queueBoard = buildQueueBoard(services, { ...parts, sessions: identity.sessions })
  const dayOf = dayNumberIn(policy.zone)
  const publish: Bus['publish'] = (...message) => bus.publish(...message)
  const offering = await buildOffering({ ...parts, policy, actors })
  const timed = buildJobs({ ...identityParts, policy, config, actors, catalogue, dayOf, publish })
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
    ...odds,
    policy,
    dayOf,
    mayContact: identityParts.mayContact,
    centre: new Centre(parts),
    feeds: new LiveFeeds(parts),
    ...offering,
    age,
    shopping,
    push,
    queueBoard,
    ...play,
    ...identity,
    ...timed,
    async close() {
      await play.journal.drain()
      await Promise.all([push.close(), queueBoard.close()])
      await drift.stop()
      await bus.stop()
      await Promise.all([pool.end(), journalPool.end()])
    },
  }
}

async function openBus(databaseUrl: string, log: Log): Promise<Bus> {
  const bus = new Bus(databaseUrl, log)
  spreadArrivals(bus)
  await bus.start()
  return bus
}

/** Items, the tables that are drawn from, and what watches over them. */
function buildOdds({ pool, bus, clock, log, metrics }: Pick<PlayParts, 'pool' | 'bus' | 'clock' | 'log' | 'metrics'>) {
  const catalogue = new Catalogue({ pool, bus, clock, log })
  const tables = new OddsTables(pool, bus, clock, log, (via, items) => catalogue.refuseGrants(via, items))
  return {
    catalogue,
    tables,
    drift: new DriftWatch({ pool, tables, clock, log, metrics, stopped: auditDriftStop(clock) }),
    schedule: new OddsSchedule({ pool, bus, tables, clock, log, audit: auditSchedule(clock) }),
  }
}

/** Who may be shown offers, and what is tried out on whom. */
async function buildOffering(
  parts: Pick<PlayParts, 'pool' | 'bus' | 'clock' | 'log' | 'policy'> & { actors: PlayerActors },
) {
  const offered = mayOffer(parts.pool, parts.policy)
  const experiments = new Experiments({ ...parts, mayOffer: offered, segments: segmentSource(parts.pool) })
  await experiments.load()
  return { mayOffer: offered, experiments }
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
  readonly policy: Policy
  readonly ratedGames: readonly string[]
  readonly tutorialRewardCoins: number
}

function buildPlay({
  pool,
  journalPool,
  bus,
  metrics,
  log,
  clock,
  random,
  tables,
  drift,
  catalogue,
  policy,
  ratedGames,
  tutorialRewardCoins,
}: PlayParts) {
  const plays = new PlayPace(systemStopwatch)
  const journal = new Journal(journalStore(journalPool), metrics, {
    lanes: JOURNAL_LANES,
    maxBatch: MAX_BATCH,
    hands: JOURNAL_HANDS,
    wrote: (ms) => plays.wrote(ms),
  })
  const players = playerStore(pool)
  const played = (play: RecordedPlay) => {
    metrics.spins.inc({ game: play.game })
    drift.counts.add(play)
    plays.played()
  }
  const guard = ageGuard(safePlayGuard(policy), ratedGames)
  const actors = new PlayerActors(
    { journal, store: players, clock, hmac: nodeHmac, log, metrics, guard, played },
    bus,
    pool,
  )
  const expiryOf = (item: string, nowMs: number) => catalogue.expiryOf(item, nowMs)
  const useItem = useItemRule((id) => catalogue.find(id))
  const games = Object.fromEntries(
    Object.values(GAME_DEFINITIONS).map((game) => [game.id, playRule(game, () => tables.current(game.id), expiryOf)]),
  )
  const together = new Together(actors, journal, log)
  const desk = new StakeDesk(together, metrics, log)
  const rounds = new Rounds({ pool, tables, desk, clock, random, log })
  const lottery = new Lottery({ pool, rounds, actors, bus, clock, log })
  const leastStake = () => smallestStake((game) => tables.current(game))
  const safe = safeRules({ bus, policy, hasOpenStakes, smallestStake: leastStake })
  const tutorial = tutorialRules(tutorialRewardCoins)
  const rules = { games, rotate: fairnessRotateRule(random), useItem, safe, tutorial, claimVault: claimRule }
  const keeper = new VaultKeeper({ pool, actors, together, players, clock, log, metrics })
  const vaults = new Vaults({ pool, clock, keeper })
  const streaks = new Streaks({ pool, actors, players, clock })
  const passes = new Passes({ pool, actors, clock, policy, catalogue })
  const acting = { journal, plays, players, actors, together }
  return { ...acting, rounds, lottery, rules, leastStake, keeper, vaults, streaks, passes }
}
