import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { HANDS } from '@casino-club/server/src/notify/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubAs, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import { processorMs } from './processor.ts'
import { paceOf, raiseFor, subscribeAll, TEXT } from './push/campaign.ts'
import { postAlone, ServiceProcess } from './push/processes.ts'
import { spinP99Ms } from './spin-p99.ts'

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '1000' },
    sends: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    worker: { type: 'boolean', default: false },
  },
})
const numberOf = (name: Exclude<keyof typeof values, 'worker'>) => Number(values[name])
const [players, sends, rounds, seconds] = [
  numberOf('players'),
  numberOf('sends'),
  numberOf('rounds'),
  numberOf('seconds'),
]

interface Bench {
  readonly club: ClubProcess
  readonly databaseUrl: string
  readonly pool: Pool
  readonly service: ServiceProcess
  readonly people: readonly TestPlayer[]
}

interface Round {
  readonly alone: number
  /** Processor time of a message, in ms. */
  readonly aloneMillis: number
  readonly clubMillis: number
  readonly postgresMillis: number
  readonly pushed: number
  readonly spinsAlone: number
  readonly spinsMeanwhile: number
  readonly pushedMeanwhile: number
}

/** Writing a thousand messages takes less than this, also on a busy machine. */
const RAISE_MS = 1_000
const LEAD_MS = 3_000

/** Raises messages and gives how quickly the club sends them, once they are due. */
async function push({ pool, service, people }: Bench, count: number): Promise<() => Promise<number>> {
  const dueMs = Date.now() + LEAD_MS + (count / 1_000) * RAISE_MS
  await raiseFor(pool, people, count, dueMs)
  const { taken } = await service.count()
  await sleep(Math.max(0, dueMs - Date.now()))
  return () => paceOf(pool, service, taken, count)
}

type Spent = ReturnType<typeof processorMs>

const millisSince = (before: Spent, after: Spent): readonly [number, number] => [
  (after.club - before.club) / sends,
  (after.postgres - before.postgres) / sends,
]

async function oneRound(bench: Bench): Promise<Round> {
  const { club, databaseUrl, service } = bench
  const text = JSON.stringify({ id: '100000', ...TEXT.ko, path: '/missions', tag: 't'.repeat(32) })
  const order = { text, atOnce: HANDS, seconds }
  const before = await postAlone(service, order)
  const go = await push(bench, sends)
  const spent = processorMs(club)
  const pushed = await go()
  const [clubMillis, postgresMillis] = millisSince(spent, processorMs(club))
  const after = await postAlone(service, order)
  const alone = (before.perSecond + after.perSecond) / 2
  const aloneMillis = (before.millis + after.millis) / 2
  const [spinsAlone] = await spinP99Ms(club, databaseUrl, seconds, async () => undefined)
  const pushing = await push(bench, Math.ceil(pushed * seconds * 1.5))
  const [spinsMeanwhile, pushedMeanwhile] = await spinP99Ms(club, databaseUrl, seconds, pushing)
  const round = { alone, aloneMillis, clubMillis, postgresMillis, pushed, spinsAlone, spinsMeanwhile, pushedMeanwhile }
  say(
    JSON.stringify(Object.fromEntries(Object.entries(round).map(([name, value]) => [name, Number(value.toFixed(2))]))),
  )
  return round
}

function figuresOf(runs: readonly Round[]): Figure[] {
  const of = (value: (run: Round) => number) => median(runs.map(value))
  const [share, slower] = [of((run) => run.pushed / run.alone), of((run) => run.spinsMeanwhile / run.spinsAlone)]
  return [
    {
      name: `pushes a second (${of(({ pushed }) => pushed).toFixed(0)})`,
      figure: share.toFixed(2),
      baseline: `${of(({ alone }) => alone).toFixed(0)} encrypted and posted alone a second`,
      limit: '>= 0.7',
      met: share >= 0.7,
    },
    {
      name: `spins beside ${of((run) => run.pushedMeanwhile).toFixed(0)} pushes a second, p99 (${of((run) => run.spinsMeanwhile).toFixed(1)} ms)`,
      figure: slower.toFixed(2),
      baseline: `${of((run) => run.spinsAlone).toFixed(1)} ms alone`,
      limit: '<= 2',
      met: slower <= 2,
    },
  ]
}

/** `npm run bench:push`: messages by the club's own path beside the same ones posted alone, and spins beside both. */
async function main(): Promise<boolean> {
  const data = temporaryDataDir()
  const service = await ServiceProcess.start()
  const env = { PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' }
  const club = await startClubAs(values.worker)(data.path, { ...env, GAME_MESSAGES_PER_DAY: '1000' })
  const databaseUrl = databaseUrlOf(data.path)
  const pool = createPool({ databaseUrl, max: 4, log: createLog('error'), name: 'casino-bench-push' })
  try {
    const people = await openPlayers(databaseUrl, club.jwtSecret, players)
    await subscribeAll(club, pool, service, people)
    say(`${people.length} players with a device each`)
    const bench = { club, databaseUrl, pool, service, people }
    const runs: Round[] = []
    for (let round = 0; round < rounds; round++) runs.push(await oneRound(bench))
    const figures = figuresOf(runs)
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    await pool.end()
    await club.stop()
    service.stop()
    data.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
