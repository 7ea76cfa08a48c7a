import { parseArgs } from 'node:util'
import { whyNoBrokers } from './faults/brokers.ts'
import type { Diary } from './faults/diary.ts'
import { kafkaRun } from './faults/kafka.ts'
import { killRun } from './faults/kill.ts'
import { lettersRun } from './faults/letters.ts'
import { postgresRun } from './faults/postgres.ts'
import type { Claim } from './faults/proof.ts'
import { redisRun } from './faults/redis.ts'
import { type FaultOptions, Stage } from './faults/stage.ts'

type Run = (stage: Stage) => Promise<{ diary: Diary; claims: Claim[]; acknowledged?: number }>

const RUNS: Record<string, Run> = {
  kill: killRun,
  redis: redisRun,
  postgres: postgresRun,
  kafka: kafkaRun,
  letters: lettersRun,
}

const USAGE = `npm run faults -- [--only ${Object.keys(RUNS)}] [--players 128] [--spins 50000] [--kafka mock|real] [--json]

Breaks a club of its own under load and proves afterwards that every acknowledged spin is there exactly once.
--spins is how many are acknowledged in each run (in the kill run before each of its three kills);
in the run of letters, how many notifications are sent through ten kills of their workers and an emptied Redis.`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(RUNS).join() },
    players: { type: 'string', default: '128' },
    spins: { type: 'string', default: '50000' },
    kafka: { type: 'string', default: 'mock' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const INTERRUPTED = 130
const say = (line: string) => process.stderr.write(`${line}\n`)

interface Report {
  readonly run: string
  readonly seconds: number
  readonly acknowledged: number
  readonly askedAgain: number
  readonly claims: readonly Claim[]
  /** Why the run did not take place. */
  readonly skipped?: string
}

/** The options, or undefined when they make no sense. */
function readOptions(): FaultOptions | undefined {
  const [players, spins, { kafka }] = [Number(values.players), Number(values.spins), values]
  const known = values.only.split(',').every((name) => Object.hasOwn(RUNS, name))
  const whole = Number.isSafeInteger(players) && players > 0 && Number.isSafeInteger(spins) && spins >= players
  return !values.help && known && whole && (kafka === 'mock' || kafka === 'real')
    ? { players, spins, kafka, say }
    : undefined
}

let stage: Stage | undefined

async function perform(run: string, options: FaultOptions): Promise<Report> {
  const nothing = { run, seconds: 0, acknowledged: 0, askedAgain: 0, claims: [] }
  const skipped = run === 'kafka' ? whyNoBrokers(options.kafka) : null
  if (skipped !== null) return { ...nothing, skipped }
  say(`── ${run}`)
  const startMs = performance.now()
  const seconds = () => Number(((performance.now() - startMs) / 1_000).toFixed(1))
  stage = new Stage({ ...options, say: (line) => say(`${run} ${seconds()} s: ${line}`) })
  try {
    const { diary, claims, acknowledged } = (await RUNS[run]?.(stage)) ?? { diary: undefined, claims: [] }
    for (const { claim, holds, found } of claims) say(`  ${holds ? 'holds ' : 'FAILED'}  ${claim} (${found})`)
    return {
      run,
      seconds: seconds(),
      acknowledged: acknowledged ?? diary?.acknowledged.size ?? 0,
      askedAgain: (diary?.replayed ?? 0) + (diary?.unavailable ?? 0),
      claims,
    }
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return { ...nothing, seconds: seconds(), claims: [{ claim: 'the run comes to its end', holds: false, found }] }
  } finally {
    await stage.close()
  }
}

function table(reports: readonly Report[]): string {
  const lines = reports.map(({ run, seconds, acknowledged, askedAgain, claims, skipped }) => {
    const failed = claims.filter(({ holds }) => !holds)
    const verdict = skipped ? `skipped: ${skipped}` : failed.length === 0 ? `${claims.length} claims hold` : 'FAILED'
    const row = `  ${run.padEnd(10)} ${`${seconds}`.padStart(8)} ${`${acknowledged}`.padStart(13)} ${`${askedAgain}`.padStart(12)}   ${verdict}`
    // What came twice is a figure, also where it is within its limit.
    return [
      row,
      ...(run === 'letters' ? claims : failed).map(({ claim, found }) => `${' '.repeat(14)}${claim}: ${found}`),
    ].join('\n')
  })
  const head = `  ${'fault'.padEnd(10)} ${'seconds'.padStart(8)} ${'acknowledged'.padStart(13)} ${'asked again'.padStart(12)}   proof`
  return [head, ...lines].join('\n')
}

/** Whatever ends the run early, what it has started goes first. */
function tidyUpBeforeLeaving(): void {
  const leave = (code: number) => {
    void Promise.resolve(stage?.close()).finally(() => process.exit(code))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave(INTERRUPTED))
  process.once('uncaughtException', (error) => {
    say(String(error.stack))
    leave(1)
  })
}

async function main(): Promise<number> {
  const options = readOptions()
  if (options === undefined) {
    say(USAGE)
    return values.help ? 0 : 1
  }
  tidyUpBeforeLeaving()
  const reports: Report[] = []
  for (const run of values.only.split(',')) reports.push(await perform(run, options))
  const proved = reports.every(({ claims }) => claims.every(({ holds }) => holds))
  process.stdout.write(values.json ? `${JSON.stringify({ proved, runs: reports })}\n` : `${table(reports)}\n`)
  return proved ? 0 : 1
}

process.exit(await main())
