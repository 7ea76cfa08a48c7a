import { setTimeout as sleep } from 'node:timers/promises'
import type { JobRun } from '@casino-club/shared'
import { systemActor } from '../admin/index.ts'
import { openJobs } from '../app/job-command.ts'
import { readConfig } from '../config.ts'
import { StartError } from '../platform/start-error.ts'
import { type JobRequest, readJobArguments } from './job-arguments.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

type Opened = Awaited<ReturnType<typeof openJobs>>
type RunRequest = Extract<JobRequest, { kind: 'run' }>

const POLL_MS = 500
const DRY_RUN_MS = 600_000
const say = (line: string) => process.stdout.write(`${line}\n`)
const counts = ({ worked, skipped, failed }: Pick<JobRun, 'worked' | 'skipped' | 'failed'>) =>
  `${worked} done, ${skipped} passed over, ${failed} not possible`

async function list({ jobs }: Opened): Promise<number> {
  for (const { id, cron, enabled, nextRunAt, lastRun, trouble } of await jobs.list()) {
    const last = lastRun ? `last ${lastRun.businessDate} ${lastRun.state}` : 'never run'
    say(`${id}  ${cron} UTC  ${enabled ? `next ${nextRunAt}` : 'disabled'}  ${last}${trouble ? `  ${trouble}!` : ''}`)
  }
  return 0
}

/** Waits for a run to its end, whoever has it in hand. */
async function follow({ jobs, runner }: Opened, { id, job }: JobRun): Promise<JobRun> {
  for (;;) {
    await runner.workOne(id)
    const run = await jobs.findRun(id)
    if (run === undefined) throw new Error(`run ${id} of ${job} is gone`)
    if (run.state === 'done' || run.state === 'failed' || run.state === 'skipped') return run
    if (run.error !== null) say(`${run.businessDate}: ${run.error}; it is tried again.`)
    await sleep(POLL_MS)
  }
}

async function run(opened: Opened, { name, date, dryRun, again }: RunRequest): Promise<number> {
  const { jobs, timetable } = opened
  const names = timetable.jobs.map((job) => job.name).join(', ')
  if (timetable.find(name) === undefined) throw new StartError(`There is no job ${name}; there are: ${names}.`)
  if (dryRun) {
    const tried = await jobs.dryRun(name, date, DRY_RUN_MS)
    if (!tried.ok) throw new StartError(`Nothing was tried: ${tried.message}.`)
    say(`${name} for ${tried.value.businessDate} would come to: ${counts(tried.value)}. Nothing was changed.`)
    return tried.value.complete ? 0 : 1
  }
  const ordered = await jobs.order({ name, date, again, reason: null }, systemActor('npm run job'))
  if (!ordered.ok) throw new StartError(`Nothing was run: ${ordered.message}.`)
  let code = 0
  for (const each of ordered.value) {
    const ended = await follow(opened, each)
    say(
      `${name} for ${ended.businessDate} is ${ended.state}: ${counts(ended)}.${ended.error ? ` ${ended.error}.` : ''}`,
    )
    if (ended.state !== 'done') code = 1
  }
  return code
}

/** `npm run job -- [<name> [--date YYYY-MM-DD] [--dry-run] [--again]]`: the jobs of the timetable, or one day of one of them. */
async function main(args: readonly string[]): Promise<number> {
  const request = readJobArguments(args)
  return withDatabase(async (_, databaseUrl) => {
    const opened = await openJobs(readConfig(process.env), databaseUrl)
    const stop = () => void opened.runner.stop().then(() => process.exit(130))
    process.once('SIGINT', stop)
    try {
      return await (request.kind === 'list' ? list(opened) : run(opened, request))
    } finally {
      process.off('SIGINT', stop)
      await opened.close()
    }
  })
}

runCommand(main)
