import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { ageDatabase, databaseUrlOf } from './database.ts'
import { type Brokers, startMockBrokers, startRealBroker, whyNoBrokers } from './faults/brokers.ts'
import { type ClubProcess, startClubAs, temporaryDataDir } from './own-club.ts'
import { openPlayers } from './players.ts'
import { processMs, processorMs } from './processor.ts'
import { allCounted, fillBacklog, listen } from './stream/backlog.ts'
import { countPlays, percentile, watchLags } from './stream/lags.ts'
import { joinAll, play, summarise } from './swarm.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    players: { type: 'string', default: '256' },
    backlog: { type: 'string', default: '200' },
    kafka: { type: 'string', default: 'mock' },
    rate: { type: 'string' },
    worker: { type: 'boolean', default: false },
  },
})
const BET = 10
const WARM_UP_SECONDS = 3
const say = (line: string) => process.stdout.write(`${line}\n`)

interface Stage {
  readonly club: ClubProcess
  readonly pool: Pool
  readonly databaseUrl: string
  readonly brokers: Brokers | undefined
}

/** Spins at full rate with everything that reads on, and how far behind each reader was all the while. */
async function underLoad({ club, pool, databaseUrl }: Stage): Promise<void> {
  await ageDatabase(databaseUrl)
  const players = await openPlayers(databaseUrl, club.jwtSecret, Number(values.players))
  const connections = await joinAll(club.gameUrl, players)
  // Groups are joined and topics made by the first plays.
  await play(connections, { seconds: WARM_UP_SECONDS, bet: BET })
  await allCounted(pool)
  const stop = new AbortController()
  const watching = watchLags(pool, stop.signal)
  const rate = values.rate === undefined ? {} : { spinsPerSecond: Number(values.rate) / players.length }
  const result = summarise(await play(connections, { seconds: Number(values.seconds), bet: BET, ...rate }))
  const caughtUpMs = await allCounted(pool)
  stop.abort()
  for (const connection of connections) connection.leave()
  say(
    `${result.spinsPerSecond} spins/s (p99 ${result.latencyMs.p99} ms); counters caught up ${Math.round(caughtUpMs)} ms after`,
  )
  for (const [reader, lags] of [...(await watching)].sort()) {
    say(
      `  ${reader.padEnd(28)} lag p50 ${percentile(lags, 50)} ms, p99 ${percentile(lags, 99)} ms (${lags.length} looks)`,
    )
  }
}

/** Begins to count processor time; gives what each has spent since, in ms. */
function spentBy(club: ClubProcess, brokers: Brokers): () => readonly (readonly [string, number])[] {
  const read = () =>
    [
      ['club', processorMs(club).club],
      ['Postgres', processorMs(club).postgres],
      ['brokers', processMs(brokers.pid())],
      ['this one', processMs(process.pid)],
    ] as const
  const before = read()
  return () => read().map(([who, ms], nth) => [who, ms - (before[nth]?.[1] ?? 0)])
}

/** Kafka is away while events are written, and comes back: how fast they go out, in what order, and what is counted. */
async function afterOutage({ club, pool, databaseUrl, brokers }: Stage): Promise<void> {
  if (brokers === undefined) return
  const players = await openPlayers(databaseUrl, club.jwtSecret, Number(values.backlog))
  await allCounted(pool)
  const topics = await listen(brokers.addresses)
  await sleep(5_000)
  brokers.away()
  const backlog = await fillBacklog(pool, players)
  const spent = spentBy(club, brokers)
  const startMs = performance.now()
  await brokers.back()
  await allCounted(pool)
  const ms = performance.now() - startMs
  const spentSince = spent()
  const { rows } = await pool.query<{ events: number }>('select count(*)::float8 as events from player_events')
  for (let waits = 0; topics.heard.events < (rows[0]?.events ?? 0) && waits < 100; waits++) await sleep(200)
  await topics.stop()
  const { played, counted } = await countPlays(pool)
  say(
    `${brokers.fault}; ${backlog} events behind: sent and counted in ${Math.round(ms)} ms, ${Math.round((backlog / ms) * 1_000)} events/s`,
  )
  say(
    `  processor time per event: ${spentSince.map(([who, spentMs]) => `${who} ${Math.round((spentMs / backlog) * 1_000)} µs`).join(', ')}`,
  )
  say(
    `  on the topics ${topics.heard.events} of ${rows[0]?.events} events (${topics.heard.repeats} again), ${topics.heard.outOfOrder} out of the order of their player`,
  )
  say(`  counted ${counted} of ${played} plays`)
}

async function main(): Promise<void> {
  const kind = values.kafka
  if (kind !== 'mock' && kind !== 'real' && kind !== 'none') throw new Error('--kafka wants mock, real or none')
  const missing = kind === 'none' ? null : whyNoBrokers(kind)
  if (missing !== null) throw new Error(missing)
  const brokers = kind === 'none' ? undefined : kind === 'mock' ? await startMockBrokers() : startRealBroker()
  const dataDir = temporaryDataDir()
  try {
    const club = await startClubAs(values.worker)(dataDir.path, { KAFKA_BROKERS: brokers?.addresses.join(',') ?? '' })
    const databaseUrl = databaseUrlOf(dataDir.path)
    const pool = createPool({ databaseUrl, max: 2, log: createLog('error'), name: 'casino-bench' })
    const stage = { club, pool, databaseUrl, brokers }
    try {
      say(
        `${brokers ? `with Kafka (${kind})` : 'without Kafka'}, ${values.worker ? 'readers in a worker of their own' : 'one process for all'}`,
      )
      await underLoad(stage)
      await afterOutage(stage)
    } finally {
      await pool.end()
      await club.stop()
    }
  } finally {
    brokers?.stop()
    dataDir.remove()
  }
}

await main()
