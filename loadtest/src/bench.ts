import { parseArgs } from 'node:util'
import { TABLED_GAMES } from '@casino-club/shared'
import { batchedInserts } from './baselines/batched-inserts.ts'
import type { BaselinePlayer } from './baselines/rows.ts'
import { typeormSpins } from './baselines/typeorm-spins.ts'
import { crashCrowd } from './crash-crowd.ts'
import { ageDatabase, databaseUrlOf } from './database.ts'
import { bytesPerEmptyRoom, bytesPerPlayer } from './memory.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers } from './players.ts'
import { joinAll, play, summarise } from './swarm.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    only: { type: 'string', default: 'speed,latency,open,gacha,crash,memory,rtp' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

const PLAYERS = 256
const FEW_PLAYERS = 64
const OPEN_LOOP_PLAYERS = 2_000
const MEMORY_PLAYERS = 1_000
const CRASH_PLAYERS = 1_000
const CRASH_ROUNDS = 3
const TYPEORM_CONNECTIONS = 10
const BET = 10

const say = (line: string) => process.stderr.write(`${line}\n`)

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Runs `measure` some times and gives the median of each figure. */
async function medians<T extends Record<string, number>>(name: string, measure: () => Promise<T>): Promise<T> {
  const runs: T[] = []
  for (let round = 1; round <= rounds; round++) {
    const run = await measure()
    say(`${name}, round ${round}: ${JSON.stringify(run)}`)
    runs.push(run)
  }
  const keys = Object.keys(runs[0] ?? {}) as (keyof T)[]
  return Object.fromEntries(keys.map((key) => [key, median(runs.map((run) => run[key] ?? 0))])) as T
}

interface Stage {
  readonly club: ClubProcess
  readonly databaseUrl: string
}

async function playOn({ club, databaseUrl }: Stage, count: number, perSecond?: number) {
  const connections = await joinAll(club.gameUrl, await openPlayers(databaseUrl, club.jwtSecret, count))
  const result = summarise(
    await play(connections, { seconds, bet: BET, ...(perSecond !== undefined && { spinsPerSecond: perSecond }) }),
  )
  for (const connection of connections) connection.leave()
  if (result.failed > 0 || Object.keys(result.refused).length > 0)
    say(`not all were accepted: ${JSON.stringify(result)}`)
  return result
}

async function baselinePlayers({ club, databaseUrl }: Stage): Promise<BaselinePlayer[]> {
  const players = await openPlayers(databaseUrl, club.jwtSecret, PLAYERS)
  return players.map(({ userId }) => ({ userId, version: 1, coins: 10_000 }))
}

/** Ours against both baselines, one after the other in every round, so that noise meets all three alike. */
function speed(stage: Stage) {
  return medians('speed', async () => {
    await ageDatabase(stage.databaseUrl)
    const ours = await playOn(stage, PLAYERS)
    const typeorm = await typeormSpins(stage.databaseUrl, await baselinePlayers(stage), seconds, TYPEORM_CONNECTIONS)
    const inserts = await batchedInserts(stage.databaseUrl, await baselinePlayers(stage), seconds)
    return {
      spinsPerSecond: ours.spinsPerSecond,
      p50Ms: ours.latencyMs.p50,
      p99Ms: ours.latencyMs.p99,
      typeormTransactionsPerSecond: Math.round(typeorm),
      batchedInsertsPerSecond: Math.round(inserts),
      ratioToTransactionPerSpin: ours.spinsPerSecond / typeorm,
      ratioToBatchedInserts: ours.spinsPerSecond / inserts,
    }
  })
}

function latency(stage: Stage) {
  return medians('latency', async () => {
    await ageDatabase(stage.databaseUrl)
    const lone = await playOn(stage, 1)
    const few = await playOn(stage, FEW_PLAYERS)
    return {
      loneCommitP50Ms: lone.latencyMs.p50,
      few64P99Ms: few.latencyMs.p99,
      ratioFewToLone: few.latencyMs.p99 / lone.latencyMs.p50,
    }
  })
}

function openLoop(stage: Stage) {
  return medians('open loop', async () => {
    await ageDatabase(stage.databaseUrl)
    const { spinsPerSecond, latencyMs } = await playOn(stage, OPEN_LOOP_PLAYERS, 1)
    return { openLoopSpinsPerSecond: spinsPerSecond, openLoopP50Ms: latencyMs.p50, openLoopP99Ms: latencyMs.p99 }
  })
}

/** Each round on fresh processes: memory once taken is seldom given back. */
function memory() {
  return medians('memory', async () => {
    const dataDir = temporaryDataDir()
    const club = await startClubProcess(dataDir.path)
    const players = await openPlayers(databaseUrlOf(dataDir.path), club.jwtSecret, MEMORY_PLAYERS + 100)
    const ours = await bytesPerPlayer(club, players)
    await club.stop()
    dataDir.remove()
    const empty = await bytesPerEmptyRoom(club.transport, MEMORY_PLAYERS)
    return { bytesPerPlayer: ours, bytesPerEmptyRoom: empty, ratioToEmptyRoom: ours / empty }
  })
}

/** Ten-pulls beside spins, one after the other in every round. */
function gacha({ club, databaseUrl }: Stage) {
  const command = { type: 'gacha.pull', choice: { count: 10 } }
  const welcome = { coins: 10_000, gems: 10_000_000, tickets: 0 }
  const measure = async (other: object) => {
    const connections = await joinAll(club.gameUrl, await openPlayers(databaseUrl, club.jwtSecret, PLAYERS, welcome))
    const result = summarise(await play(connections, { seconds, bet: BET, ...other }))
    for (const connection of connections) connection.leave()
    if (result.failed > 0 || Object.keys(result.refused).length > 0)
      say(`not all were accepted: ${JSON.stringify(result)}`)
    return result
  }
  return medians('gacha', async () => {
    await ageDatabase(databaseUrl)
    const spins = (await measure({})).spinsPerSecond
    const { spinsPerSecond: tenPulls, latencyMs } = await measure({ command })
    return {
      tenPullsPerSecond: tenPulls,
      tenPullP99Ms: latencyMs.p99,
      besideSpinsPerSecond: spins,
      ratioTenPullsToSpins: tenPulls / spins,
    }
  })
}

/** Everybody in one room, betting and cashing out in some rounds; how late the updates came. */
function crash({ club, databaseUrl }: Stage) {
  return medians('crash', async () => {
    const players = await openPlayers(databaseUrl, club.jwtSecret, CRASH_PLAYERS)
    return crashCrowd({ ...club, databaseUrl }, players, CRASH_ROUNDS)
  })
}

function exactRtp() {
  return medians('exact RTP', async () => {
    const startMs = performance.now()
    for (const game of Object.values(TABLED_GAMES)) game.analyse(game.standardTable)
    return { exactRtpMs: performance.now() - startMs }
  })
}

/** What each figure must reach, as `docs/performance.md` says it. */
const LIMITS: Record<string, { limit: number; atLeast: boolean }> = {
  ratioToTransactionPerSpin: { limit: 6, atLeast: true },
  ratioToBatchedInserts: { limit: 0.5, atLeast: true },
  p99Ms: { limit: 35, atLeast: false },
  ratioFewToLone: { limit: 10, atLeast: false },
  openLoopP99Ms: { limit: 25, atLeast: false },
  ratioTenPullsToSpins: { limit: 0.5, atLeast: true },
  crashUpdateP99Ms: { limit: 100, atLeast: false },
  crashBetsNotSettledOnce: { limit: 0, atLeast: false },
  ratioToEmptyRoom: { limit: 1.5, atLeast: false },
  exactRtpMs: { limit: 1_000, atLeast: false },
}

function table(figures: Record<string, number | string>): string {
  return Object.entries(figures)
    .map(([name, value]) => {
      const shown = typeof value === 'number' ? value.toFixed(value < 100 ? 2 : 0) : value
      const limit = LIMITS[name]
      if (limit === undefined || typeof value !== 'number') return `  ${name.padEnd(32)} ${shown.padStart(12)}`
      const met = limit.atLeast ? value >= limit.limit : value <= limit.limit
      return `  ${name.padEnd(32)} ${shown.padStart(12)}   ${limit.atLeast ? 'at least' : 'at most'} ${limit.limit}   ${met ? 'met' : 'NOT MET'}`
    })
    .join('\n')
}

async function main(): Promise<void> {
  const asked = new Set(values.only.split(','))
  const dataDir = temporaryDataDir()
  const club = await startClubProcess(dataDir.path)
  const stage = { club, databaseUrl: databaseUrlOf(dataDir.path) }
  say(`medians of ${rounds} rounds of ${seconds} s on ${club.transport}`)
  const figures = {
    transport: club.transport,
    ...(asked.has('speed') && (await speed(stage))),
    ...(asked.has('latency') && (await latency(stage))),
    ...(asked.has('open') && (await openLoop(stage))),
    ...(asked.has('gacha') && (await gacha(stage))),
    ...(asked.has('crash') && (await crash(stage))),
  }
  await club.stop()
  dataDir.remove()
  const all = { ...figures, ...(asked.has('memory') && (await memory())), ...(asked.has('rtp') && (await exactRtp())) }
  process.stdout.write(values.json ? `${JSON.stringify(all)}\n` : `${table(all)}\n`)
}

await main()
