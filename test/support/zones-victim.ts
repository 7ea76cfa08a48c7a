/**
 * A process that pays the zones of cohorts and kills itself at a payment: inside, when everything is written and nothing
 * committed, or after, when it is committed and nobody has been told. Run by `cohorts-crash.test.ts`, which gives it
 * DATABASE_URL, NOW_MS, KILL_AT and KILL_WHERE.
 */
import { zoneRewardsJob } from '../../server/src/boards/cohorts/zone-rewards.ts'
import { JobRunner } from '../../server/src/jobs/runner.ts'
import { Timetable } from '../../server/src/jobs/timetable.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import type { CommandRequest, PlayerActors, Rule } from '../../server/src/player/index.ts'
import { actorsOn } from './actors.ts'

const { DATABASE_URL = '', NOW_MS = '0', KILL_AT = '', KILL_WHERE = '' } = process.env
const clock = { nowMs: () => Number(NOW_MS) }
const { pool, actors, log } = actorsOn(DATABASE_URL, clock)
let payments = 0

async function die(): Promise<void> {
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => undefined)
}

/** The rule whose transaction is never committed. */
function dyingInside<P, D>(rule: Rule<P, D>): Rule<P, D> {
  if (!('persist' in rule)) throw new Error('a zone is paid together with its row')
  return {
    ...rule,
    async persist(tx, detail, at) {
      await rule.persist(tx, detail, at)
      await die()
    },
  }
}

async function execute<P, D>(userId: number, rule: Rule<P, D>, request: CommandRequest<P>) {
  const isLast = ++payments === Number(KILL_AT)
  const answer = await actors.execute(userId, isLast && KILL_WHERE === 'inside' ? dyingInside(rule) : rule, request)
  if (isLast) await die()
  return answer
}

const job = zoneRewardsJob({ pool, log, actors: { execute } as PlayerActors })
await new JobRunner({ pool, clock, log, metrics: createMetrics(), timetable: new Timetable([job]) }).work()
